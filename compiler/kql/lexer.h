// Words of KQL. Keywords are contextual, so the lexer knows none but the operators spelled with
// letters and a sign (`!has`, `in~`); the parser asks a word for its text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/kql/range.h"

namespace adxc::kql {

enum class TokenKind : std::uint8_t {
  End,
  Bad,       // a character outside of the language; was reported
  Word,      // name or keyword; also `in~` and `!has`, sign included
  String,    // one literal of any form, prefix and quotes included
  Bool,      // true, True, TRUE and so on
  Long,      // decimal or 0x
  Real,      // 1.5, 1e3, 1.
  TimeSpan,  // 1.5h
  Guid,      // a bare guid
  Typed,     // long(…), datetime(…), guid(…) and so on, parentheses included
  OpenParen,
  CloseParen,
  OpenBracket,
  CloseBracket,
  OpenBrace,
  CloseBrace,
  Pipe,
  CommandPipe,  // <|
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Dot,
  DotDot,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Assign,         // =
  Equal,          // ==
  NotEqual,       // != and <>
  EqualTilde,     // =~
  NotEqualTilde,  // !~
  Arrow,          // =>
  Colon,
  Semicolon,
  Comma,
  At,
  Question,
};

struct Token {
  TokenKind kind = TokenKind::End;
  Range range;
};

struct Lexed {
  std::vector<Token> tokens;  // the last is End, at the end of the text
  std::vector<SyntaxError> errors;
};

/// All tokens of a query or command; blanks, comments and `#` lines are left out. Linear in the
/// text.
Lexed lex(std::string_view text);

}  // namespace adxc::kql
