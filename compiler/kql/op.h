// The operators of expressions, as the parser reads them and the engine runs them.
#pragma once

#include <cstdint>
#include <string_view>

namespace adxc::kql {

/// What an operation does. `negated` and `folded` (ignores case) beside it make the families:
/// `!has_cs` is Has negated, `has` is Has folded, `in~` is In folded.
enum class Op : std::uint8_t {
  None,
  Negate,  // one operand
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  And,    // two operands or more
  Or,     // two operands or more
  Equal,  // `!=` is negated, `=~` folded
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,       // args[0] in the rest; a dynamic array among the rest gives its elements
  InQuery,  // args[0] in the first column of `relation`
  Between,  // args[1] <= args[0] <= args[2]
  Has,
  HasPrefix,
  HasSuffix,
  HasAny,       // args[0] has any of the rest; a dynamic array among the rest gives its elements
  HasAll,       // args[0] has all of the rest
  HasAnyQuery,  // args[0] has any of the first column of `relation`
  HasAllQuery,
  Contains,
  StartsWith,
  EndsWith,
  MatchesRegex,
  Like,    // the old `like` family; the binder refuses it
  Search,  // `column:text`; only inside of `search`
};

/// As written in KQL, for messages and dumps: "!has_cs".
std::string_view spelling(Op op, bool negated, bool folded);

}  // namespace adxc::kql
