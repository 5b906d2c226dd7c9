#include "compiler/expr/parser.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/expr/functions.h"
#include "compiler/expr/uses.h"
#include "compiler/expr/utf16.h"

namespace adxc::expr {
namespace {

constexpr diag::Kind<std::string, std::string_view> kExpressionSyntax{
    {"expression-syntax", diag::Severity::Error}, "found {}, wanted {}"};
constexpr diag::Kind<std::size_t, std::size_t> kExpressionTooLong{
    {"expression-too-long", diag::Severity::Error},
    "the expression has {} characters, at most {} are allowed"};
/// Characters as .NET counts them. Source: limits of Data Factory.
constexpr std::size_t kLongest = 8192;
/// Deeper expressions than anybody writes; bounds the recursion of parser and evaluator.
constexpr int kDeepest = 100;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// Letters of names; every byte of a character outside ASCII counts as one.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c);
}

/// What to say of characters that look like another language.
std::string_view hint(char c) {
  if (c == '"') return "texts stand in single quotes: 'text'";
  if (c == '@') return "only the first `@` of an expression is written";
  if (std::string_view("+-*/%").find(c) != std::string_view::npos) {
    return "there are no operators; use `add`, `sub`, `mul`, `div`, `mod`, or `concat` for texts";
  }
  if (std::string_view("=<>!&|").find(c) != std::string_view::npos) {
    return "there are no operators; use `equals`, `less`, `greater`, `and`, `or`, `not`";
  }
  return {};
}

class Parser {
 public:
  Parser(const text::Fragment& fragment, std::string pointer, diag::Sink& sink)
      : fragment_(fragment), text_(fragment.text()), sink_(sink) {
    tree_.pointer = std::move(pointer);
  }

  Tree run() {
    tree_.root = whole();
    if (failed_) tree_.root = broken();
    return std::move(tree_);
  }

 private:
  NodeId whole() {
    const bool escaped = text_.starts_with("@@") && !text_.starts_with("@@{");
    if (!text_.starts_with('@') || text_.starts_with("@{") || text_.starts_with("@@")) {
      return text_template(escaped ? 1 : 0);
    }
    at_ = 1;
    const NodeId root = expression();
    skip_blanks();
    if (!failed_ && at_ < text_.size()) expected("the end of the expression");
    return root;
  }

  /// Text from `begin` on in which `@{…}` is replaced.
  NodeId text_template(std::size_t begin) {
    std::vector<NodeId> parts;
    std::string literal;
    std::size_t literal_begin = at_ = begin;
    const auto flush = [&] {
      if (!literal.empty()) parts.push_back(literal_node(literal, literal_begin, at_));
      literal.clear();
    };
    while (at_ < text_.size() && !failed_) {
      if (text_.substr(at_).starts_with("@@{")) {
        literal += "@{";
        at_ += 3;
      } else if (text_.substr(at_).starts_with("@{")) {
        flush();
        parts.push_back(interpolation());
        literal_begin = at_;
      } else {
        literal += text_[at_++];
      }
    }
    flush();
    if (parts.size() == 1 && tree_[parts[0]].kind == NodeKind::Literal) return parts[0];
    return add({NodeKind::Template, false, fragment_.span(begin, at_), {}, {}, {}, parts});
  }

  NodeId interpolation() {
    const std::size_t begin = at_;
    at_ += 2;
    const NodeId inner = expression();
    skip_blanks();
    if (!failed_ && !take('}')) expected("`}`");
    // A template around a lone interpolation, so that a literal inside it still becomes text.
    return add({NodeKind::Template, false, fragment_.span(begin, at_), {}, {}, {}, {inner}});
  }

  NodeId expression() {
    if (++depth_ > kDeepest) return too_deep();
    skip_blanks();
    const std::size_t begin = at_;
    NodeId node = primary();
    while (!failed_ && accessor(begin, node)) {
      if (heights_[node.value] > kDeepest) return too_deep();
    }
    --depth_;
    return node;
  }

