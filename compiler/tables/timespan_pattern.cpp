#include "compiler/tables/timespan_pattern.h"

#include <fmt/format.h>

#include "compiler/base/assert.h"
#include "compiler/base/ticks.h"

namespace adxc::tables {
namespace {

constexpr const char* kHour = "([01]?[0-9]|2[0-3])";
constexpr const char* kSixty = "[0-5][0-9]";
constexpr const char* kFraction = "(\\.[0-9]{1,7})?";

struct Parts {
  std::int64_t days;
  std::int64_t hours;
  std::int64_t minutes;
  std::int64_t seconds;
};

Parts split(std::int64_t ticks) {
  ADXC_ASSERT(ticks % kTicksPerSecond == 0 && ticks < 100 * kTicksPerDay);
  return {ticks / kTicksPerDay, ticks / kTicksPerHour % 24, ticks / kTicksPerMinute % 60,
          ticks / kTicksPerSecond % 60};
}

/// Two-digit numbers below `limit`; the first digit may be left out where it is 0 and `short_form`
/// says so.
std::string numbers_below(std::int64_t limit, bool short_form) {
  const char* zero = short_form ? "0?" : "0";
  if (limit <= 10) return fmt::format("{}[0-{}]", zero, limit - 1);
  const std::int64_t tens = limit / 10;
  const std::int64_t ones = limit % 10;
  std::string pattern = fmt::format("({}[0-9]", zero);
  if (tens > 1) pattern += fmt::format("|[1-{}][0-9]", tens - 1);
  if (ones > 0) pattern += fmt::format("|{}[0-{}]", tens, ones - 1);
  return pattern + ")";
}

std::string days_exactly(std::int64_t days) {
  return days == 0 ? "(0{1,7}\\.)?" : fmt::format("0*{}\\.", days);
}

std::string hour_exactly(std::int64_t hours) {
  return hours < 10 ? fmt::format("0?{}", hours) : fmt::format("{}", hours);
}

std::string alternatives_below(const Parts& limit) {
  const std::string rest = fmt::format("(:{}{})?", kSixty, kFraction);
  const std::string day = days_exactly(limit.days);
  const std::string hour = hour_exactly(limit.hours);
  std::string pattern;
  if (limit.days > 0)
    pattern +=
        fmt::format("(0*{}\\.)?{}:{}{}|", numbers_below(limit.days, true), kHour, kSixty, rest);
  if (limit.hours > 0)
    pattern += fmt::format("{}{}:{}{}|", day, numbers_below(limit.hours, true), kSixty, rest);
  if (limit.minutes > 0)
    pattern += fmt::format("{}{}:{}{}|", day, hour, numbers_below(limit.minutes, false), rest);
  if (limit.seconds > 0)
    pattern += fmt::format("{}{}:{:02}(:{}{})?|", day, hour, limit.minutes,
                           numbers_below(limit.seconds, false), kFraction);
  return pattern;
}

std::string exactly(const Parts& limit) {
  const std::string seconds = limit.seconds == 0
                                  ? "(:00(\\.0{1,7})?)?"
                                  : fmt::format(":{:02}(\\.0{{1,7}})?", limit.seconds);
  return fmt::format("{}{}:{:02}{}", days_exactly(limit.days), hour_exactly(limit.hours),
                     limit.minutes, seconds);
}

}  // namespace

std::string any_timespan() {
  return fmt::format("^([0-9]{{1,7}}\\.)?{}:{}(:{}{})?$", kHour, kSixty, kSixty, kFraction);
}

std::string timespan_below(std::int64_t limit) {
  std::string pattern = alternatives_below(split(limit));
  pattern.pop_back();
  return fmt::format("^({})$", pattern);
}

std::string timespan_up_to(std::int64_t limit) {
  const Parts parts = split(limit);
  return fmt::format("^({}{})$", alternatives_below(parts), exactly(parts));
}

}  // namespace adxc::tables
