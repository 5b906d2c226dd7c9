// The expression language counts characters as .NET does, in UTF-16 units. Only for compiler/expr.
#pragma once

#include <string>
#include <string_view>

namespace adxc::expr {

/// Bytes that are no UTF-8 become U+FFFD.
std::u16string to_utf16(std::string_view text);

/// Halves of a surrogate pair that stand alone become U+FFFD.
std::string to_utf8(std::u16string_view units);

}  // namespace adxc::expr
