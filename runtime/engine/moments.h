// Datetimes and timespans as Kusto prints them inside texts, unlike the wire: seven digits of the
// fraction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::engine {

/// `2020-01-02T03:04:05.0000000Z`
std::string print_full_datetime(std::int64_t ticks);

/// `1.02:03:04` or `00:00:00.5000000`: no fraction when it is zero.
std::string print_full_timespan(std::int64_t ticks);

/// Kusto's todatetime(): ISO 8601, `1/31/2020`, RFC 822.
std::optional<std::int64_t> read_datetime(std::string_view text);

/// Kusto's totimespan(): .NET's constant form, whole days, or a literal such as `1.5h`.
std::optional<std::int64_t> read_timespan(std::string_view text);

}  // namespace adxc::engine
