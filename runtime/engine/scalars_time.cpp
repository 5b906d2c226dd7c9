// Parts of datetimes, their calendar, and their formats.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/engine/moments.h"
#include "runtime/engine/scalar_function.h"

namespace adxc::engine {

namespace {

using Long = std::int64_t;
using Text = std::string_view;
using MaybeLong = std::optional<Long>;

constexpr Long kWeek = 7 * kTicksPerDay;
constexpr Long kMonthsPerYear = 12;

/// Rounds towards the past.
Long floored(Long a, Long b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

MaybeLong in_range(Long ticks) {
  if (ticks < 0 || ticks > kMaxDateTimeTicks) return std::nullopt;
  return ticks;
}

MaybeLong plus(Long a, Long b) {
  Long sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return in_range(sum);
}

MaybeLong times(Long a, Long b) {
  Long product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

/// Months since January of year 0.
Long months_of(const CivilTime& t) {
  return t.year * kMonthsPerYear + t.month - 1;
}

MaybeLong start_of_months(Long months) {
  const Long year = floored(months, kMonthsPerYear);
  if (year < 1 || year > 9999) return std::nullopt;
  CivilTime t;
  t.year = static_cast<int>(year);
  t.month = static_cast<int>(months - year * kMonthsPerYear) + 1;
  return from_civil(t);
}

/// 0 is Sunday. 0001-01-01 was a Monday.
Long weekday(Long ticks) {
  return (floored(ticks, kTicksPerDay) + 1) % 7;
}

MaybeLong start_of(Long ticks, Text part) {
  if (part == "day") return ticks - ticks % kTicksPerDay;
  if (part == "week") return in_range(ticks - ticks % kTicksPerDay - weekday(ticks) * kTicksPerDay);
  const Long months = months_of(to_civil(ticks));
  return start_of_months(part == "year" ? months - months % kMonthsPerYear : months);
}

/// Start of the part that is `count` parts later.
MaybeLong start_after(Long ticks, Long count, Text part) {
  const auto start = start_of(ticks, part);
  if (!start) return std::nullopt;
  if (part == "day" || part == "week") {
    const auto length = times(count, part == "day" ? kTicksPerDay : kWeek);
    return length ? plus(*start, *length) : std::nullopt;
  }
  const auto months = times(count, part == "year" ? kMonthsPerYear : 1);
  Long sum = 0;
  if (!months || __builtin_add_overflow(months_of(to_civil(*start)), *months, &sum)) {
    return std::nullopt;
  }
  return start_of_months(sum);
}

/// The last tick before the next part begins.
MaybeLong end_after(Long ticks, Long count, Text part) {
  Long next = 0;
  if (__builtin_add_overflow(count, 1, &next)) return std::nullopt;
  const auto following = start_after(ticks, next, part);
  if (following) return *following - 1;
  const auto start = start_after(ticks, count, part);
  return start ? MaybeLong(kMaxDateTimeTicks) : std::nullopt;
}

std::int32_t year_of(Long ticks) {
  return to_civil(ticks).year;
}
std::int32_t month_of(Long ticks) {
  return to_civil(ticks).month;
}
std::int32_t day_of(Long ticks) {
  return to_civil(ticks).day;
}
std::int32_t hour_of(Long ticks) {
  return to_civil(ticks).hour;
}
std::int32_t day_of_year(Long ticks) {
  const auto start = start_of(ticks, "year");
  return static_cast<std::int32_t>((ticks - *start) / kTicksPerDay) + 1;
}
Long day_of_week(Long ticks) {
  return weekday(ticks) * kTicksPerDay;
}

/// ISO 8601: the week that holds the year's first Thursday is the first.
std::int32_t week_of_year(Long ticks) {
  const Long monday_based = (weekday(ticks) + 6) % 7;
  const Long thursday = ticks - ticks % kTicksPerDay + (3 - monday_based) * kTicksPerDay;
  return (day_of_year(std::clamp<Long>(thursday, 0, kMaxDateTimeTicks)) - 1) / 7 + 1;
}

/// Ticks of the parts that have a fixed length, or 0.
Long part_length(Text part) {
  struct Part {
    Text name;
    Long ticks;
  };
  constexpr Part kParts[] = {{"week", kWeek},
                             {"day", kTicksPerDay},
                             {"hour", kTicksPerHour},
                             {"minute", kTicksPerMinute},
                             {"second", kTicksPerSecond},
                             {"millisecond", kTicksPerSecond / 1000},
                             {"microsecond", kTicksPerSecond / 1'000'000}};
  for (const Part& known : kParts) {
    if (known.name == part) return known.ticks;
  }
  return 0;
}

/// Months of the parts that have some, or 0.
Long part_months(Text part) {
  if (part == "year") return kMonthsPerYear;
  if (part == "quarter") return 3;
  return part == "month" ? 1 : 0;
}

/// The same day and time in another month, or the month's last day.
MaybeLong add_months(Long ticks, Long months) {
  CivilTime t = to_civil(ticks);
  Long sum = 0;
  if (__builtin_add_overflow(months_of(t), months, &sum)) return std::nullopt;
  const auto start = start_of_months(sum);
  if (!start) return std::nullopt;
  const CivilTime first = to_civil(*start);
  t.year = first.year;
  t.month = first.month;
  for (; t.day > 27; --t.day) {
    if (const auto found = from_civil(t)) return found;
  }
  return from_civil(t);
}

MaybeLong datetime_add(Text name, Long count, Long ticks) {
  const std::string part = fold_case(name);
  if (part == "nanosecond") return plus(ticks, count / 100);
  if (const Long months = part_months(part)) {
    const auto all = times(count, months);
    return all ? add_months(ticks, *all) : std::nullopt;
  }
  const Long length = part_length(part);
  const auto all = times(count, length);
  return length && all ? plus(ticks, *all) : std::nullopt;
}

/// How many borders of the part lie between the two.
MaybeLong datetime_diff(Text name, Long a, Long b) {
  const std::string part = fold_case(name);
  if (part == "nanosecond") return times(a - b, 100);
  if (const Long months = part_months(part)) {
    return floored(months_of(to_civil(a)), months) - floored(months_of(to_civil(b)), months);
  }
  if (part == "week") {
    const auto sunday = [](Long t) {
      return t - weekday(t) * kTicksPerDay;
    };
    return floored(sunday(a), kTicksPerDay) / 7 - floored(sunday(b), kTicksPerDay) / 7;
  }
  const Long length = part_length(part);
  if (length == 0) return std::nullopt;
  return floored(a, length) - floored(b, length);
}

std::optional<std::int32_t> datetime_part(Text name, Long ticks) {
  const std::string part = fold_case(name);
  const CivilTime t = to_civil(ticks);
  if (part == "year") return t.year;
  if (part == "quarter") return (t.month - 1) / 3 + 1;
  if (part == "month") return t.month;
  if (part == "week_of_year" || part == "weekofyear") return week_of_year(ticks);
  if (part == "day") return t.day;
  if (part == "dayofyear") return day_of_year(ticks);
  if (part == "hour") return t.hour;
  if (part == "minute") return t.minute;
  if (part == "second") return t.second;
  if (part == "millisecond") return t.ticks / 10'000;
  if (part == "microsecond") return t.ticks / 10;
  if (part == "nanosecond") return t.ticks * 100;
  return std::nullopt;
}

MaybeLong make_datetime(Long year, Long month, Long day, Long hour, Long minute, double second) {
  const auto small = [](Long value) {
    return value >= 0 && value <= 9999;
  };
  if (!small(year) || !small(month) || !small(day) || !small(hour) || !small(minute)) {
    return std::nullopt;
  }
  if (!(second >= 0 && second < 60)) return std::nullopt;
  const auto ticks = static_cast<Long>(second * static_cast<double>(kTicksPerSecond) + 0.5);
  CivilTime t;
  t.year = static_cast<int>(year);
  t.month = static_cast<int>(month);
  t.day = static_cast<int>(day);
  t.hour = static_cast<int>(hour);
  t.minute = static_cast<int>(minute);
  const auto start = from_civil(t);
  return start ? plus(*start, ticks) : std::nullopt;
}

MaybeLong make_timespan(Long days, Long hours, Long minutes, double seconds) {
  if (days < 0 || days > 10'000'000 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 ||
      !(seconds >= 0 && seconds < 60)) {
    return std::nullopt;
  }
  return days * kTicksPerDay + hours * kTicksPerHour + minutes * kTicksPerMinute +
         static_cast<Long>(seconds * static_cast<double>(kTicksPerSecond) + 0.5);
}

/// The values a format may show.
struct Shown {
  Long year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0;
  Long clock = 0;  // what `h` shows: hours of a clock with twelve, or hours of a timespan
};

/// The first digits of the seven of a fraction; with `cut`, without zeros at their end.
std::string fraction_digits(Long fraction, std::size_t width, bool cut) {
  std::string digits = fmt::format("{:07}", fraction).substr(0, std::min<std::size_t>(width, 7));
  while (cut && !digits.empty() && digits.back() == '0') digits.pop_back();
  return digits;
}

/// What a run of one letter stands for.
std::string shown_part(char letter, std::size_t width, const Shown& t) {
  const auto padded = [&](Long value) {
    return fmt::format("{:0{}}", value, width);
  };
  switch (letter) {
    case 'y': return width <= 2 ? padded(t.year % 100) : padded(t.year);
    case 'M': return padded(t.month);
    case 'd': return padded(t.day);
    case 'H': return padded(t.hour);
    case 'h': return padded(t.clock);
    case 'm': return padded(t.minute);
    case 's': return padded(t.second);
    case 'f': return fraction_digits(t.fraction, width, false);
    case 'F': return fraction_digits(t.fraction, width, true);
    case 't': return t.hour < 12 ? "AM" : "PM";
    default: return std::string(width, letter);
  }
}

/// In a datetime a run of `d`, `M`, `h`, `H`, `m`, `s` or `t` longer than two is several runs.
std::string format_parts(Text format, const Shown& shown, bool datetime) {
  std::string text;
  while (!format.empty()) {
    const std::size_t most = datetime && Text("dMhHmst").find(format.front()) != Text::npos ? 2 : 7;
    const std::size_t run = std::min(format.find_first_not_of(format.front()), format.size());
    const std::size_t width = std::min(run, most);
    text += shown_part(format.front(), width, shown);
    format.remove_prefix(width);
  }
  return text;
}

std::string format_datetime(Long ticks, Text format) {
  const CivilTime t = to_civil(ticks);
  const int clock = t.hour % 12 == 0 ? 12 : t.hour % 12;
  return format_parts(format, {t.year, t.month, t.day, t.hour, t.minute, t.second, t.ticks, clock},
                      true);
}

std::string format_timespan(Long ticks, Text format) {
  const bool negative = ticks < 0;
  const auto size =
      negative ? 0 - static_cast<std::uint64_t>(ticks) : static_cast<std::uint64_t>(ticks);
  const auto part = [&](Long length, Long count) {
    const auto whole = size / static_cast<std::uint64_t>(length);
    return static_cast<Long>(count ? whole % static_cast<std::uint64_t>(count) : whole);
  };
  const Shown shown{0,
                    0,
                    part(kTicksPerDay, 0),
                    part(kTicksPerHour, 24),
                    part(kTicksPerMinute, 60),
                    part(kTicksPerSecond, 60),
                    part(1, kTicksPerSecond),
                    part(kTicksPerHour, 24)};
  return (negative ? "-" : "") + format_parts(format, shown, false);
}

/// `count` units of so many ticks, or of so many parts of a tick.
MaybeLong unix_time(Long count, Long ticks, Long parts) {
  const auto all = times(count, ticks);
  return all ? plus(kUnixEpochTicks, *all / parts) : std::nullopt;
}

MaybeLong unix_time_real(double count, Long ticks, Long parts) {
  const double all = count * static_cast<double>(ticks) / static_cast<double>(parts);
  if (!(all > -7e17 && all < 4e18)) return std::nullopt;
  return plus(kUnixEpochTicks, static_cast<Long>(all));
}

}  // namespace

void add_time_scalars(ScalarFunctions& functions) {
  functions.add("k_start_of", start_after);
  functions.add("k_end_of", end_after);
  functions.add("k_year", year_of);
  functions.add("k_month", month_of);
  functions.add("k_day", day_of);
  functions.add("k_hour", hour_of);
  functions.add("k_day_of_year", day_of_year);
  functions.add("k_day_of_week", day_of_week);
  functions.add("k_week_of_year", week_of_year);
  functions.add("k_datetime_add", datetime_add);
  functions.add("k_datetime_diff", datetime_diff);
  functions.add("k_datetime_part", datetime_part);
  functions.add("k_make_datetime", make_datetime);
  functions.add("k_make_timespan", make_timespan);
  functions.add("k_format_datetime", format_datetime);
  functions.add("k_format_timespan", format_timespan);
  functions.add("k_unix_time_int", unix_time);
  functions.add("k_unix_time_long", unix_time);
  functions.add("k_unix_time_real", unix_time_real);
}

}  // namespace adxc::engine
