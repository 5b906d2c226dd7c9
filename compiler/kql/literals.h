// Values of literals, from their text in the query.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/base/scalar_type.h"
#include "compiler/kql/lexer.h"

namespace adxc::kql {

/// Null of a type (monostate), or: bool; int and long, ticks of datetime and timespan (int64); real
/// (double); string, canonical guid, decimal digits, JSON text of dynamic (string).
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct TypedValue {
  ScalarType type = ScalarType::String;
  Value value;
};

/// The text that a String token stands for: prefix, quotes and escapes taken away.
std::string string_text(std::string_view token);

/// Nothing when the text is no value of its type (`long(x)`, a number above 2^63).
std::optional<TypedValue> literal_value(TokenKind kind, std::string_view token);

/// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);

}  // namespace adxc::kql
