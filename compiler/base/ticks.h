// Kusto's clock: datetime and timespan are counts of 100 ns, as in .NET. Parsing and printing are
// exact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adxc {

inline constexpr std::int64_t kTicksPerSecond = 10'000'000;
inline constexpr std::int64_t kTicksPerMinute = 60 * kTicksPerSecond;
inline constexpr std::int64_t kTicksPerHour = 60 * kTicksPerMinute;
inline constexpr std::int64_t kTicksPerDay = 24 * kTicksPerHour;
/// Ticks of 1970-01-01, counted from 0001-01-01.
inline constexpr std::int64_t kUnixEpochTicks = 621'355'968'000'000'000;
/// Ticks of 9999-12-31T23:59:59.9999999Z, the last datetime there is.
inline constexpr std::int64_t kMaxDateTimeTicks = 3'155'378'975'999'999'999;

/// A calendar date and time of day, proleptic Gregorian, UTC.
struct CivilTime {
  int year = 1;   // 1 to 9999
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int ticks = 0;  // 0 to 9,999,999: the part below a second
};

CivilTime to_civil(std::int64_t datetime_ticks);
/// Empty if a field is out of its range (31 April, hour 24, year 0).
std::optional<std::int64_t> from_civil(const CivilTime& time);

/// ISO 8601 as Kusto reads it: `2020-01-02`, `2020-01-02T03:04`, seconds and up to 7 fraction
/// digits, `T` or one blank between, `Z` or an offset at the end (none means UTC). Ticks from
/// 0001-01-01.
std::optional<std::int64_t> parse_datetime(std::string_view text);

/// `2020-01-02T03:04:05.6789Z`: trailing zeros of the fraction, and an empty fraction, are left
/// out.
std::string print_datetime(std::int64_t ticks);

/// .NET's constant form `[-][d.]hh:mm[:ss[.fffffff]]`; hours may have one digit. Ticks, may be
/// negative.
std::optional<std::int64_t> parse_timespan(std::string_view text);

/// `[-][d.]hh:mm:ss[.fffffff]`; trailing zeros of the fraction are left out.
std::string print_timespan(std::int64_t ticks);

}  // namespace adxc
