// The functions of group `date` in schemas/functions/expression.yaml. Times are UTC.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "compiler/expr/arguments.h"
#include "compiler/expr/date_format.h"

namespace adxc::expr {
namespace {

Evaluated<std::int64_t> time(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  const std::optional<std::int64_t> ticks = parse_datetime(text);
  if (!ticks)
    return arguments.wrong(0, "the text is no time, wanted a form like 2026-11-22T03:04:05Z");
  return *ticks;
}

/// The time in the format that stands at `index` of the call.
Evaluation written(const Arguments& arguments, std::int64_t ticks, std::size_t index) {
  if (ticks < 0 || ticks > kMaxDateTimeTicks) {
    return arguments.wrong("the time is outside of the years 1 to 9999");
  }
  ADXC_LET(format, arguments.text_or(index, std::string(kRoundTrip)));
  std::optional<std::string> text = format_date(ticks, format);
  if (!text) return arguments.wrong(index, fmt::format("`{}` is no date format", format));
  return Value(*std::move(text));
}

/// Adds `number` times `unit` ticks; a fraction of a tick is dropped.
Evaluation moved(const Arguments& arguments, std::int64_t unit) {
  ADXC_LET(ticks, time(arguments));
  ADXC_LET(number, arguments.number(1));
  const double distance = number * static_cast<double>(unit);
  if (!(std::abs(distance) <= static_cast<double>(kMaxDateTimeTicks))) {
    return arguments.wrong(1, "the time is outside of the years 1 to 9999");
  }
  return written(arguments, ticks + static_cast<std::int64_t>(distance), 2);
}

struct Unit {
  std::string_view name;
  std::int64_t ticks;   // 0 for calendar units
  std::int64_t months;  // 0 for units of fixed length
};
constexpr std::array<Unit, 7> kUnits = {{{"Second", kTicksPerSecond, 0},
                                         {"Minute", kTicksPerMinute, 0},
                                         {"Hour", kTicksPerHour, 0},
                                         {"Day", kTicksPerDay, 0},
                                         {"Week", 7 * kTicksPerDay, 0},
                                         {"Month", 0, 1},
                                         {"Year", 0, 12}}};

/// The same day of another month, or that month's last day. Empty outside of the years 1 to 9999.
std::optional<std::int64_t> months_later(std::int64_t ticks, std::int64_t months) {
  CivilTime at = to_civil(ticks);
  const std::int64_t month = at.year * std::int64_t{12} + at.month - 1 + months;
  if (month < 12 || month >= 12 * 10'000) return std::nullopt;
  at.year = static_cast<int>(month / 12);
  at.month = static_cast<int>(month % 12) + 1;
  std::optional<std::int64_t> moved = from_civil(at);
  for (; !moved && at.day > 28; moved = from_civil(at)) --at.day;
  return moved;
}

/// addToTime and subtractFromTime.
Evaluation moved_by_unit(const Arguments& arguments, std::int64_t sign) {
  ADXC_LET(ticks, time(arguments));
  ADXC_LET(interval, arguments.integer(1));
  ADXC_LET(name, arguments.text(2));
  const auto* unit = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const Unit& u) { return equal_fold(u.name, name); });
  if (unit == kUnits.end()) {
    return arguments.wrong(
        2, fmt::format("`{}` is no unit, wanted {}", name,
                       one_of(name, {"Second", "Minute", "Hour", "Day", "Week", "Month", "Year"})));
  }
  std::int64_t distance = 0;
  const std::int64_t step = sign * (unit->months > 0 ? unit->months : unit->ticks);
  if (__builtin_mul_overflow(interval, step, &distance) || std::abs(distance) > kMaxDateTimeTicks) {
    return arguments.wrong(1, "the time is outside of the years 1 to 9999");
  }
  const std::optional<std::int64_t> moved =
      unit->months > 0 ? months_later(ticks, distance) : ticks + distance;
  return written(arguments, moved.value_or(-1), 3);
}

/// The start of the stretch of `unit` ticks that the time is in.
Evaluation start_of(const Arguments& arguments, std::int64_t unit) {
  ADXC_LET(ticks, time(arguments));
  return written(arguments, ticks - ticks % unit, 1);
}

/// adxc carries no tables of time zones; the one it knows is the one that needs none.
Evaluated<bool> needs_utc(const Arguments& arguments, std::size_t index) {
  ADXC_LET(zone, arguments.text(index));
  if (!equal_fold(zone, "UTC")) {
    return arguments.not_known(index, fmt::format("the clock of the time zone `{}`", zone));
  }
  return true;
}

}  // namespace

Evaluation eval_add_days(const Arguments& arguments) {
  return moved(arguments, kTicksPerDay);
}

Evaluation eval_add_hours(const Arguments& arguments) {
  return moved(arguments, kTicksPerHour);
}

Evaluation eval_add_minutes(const Arguments& arguments) {
  return moved(arguments, kTicksPerMinute);
}

Evaluation eval_add_seconds(const Arguments& arguments) {
  return moved(arguments, kTicksPerSecond);
}

Evaluation eval_add_to_time(const Arguments& arguments) {
  return moved_by_unit(arguments, 1);
}

Evaluation eval_subtract_from_time(const Arguments& arguments) {
  return moved_by_unit(arguments, -1);
}

Evaluation eval_convert_from_utc(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  ADXC_TRY(needs_utc(arguments, 1));
  return written(arguments, ticks, 2);
}

Evaluation eval_convert_to_utc(const Arguments& arguments) {
  return eval_convert_from_utc(arguments);
}

Evaluation eval_convert_time_zone(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  ADXC_TRY(needs_utc(arguments, 1));
  ADXC_TRY(needs_utc(arguments, 2));
  return written(arguments, ticks, 3);
}

Evaluation eval_day_of_month(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  return Value(to_civil(ticks).day);
}

Evaluation eval_day_of_week(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  return Value((ticks / kTicksPerDay + 1) % 7);
}

Evaluation eval_day_of_year(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  const CivilTime first{to_civil(ticks).year, 1, 1, 0, 0, 0, 0};
  return Value((ticks - from_civil(first).value_or(0)) / kTicksPerDay + 1);
}

Evaluation eval_format_date_time(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  return written(arguments, ticks, 1);
}

Evaluation eval_start_of_day(const Arguments& arguments) {
  return start_of(arguments, kTicksPerDay);
}

Evaluation eval_start_of_hour(const Arguments& arguments) {
  return start_of(arguments, kTicksPerHour);
}

Evaluation eval_start_of_month(const Arguments& arguments) {
  ADXC_LET(ticks, time(arguments));
  const CivilTime at = to_civil(ticks);
  const CivilTime first{at.year, at.month, 1, 0, 0, 0, 0};
  return written(arguments, from_civil(first).value_or(0), 1);
}

Evaluation eval_ticks(const Arguments& arguments) {
  return time(arguments).map([](std::int64_t ticks) { return Value(ticks); });
}

}  // namespace adxc::expr