  NodeId primary() {
    if (at_ >= text_.size()) return expected("a function, a text or a number");
    const char c = text_[at_];
    if (c == '\'') return quoted();
    if (is_digit(c) ||
        ((c == '-' || c == '+') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])))
      return number();
    if (is_letter(c)) return word();
    return expected("a function, a text or a number");
  }

  NodeId quoted() {
    const std::size_t begin = at_++;
    std::string value;
    while (at_ < text_.size()) {
      if (text_[at_] != '\'') {
        value += text_[at_++];
      } else if (text_.substr(at_).starts_with("''")) {
        value += '\'';
        at_ += 2;
      } else {
        ++at_;
        return literal_node(std::move(value), begin, at_);
      }
    }
    return fail(begin, begin + 1, "a text that never ends", "`'` at its end");
  }

  NodeId number() {
    const std::size_t begin = at_++;
    bool whole_number = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool sign = (c == '-' || c == '+') && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
      if (!is_digit(c) && c != '.' && c != 'e' && c != 'E' && !sign) break;
      if (!is_digit(c)) whole_number = false;
      ++at_;
    }
    const std::size_t skip_plus = text_[begin] == '+' ? 1 : 0;
    const std::string_view spelled = text_.substr(begin + skip_plus, at_ - begin - skip_plus);
    const std::optional<Value> value =
        whole_number ? read_number<std::int64_t>(spelled) : read_number<double>(spelled);
    if (!value) return fail(begin, at_, quoted_word(begin, at_), "a number");
    return literal_node(*value, begin, at_);
  }

  template <typename Number>
  static std::optional<Value> read_number(std::string_view spelled) {
    Number number{};
    const char* end = spelled.data() + spelled.size();
    const auto [stop, error] = std::from_chars(spelled.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return Value(number);
  }

  NodeId word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    const std::size_t end = at_;
    const std::string name(text_.substr(begin, end - begin));
    skip_blanks();
    if (take('(')) return call(begin, end, name);
    at_ = end;
    if (equal_fold(name, "true")) return literal_node(true, begin, end);
    if (equal_fold(name, "false")) return literal_node(false, begin, end);
    if (equal_fold(name, "null")) return literal_node(nullptr, begin, end);
    return fail(begin, end, quoted_word(begin, end),
                "a function call, a text in single quotes or a number");
  }

  NodeId call(std::size_t begin, std::size_t name_end, const std::string& name) {
    std::vector<NodeId> arguments;
    skip_blanks();
    if (!take(')')) {
      do {
        arguments.push_back(expression());
        skip_blanks();
      } while (!failed_ && take(','));
      if (!failed_ && !take(')')) expected("`,` or `)`");
    }
    return add({NodeKind::Call,
                false,
                fragment_.span(begin, at_),
                fragment_.span(begin, name_end),
                name,
                {},
                std::move(arguments),
                find_function(name)});
  }

  /// One `.name`, `?.name`, `[x]` or `?[x]` after `node`, which becomes the access; false if none.
  bool accessor(std::size_t begin, NodeId& node) {
    const std::size_t before = at_;
    skip_blanks();
    const bool null_safe = take('?');
    if (take('.')) {
      node = member(begin, node, null_safe);
    } else if (take('[')) {
      node = index(begin, node, null_safe);
    } else if (null_safe) {
      expected("`.` or `[`");
    } else {
      at_ = before;
      return false;
    }
    return true;
  }

  NodeId member(std::size_t begin, NodeId base, bool null_safe) {
    skip_blanks();
    const std::size_t name_begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (at_ == name_begin) return expected("the name of a property");
    const std::string name(text_.substr(name_begin, at_ - name_begin));
    return add({NodeKind::Member,
                null_safe,
                fragment_.span(begin, at_),
                fragment_.span(name_begin, at_),
                name,
                {},
                {base}});
  }

  NodeId index(std::size_t begin, NodeId base, bool null_safe) {
    const NodeId key = expression();
    skip_blanks();
    if (!failed_ && !take(']')) expected("`]`");
    return add({NodeKind::Index, null_safe, fragment_.span(begin, at_), {}, {}, {}, {base, key}});
  }

  NodeId literal_node(Value value, std::size_t begin, std::size_t end) {
    return add(
        {NodeKind::Literal, false, fragment_.span(begin, end), {}, {}, std::move(value), {}});
  }

  NodeId too_deep() { return fail(at_, at_, "more than 100 levels of nesting", "fewer"); }

  NodeId add(Node node) {
    int height = 0;
    for (const NodeId part : node.parts) height = std::max(height, heights_[part.value]);
    heights_.push_back(height + 1);
    tree_.nodes.push_back(std::move(node));
    return NodeId{static_cast<std::uint32_t>(tree_.nodes.size() - 1)};
  }

  NodeId broken() { return add({NodeKind::Broken, false, fragment_.whole(), {}, {}, {}, {}}); }

  NodeId expected(std::string_view wanted) {
    if (at_ >= text_.size()) return fail(at_, at_, "the end of the text", wanted);
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_word(text_[at_]) && is_word(text_[end])) ++end;
    return fail(at_, end, quoted_word(at_, end), wanted);
  }

  NodeId fail(std::size_t begin, std::size_t end, const std::string& found,
              std::string_view wanted) {
    if (!failed_) {
      diag::Diagnostic& finding = sink_.report(
          kExpressionSyntax, {fragment_.span(begin, end), tree_.pointer}, found, wanted);
      const std::string_view more = begin < text_.size() ? hint(text_[begin]) : std::string_view{};
      if (!more.empty()) finding.notes.emplace_back(more);
    }
    failed_ = true;
    return broken();
  }

  std::string quoted_word(std::size_t begin, std::size_t end) const {
    return "`" + shortened(text_.substr(begin, end - begin)) + "`";
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  const text::Fragment& fragment_;
  std::string_view text_;
  diag::Sink& sink_;
  Tree tree_;
  std::vector<int> heights_;  // of each node of the tree; a leaf is 1
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

/// The place is where the text goes over the limit.
void check_length(const text::Fragment& fragment, const std::string& pointer, diag::Sink& sink) {
  const std::string_view text = fragment.text();
  if (text.size() <= kLongest) return;
  const std::size_t length = to_utf16(text).size();
  if (length <= kLongest) return;
  sink.report(kExpressionTooLong, {fragment.span(kLongest, kLongest + 1), pointer}, length,
              kLongest);
}

}  // namespace

bool is_expression(std::string_view text) {
  return text.starts_with('@') || text.find("@{") != std::string_view::npos;
}

Tree parse(const text::Fragment& fragment, std::string pointer, diag::Sink& sink) {
  Tree tree = Parser(fragment, std::move(pointer), sink).run();
  if (!tree.sound()) return tree;
  tree.uses = find_uses(tree);
  check_length(fragment, tree.pointer, sink);
  check_calls(tree, sink);
  return tree;
}

}  // namespace adxc::expr
