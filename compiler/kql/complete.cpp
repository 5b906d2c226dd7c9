#include "compiler/kql/complete.h"

#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/kql/characters.h"
#include "compiler/kql/command.h"
#include "compiler/kql/op_words.h"
#include "compiler/kql/parser.h"

namespace adxc::kql {
namespace {

using std::size_t;

/// Stands for what is being written, so that the parser finds a name there.
constexpr std::string_view kStandIn = "c0mpletion";

constexpr auto kStarts = std::to_array<std::string_view>(
    {"datatable", "declare query_parameters", "externaldata", "let", "set"});

/// Words that belong to one operator, beside those of expressions.
struct Words {
  std::string_view name;
  std::array<std::string_view, 6> words;
};
constexpr auto kWords = std::to_array<Words>({
    {"facet", {"by", "with"}},
    {"join", {"kind=", "hint.strategy=", "on"}},
    {"lookup", {"kind=", "on"}},
    {"make-series", {"default=", "on", "from", "to", "step", "by"}},
    {"mv-apply", {"to typeof", "limit", "on"}},
    {"mv-expand", {"bagexpansion=", "with_itemindex=", "to typeof", "limit"}},
    {"order", {"by", "asc", "desc", "nulls first", "nulls last"}},
    {"parse", {"kind=", "with"}},
    {"parse-kv", {"as", "with"}},
    {"parse-where", {"kind=", "with"}},
    {"partition", {"by", "hint.strategy="}},
    {"range", {"from", "to", "step"}},
    {"reduce", {"by", "with"}},
    {"sample-distinct", {"of"}},
    {"sort", {"by", "asc", "desc", "nulls first", "nulls last"}},
    {"summarize", {"by"}},
    {"top", {"by", "asc", "desc", "nulls first", "nulls last"}},
    {"top-hitters", {"of", "by"}},
    {"top-nested", {"of", "by"}},
    {"union", {"kind=", "withsource=", "isfuzzy="}},
});

bool ends_operand(const Token& token, std::string_view text) {
  switch (token.kind) {
    case TokenKind::Word: {
      const bool infix = std::any_of(kOpSpellings.begin(), kOpSpellings.end(),
                                     [&](const OpSpelling& one) { return one.text == text; });
      return !infix && text != "by" && text != "on" && text != "of";
    }
    case TokenKind::String:
    case TokenKind::Bool:
    case TokenKind::Long:
    case TokenKind::Real:
    case TokenKind::TimeSpan:
    case TokenKind::Guid:
    case TokenKind::Typed:
    case TokenKind::CloseParen:
    case TokenKind::CloseBracket: return true;
    default: return false;
  }
}

class Completer {
 public:
  Completer(std::string_view text, size_t offset, const Catalog* catalog)
      : catalog_(catalog), end_(static_cast<std::uint32_t>(std::min(offset, text.size()))) {
    begin_ = end_;
    while (begin_ > 0 && (is_name_part(text[begin_ - 1]) || text[begin_ - 1] == '-')) --begin_;
    before_ = text.substr(0, begin_);
    prefix_ = text.substr(begin_, end_ - begin_);
    // Minus belongs to the word behind a pipe only: `project-away`, but `a-b`.
    lexed_ = lex(before_);
    if (!behind(TokenKind::Pipe)) shorten(text);
  }

  Completions run() {
    made_.replaced = {begin_, end_};
    if (in_string_or_comment()) return std::move(made_);
    look();
    if (behind(TokenKind::Pipe)) {
      operators(false);
    } else if (behind(TokenKind::Colon)) {
      types();
    } else if (behind(TokenKind::End) || behind(TokenKind::Semicolon) ||
               behind(TokenKind::OpenBrace)) {
      for (const std::string_view word : kStarts) add(word, CompletionKind::Keyword);
      operators(true);
      tables();
    } else if (!behind(TokenKind::Dot)) {
      inside();
    }
    return std::move(made_);
  }

 private:
  void shorten(std::string_view text) {
    const size_t minus = prefix_.rfind('-');
    if (minus == std::string_view::npos) return;
    begin_ += static_cast<std::uint32_t>(minus + 1);
    before_ = text.substr(0, begin_);
    prefix_ = text.substr(begin_, end_ - begin_);
    lexed_ = lex(before_);
  }

  /// The last token before the place; null at the start of the query.
  const Token* last() const {
    return lexed_.tokens.size() < 2 ? nullptr : &lexed_.tokens[lexed_.tokens.size() - 2];
  }
  std::string_view text_of(const Token& token) const {
    return before_.substr(token.range.begin, token.range.size());
  }

  /// True if a token of that kind stands right before; End stands for the start.
  bool behind(TokenKind kind) const {
    const Token* token = last();
    return token == nullptr ? kind == TokenKind::End : token->kind == kind;
  }

