// The literal parts of a query that is put together at run time. What a spliced part will be nobody
// knows, so several texts are put in its place, and only what is wrong with each of them is
// reported.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "compiler/kql/bind.h"
#include "compiler/kql/lexer.h"
#include "compiler/rules/kusto_text.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule kql_pieces;

namespace {

using namespace program;

/// What may be meant: a value, a name, a text, nothing.
constexpr auto kFillings = std::to_array<std::string_view>({"{x}", "", " 1 ", "\"x\"", " x "});

/// A query with something in place of its spliced parts, and the places of these.
struct Filled {
  text::Fragment query;
  std::vector<text::Span> holes;
};

class Filler {
 public:
  Filler(const expr::Tree& tree, const text::Fragment& whole) : tree_(tree), whole_(whole) {}

  Filled with(std::string_view filling) {
    Filled made{text::Fragment(whole_.whole()), {}};
    char open = 0;
    at_ = 0;
    for (const expr::NodeId piece : pieces_of(tree_)) {
      const expr::Node& node = tree_[piece];
      if (node.kind == expr::NodeKind::Literal && node.value.is_string()) {
        const auto text = node.value.get<std::string>();
        open = quote_after(text, open);
        literal(text, node.span, made.query);
      } else {
        made.query.append(open == 0 ? filling : "x", node.span.begin,
                          node.span.end - node.span.begin);
        made.holes.push_back(node.span);
      }
    }
    return made;
  }

 private:
  /// Adds a literal character by character, so that each keeps its place. Quotes are doubled in
  /// expressions, and `@{` may be written `@@{`.
  void literal(std::string_view text, text::Span span, text::Fragment& query) {
    const std::string_view source = whole_.text();
    while (at_ < source.size() && whole_.span(at_, at_).begin < span.begin) ++at_;
    for (const char c : text) {
      while (at_ < source.size() && source[at_] != c) ++at_;
      const text::Span place = whole_.span(at_, at_ + 1);
      query.append(std::string_view(&c, 1), place.begin, place.end - place.begin);
      const bool doubled = c == '\'' && at_ + 1 < source.size() && source[at_ + 1] == '\'';
      at_ += doubled && whole_.span(at_, at_).begin >= span.begin && quoted(span) ? 2 : 1;
    }
  }

  /// True for a literal of an expression, which stands in quotes of its own.
  bool quoted(text::Span span) const {
    return span.begin > whole_.whole().begin && tree_[tree_.root].kind == expr::NodeKind::Call;
  }

  const expr::Tree& tree_;
  const text::Fragment& whole_;
  std::size_t at_ = 0;
};

/// A spliced part may close what is open; then nothing behind it is certain.
bool is_balanced(std::string_view query) {
  const kql::Lexed lexed = kql::lex(query);
  int depth = 0;
  for (const kql::Token& token : lexed.tokens) {
    using enum kql::TokenKind;
    const bool opens =
        token.kind == OpenParen || token.kind == OpenBracket || token.kind == OpenBrace;
    const bool closes =
        token.kind == CloseParen || token.kind == CloseBracket || token.kind == CloseBrace;
    depth += opens ? 1 : closes ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0 && lexed.errors.empty();
}

std::vector<diag::Diagnostic> errors_of(const Filled& filled, const std::string& pointer) {
  diag::Sink sink;
  kql::check(nullptr, {filled.query, pointer, sink});
  std::vector<diag::Diagnostic> found = sink.take();
  std::erase_if(found, [&](const diag::Diagnostic& one) {
    const bool touches =
        std::any_of(filled.holes.begin(), filled.holes.end(), [&](const text::Span& hole) {
          return one.place.span.begin <= hole.end && hole.begin <= one.place.span.end;
        });
    return touches || one.rule.severity != diag::Severity::Error;
  });
  return found;
}

bool has(const std::vector<diag::Diagnostic>& found, const diag::Diagnostic& wanted) {
  return std::any_of(found.begin(), found.end(), [&](const diag::Diagnostic& one) {
    return one.rule.slug == wanted.rule.slug && one.message == wanted.message &&
           one.place.span.begin == wanted.place.span.begin;
  });
}

void check_query(const Computed& computed, const document::Document& document, diag::Sink& sink) {
  const text::Fragment whole = document.fragment(computed.node);
  Filler filler(computed.tree, whole);
  const Filled first = filler.with(kFillings[0]);
  if (first.holes.empty() || !is_balanced(first.query.text())) return;
  const std::string pointer = document.pointer(computed.node);
  std::vector<diag::Diagnostic> certain = errors_of(first, pointer);
  for (std::size_t i = 1; i < kFillings.size() && !certain.empty(); ++i) {
    const std::vector<diag::Diagnostic> found = errors_of(filler.with(kFillings[i]), pointer);
    std::erase_if(certain, [&](const diag::Diagnostic& one) { return !has(found, one); });
  }
  for (diag::Diagnostic& one : certain) sink.add(std::move(one));
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    if (!computed.activity.valid() || !computed.tree.sound()) continue;
    const document::Document& document = program.document_of(computed.object);
    if (kusto_word(document, computed.node) == "query") check_query(computed, document, sink);
  }
}

}  // namespace

const Rule kql_pieces = {check_program, kSlugsFromElsewhere};

}  // namespace adxc::rules
