// Canonical spellings of numbers; see value.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::rows {

/// Decimal digits with an optional sign, or `0x` and hexadecimal digits; within the range given.
std::optional<std::string> canonical_integer(std::string_view text, std::int64_t least,
                                             std::int64_t most);

/// The shortest digits that read back as `value`, with a point or an exponent (`5.0`); `NaN`,
/// `Infinity` or `-Infinity`.
std::string print_real(double value);

/// A decimal number with optional point and exponent, `nan`, `inf` or `infinity` in any case. A
/// magnitude that no double holds is not a value.
std::optional<std::string> canonical_real(std::string_view text);

/// Every digit kept, at most 34 of them significant. An exponent is worked into the digits where
/// they then still are at most 34; otherwise it stays.
std::optional<std::string> canonical_decimal(std::string_view text);

}  // namespace adxc::rows