  bool in_string_or_comment() const {
    const auto line = before_.substr(before_.rfind('\n') + 1);
    const size_t comment = line.rfind("//");
    const Token* token = last();
    const size_t line_begin = before_.size() - line.size();
    if (comment != std::string_view::npos &&
        (token == nullptr || token->range.end <= line_begin + comment)) {
      return true;
    }
    return !lexed_.errors.empty() && token != nullptr && token->kind == TokenKind::String &&
           token->range.end == lexed_.errors.back().range.end;
  }

  /// Binds what stands before the place and notes what it sees there.
  void look() {
    const Tree tree = parse(std::string(before_) + std::string(kStandIn));
    sight_.offset = begin_;
    BindOptions options;
    options.catalog = catalog_;
    options.sight = &sight_;
    text::SourceMap sources;
    diag::Sink sink;
    const text::SourceFile& file = sources.add("query", tree.text);
    const text::Span all{file.id, 0, static_cast<std::uint32_t>(tree.text.size())};
    bind(tree, options, {text::Fragment::verbatim(file.text, all), "", sink});
  }

  void add(std::string_view label, CompletionKind kind, std::string_view detail = "") {
    if (!starts_with_fold(label, prefix_)) return;
    made_.items.push_back({std::string(label), kind, std::string(detail)});
  }

  static bool starts_with_fold(std::string_view label, std::string_view prefix) {
    return label.size() >= prefix.size() && equal_fold(label.substr(0, prefix.size()), prefix);
  }

  void operators(bool sources_only) {
    for (const std::string_view name : kql::operators(sources_only)) {
      add(name, CompletionKind::OperatorName);
    }
  }

  void types() {
    for (const ScalarType type : kScalarTypes) add(name(type), CompletionKind::TypeName);
  }

  void tables() {
    names(true);
    if (catalog_ == nullptr) return;
    for (const std::string& name : catalog_->tables()) add(name, CompletionKind::TableName);
  }

  /// Names made in the query.
  void names(bool tabular) {
    for (const Sight::Name& one : sight_.names) {
      const bool table = one.kind == Sight::NameKind::Table;
      if (one.kind == Sight::NameKind::Scalar && tabular) continue;
      add(one.name, table                                   ? CompletionKind::TableName
                    : one.kind == Sight::NameKind::Function ? CompletionKind::FunctionName
                                                            : CompletionKind::Variable);
    }
  }

  /// Inside of an operator, or of a scalar that let names.
  void inside() {
    const Token& before = *last();
    const std::string_view at = text_of(before);
    if (ends_operand(before, at) && at != sight_.operator_name) return infix();
    if (at == "evaluate") {
      for (const std::string_view name : plugins()) add(name, CompletionKind::PluginName);
      return;
    }
    const bool joins = at == "join" || at == "lookup" || at == "union";
    if (joins || at == "in" || before.kind == TokenKind::OpenParen) tables();
    operator_words();
    if (joins) return;
    for (const Column& column : sight_.columns) {
      add(column.name, CompletionKind::ColumnName, name(column.type));
    }
    if (before.kind != TokenKind::OpenParen) names(false);
    functions();
  }

  void functions() {
    const bool aggregates = sight_.operator_name == "summarize" ||
                            sight_.operator_name == "make-series" ||
                            sight_.operator_name == "top-nested";
    for (size_t id = 0; id < function_count(); ++id) {
      const Function& row = function(static_cast<FunctionId>(id));
      if (!row.instead.empty() || row.name.starts_with('_')) continue;
      const bool aggregate = row.kind == FunctionKind::Aggregate;
      if (aggregate && !aggregates) continue;
      add(row.name, aggregate ? CompletionKind::AggregateName : CompletionKind::FunctionName,
          row.doc);
    }
  }

  /// Behind a whole operand: what compares and joins, and the words of the operator.
  void infix() {
    operator_words();
    for (const OpSpelling& one : kOpSpellings) {
      const bool letters = is_letter(one.text[0]) || (one.text[0] == '!' && is_letter(one.text[1]));
      const bool repeated = one.op == Op::InQuery || one.op == Op::HasAnyQuery ||
                            one.op == Op::HasAllQuery || one.op == Op::Like;
      if (letters && !repeated) add(one.text, CompletionKind::Keyword);
    }
  }

  void operator_words() {
    for (const Words& one : kWords) {
      if (one.name != sight_.operator_name) continue;
      for (const std::string_view word : one.words) {
        if (!word.empty()) add(word, CompletionKind::Keyword);
      }
    }
  }

  const Catalog* catalog_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_;
  std::string_view before_;
  std::string_view prefix_;
  Lexed lexed_;
  Sight sight_;
  Completions made_;
};

constexpr std::array<std::string_view, 9> kKindWords = {"operator", "column",    "table",
                                                        "function", "aggregate", "plugin",
                                                        "variable", "keyword",   "type"};

}  // namespace

Completions complete(std::string_view text, size_t offset, const Catalog* catalog) {
  if (is_command(text)) return {};
  return Completer(text, offset, catalog).run();
}

std::string_view word(CompletionKind kind) {
  return kKindWords[static_cast<size_t>(kind)];
}

}  // namespace adxc::kql
