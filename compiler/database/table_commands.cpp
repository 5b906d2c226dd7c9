// Commands that make tables, read word by word: a schema file is a script, and all else in it is
// passed over.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/database/readers.h"
#include "compiler/kql/lexer.h"
#include "compiler/kql/literals.h"

namespace adxc::database {
namespace {

using kql::TokenKind;

class Reader {
 public:
  Reader(std::string_view name, std::string_view text)
      : name_(name), text_(text), tokens_(kql::lex(text).tokens) {}

  Result<SchemaFile> run() {
    while (!at(TokenKind::End)) {
      if (at(TokenKind::Dot) && begins_line()) {
        ADXC_TRY(command());
      } else {
        ++at_;
      }
    }
    return std::move(made_);
  }

 private:
  const kql::Token& token(std::size_t offset = 0) const {
    return tokens_[std::min(at_ + offset, tokens_.size() - 1)];
  }
  bool at(TokenKind kind) const { return token().kind == kind; }
  std::string_view view(std::size_t offset = 0) const {
    const kql::Range range = token(offset).range;
    return text_.substr(range.begin, range.size());
  }

  bool begins_line() const {
    const std::size_t begin = token().range.begin;
    const std::size_t line = text_.find_last_of('\n', begin == 0 ? 0 : begin - 1);
    const std::size_t start = line == std::string_view::npos ? 0 : line + 1;
    return text_.substr(start, begin - start).find_first_not_of(" \t\xEF\xBB\xBF") ==
           std::string_view::npos;
  }

  tl::unexpected<Error> wrong(std::string_view wanted) const {
    const auto line = std::count(text_.begin(), text_.begin() + token().range.begin, '\n') + 1;
    return fail(ErrorKind::Data,
                fmt::format("{}:{}: found {}; expected {}", name_, line,
                            at(TokenKind::End) ? "the end" : fmt::format("`{}`", view()), wanted));
  }

  bool take(TokenKind kind) {
    const bool here = at(kind);
    if (here) ++at_;
    return here;
  }

  bool take_word(std::string_view word) {
    const bool here = at(TokenKind::Word) && view() == word;
    if (here) ++at_;
    return here;
  }

  /// `create`, `create-merge`, `alter`: words joined by minus signs.
  std::string verb() {
    std::string made(view());
    ++at_;
    while (at(TokenKind::Minus) && token(1).kind == TokenKind::Word) {
      made += fmt::format("-{}", view(1));
      at_ += 2;
    }
    return made;
  }

  Result<void> command() {
    ++at_;
    if (!at(TokenKind::Word)) return {};
    const std::string made = verb();
    const bool makes = made == "create" || made == "alter";
    const bool merges = made == "create-merge" || made == "alter-merge";
    if (made == "drop" && take_word("table")) return drop();
    if (!makes && !merges) return {};
    const bool several = take_word("tables");
    if (!several && !take_word("table")) return {};
    do {
      ADXC_TRY(table(merges));
    } while (several && take(TokenKind::Comma));
    return {};
  }

  Result<void> drop() {
    const auto table = name();
    if (table) made_.drop("", *table);
    return {};
  }

  Result<void> table(bool merges) {
    ADXC_LET(named, name());
    // `.alter table T policy …` and the like say nothing of columns.
    if (!take(TokenKind::OpenParen)) return {};
    ADXC_LET(columns, column_list());
    merges ? made_.merge("", named, columns) : made_.add("", named, std::move(columns));
    return {};
  }

  Result<kql::RowSchema> column_list() {
    kql::RowSchema columns;
    while (!take(TokenKind::CloseParen)) {
      ADXC_LET(named, name());
      if (!take(TokenKind::Colon)) return wrong("`:` and a type");
      const auto type = scalar_type(view());
      if (!type) return wrong("the name of a type");
      ++at_;
      columns.push_back({named, *type});
      if (!take(TokenKind::Comma) && !at(TokenKind::CloseParen)) return wrong("`,` or `)`");
    }
    return columns;
  }

  /// A word, with what is joined to it by signs, or a name in quotes, in brackets or not.
  Result<std::string> name() {
    const bool brackets = take(TokenKind::OpenBracket);
    std::string made;
    if (at(TokenKind::String)) {
      made = kql::string_text(view());
    } else if (at(TokenKind::Word) || at(TokenKind::Long)) {
      made = view();
    } else {
      return wrong("a name");
    }
    ++at_;
    if (brackets && !take(TokenKind::CloseBracket)) return wrong("`]`");
    return made;
  }

  std::string_view name_;
  std::string_view text_;
  std::vector<kql::Token> tokens_;
  std::size_t at_ = 0;
  SchemaFile made_;
};

}  // namespace

Result<SchemaFile> read_table_commands(std::string_view name, std::string_view text) {
  return Reader(name, text).run();
}

}  // namespace adxc::database
