// The canonical spelling of a value of each Kusto type, and the check that a text is one.
//
//   type       canonical               also read
//   bool       true, false             1 and 0; any case
//   int, long  decimal digits          a sign; 0x1F
//   real       shortest that reads     any decimal number with point and exponent, inf, infinity,
//              back, NaN, Infinity,    nan in any case
//              -Infinity
//   decimal    every digit as given    a sign, leading zeros, an exponent; at most 34 digits
//   datetime   2020-01-02T03:04:05.6Z  ISO 8601 in parts, with offset; RFC 822 and RFC 850
//   timespan   [-][d.]hh:mm:ss[.f]     seconds left out; not `1d`, which only KQL reads
//   guid       lower case, dashes      upper case, no dashes, braces or parentheses
//   dynamic    compact JSON            any other text, which becomes a JSON string
//   string     as it is                (a string is never null)
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/error.h"
#include "compiler/base/scalar_type.h"

namespace adxc::rows {

/// The canonical spelling of `text` read as `type` the way Kusto's CSV ingestion reads it, or
/// nothing when it is not a value of that type (ingestion would make it null without a word).
/// Leading and trailing blanks are allowed except in strings; nothing but blanks is no value.
std::optional<std::string> canonical(ScalarType type, std::string_view text);

/// What the text should have looked like, for messages: "a whole number from -2147483648 to
/// 2147483647".
std::string_view expectation(ScalarType type);

}  // namespace adxc::rows
