// .NET's formats of dates, invariant culture. Only for compiler/expr.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::expr {

/// The format without which date functions answer.
inline constexpr std::string_view kRoundTrip = "o";

/// A UTC datetime, in ticks from 0001-01-01, in a standard ("o", "u", …) or custom ("yyyy-MM-dd")
/// format. Empty when the format is none of .NET's: an unknown single letter, or an open quote.
/// Source: .NET documentation, standard and custom date and time format strings.
std::optional<std::string> format_date(std::int64_t ticks, std::string_view format);

}  // namespace adxc::expr
