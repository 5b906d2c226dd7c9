// The canonical spelling of a value of each Kusto type, and the check that a text is one.
//   bool true|false · int, long decimal digits · real shortest that reads back, NaN, Infinity,
//   -Infinity decimal digits with optional point and exponent · datetime 2020-01-02T03:04:05.6789Z
//   · timespan d.hh:mm:ss.fffffff guid lower case with dashes · dynamic compact JSON · string as it
//   is (a string is never null)
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/error.h"
#include "compiler/base/scalar_type.h"

namespace adxc::rows {

/// The canonical spelling of `text` read as `type` the way Kusto's CSV ingestion reads it, or
/// nothing when it is not a value of that type (ingestion would make it null without a word).
/// Leading and trailing blanks are allowed except in strings.
std::optional<std::string> canonical(ScalarType type, std::string_view text);

/// What the text should have looked like, for messages: "a whole number from -2147483648 to
/// 2147483647".
std::string_view expectation(ScalarType type);

}  // namespace adxc::rows
