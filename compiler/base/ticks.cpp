#include "compiler/base/ticks.h"

#include <array>
#include <limits>

#include <fmt/format.h>

namespace adxc {
namespace {

/// Days from 0001-01-01 to the first of March of year 0, in Howard Hinnant's civil-date arithmetic.
constexpr std::int64_t kDaysBeforeYearOne = 306;

std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - kDaysBeforeYearOne;
}

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// Reads text from the left; every step fails softly by returning false or nothing.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Between `least` and `most` digits; nothing is consumed unless that many are there.
  std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    std::int64_t value = 0;
    while (count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      value = value * 10 + (rest_[count++] - '0');
    }
    if (count < least) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }
  /// 1 to 7 digits after the point, as ticks.
  std::optional<std::int64_t> fraction() {
    const std::size_t before = rest_.size();
    auto value = number(1, 7);
    if (!value) return std::nullopt;
    for (std::size_t digits = before - rest_.size(); digits < 7; ++digits) *value *= 10;
    return value;
  }

 private:
  std::string_view rest_;
};

/// `:ss[.fffffff]`, both optional. False if something is there but wrong.
bool read_seconds(Reader& in, int& second, std::int64_t& ticks) {
  if (!in.take(':')) return true;
  const auto value = in.number(2, 2);
  if (!value || *value > 59) return false;
  second = static_cast<int>(*value);
  if (!in.take('.')) return true;
  const auto fraction = in.fraction();
  if (fraction) ticks = *fraction;
  return fraction.has_value();
}

/// Offset from UTC in ticks after the time; `Z` or nothing is zero.
std::optional<std::int64_t> read_offset(Reader& in) {
  if (in.done() || in.take('Z') || in.take('z')) return 0;
  const bool minus = in.take('-');
  if (!minus && !in.take('+')) return std::nullopt;
  const auto hours = in.number(2, 2);
  in.take(':');
  const auto minutes = in.number(2, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const std::int64_t offset = *hours * kTicksPerHour + *minutes * kTicksPerMinute;
  return minus ? -offset : offset;
}

std::string fraction_text(std::int64_t ticks) {
  if (ticks == 0) return "";
  std::string digits = fmt::format(".{:07}", ticks);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

bool read_date(Reader& in, CivilTime& time) {
  const auto year = in.number(4, 4);
  if (!year || !in.take('-')) return false;
  const auto month = in.number(1, 2);
  if (!month || !in.take('-')) return false;
  const auto day = in.number(1, 2);
  if (!day) return false;
  time.year = static_cast<int>(*year);
  time.month = static_cast<int>(*month);
  time.day = static_cast<int>(*day);
  return true;
}

bool read_time_of_day(Reader& in, CivilTime& time) {
  const auto hour = in.number(1, 2);
  if (!hour || !in.take(':')) return false;
  const auto minute = in.number(2, 2);
  std::int64_t ticks = 0;
  if (!minute || !read_seconds(in, time.second, ticks)) return false;
  time.hour = static_cast<int>(*hour);
  time.minute = static_cast<int>(*minute);
  time.ticks = static_cast<int>(ticks);
  return true;
}

}  // namespace

CivilTime to_civil(std::int64_t datetime_ticks) {
  std::int64_t days = datetime_ticks / kTicksPerDay;
  std::int64_t rest = datetime_ticks % kTicksPerDay;
  if (rest < 0) {
    rest += kTicksPerDay;
    --days;
  }
  const std::int64_t shifted = days + kDaysBeforeYearOne;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t doe = shifted - era * 146'097;
  const std::int64_t yoe = (doe - doe / 1'460 + doe / 36'524 - doe / 146'096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  CivilTime time;
  time.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  time.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  time.year = static_cast<int>(yoe + era * 400 + (time.month <= 2 ? 1 : 0));
  time.hour = static_cast<int>(rest / kTicksPerHour);
  time.minute = static_cast<int>(rest / kTicksPerMinute % 60);
  time.second = static_cast<int>(rest / kTicksPerSecond % 60);
  time.ticks = static_cast<int>(rest % kTicksPerSecond);
  return time;
}

std::optional<std::int64_t> from_civil(const CivilTime& t) {
  if (t.year < 1 || t.year > 9999 || t.month < 1 || t.month > 12) return std::nullopt;
  if (t.day < 1 || t.day > days_in_month(t.year, t.month)) return std::nullopt;
  if (t.hour < 0 || t.hour > 23 || t.minute < 0 || t.minute > 59 || t.second < 0 || t.second > 59)
    return std::nullopt;
  return days_from_civil(t.year, t.month, t.day) * kTicksPerDay + t.hour * kTicksPerHour +
         t.minute * kTicksPerMinute + t.second * kTicksPerSecond + t.ticks;
}

std::optional<std::int64_t> parse_datetime(std::string_view text) {
  Reader in(text);
  CivilTime time;
  if (!read_date(in, time)) return std::nullopt;
  std::int64_t offset = 0;
  if (in.take('T') || in.take('t') || in.take(' ')) {
    if (!read_time_of_day(in, time)) return std::nullopt;
  }
  if (const auto read = read_offset(in)) {
    offset = *read;
  } else {
    return std::nullopt;
  }
  const auto ticks = from_civil(time);
  if (!ticks || !in.done()) return std::nullopt;
  const std::int64_t utc = *ticks - offset;
  if (utc < 0 || utc > kMaxDateTimeTicks) return std::nullopt;
  return utc;
}

std::string print_datetime(std::int64_t ticks) {
  const CivilTime t = to_civil(ticks);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", t.year, t.month, t.day, t.hour,
                     t.minute, t.second, fraction_text(t.ticks));
}

std::optional<std::int64_t> parse_timespan(std::string_view text) {
  Reader in(text);
  const bool minus = in.take('-');
  auto hours = in.number(1, 8);
  if (!hours) return std::nullopt;
  std::int64_t days = 0;
  if (in.take('.')) {
    days = *hours;
    hours = in.number(1, 2);
    if (!hours) return std::nullopt;
  }
  if (!in.take(':')) return std::nullopt;
  const auto minutes = in.number(2, 2);
  int seconds = 0;
  std::int64_t fraction = 0;
  if (!minutes || !read_seconds(in, seconds, fraction) || !in.done()) return std::nullopt;
  if (days > 10'675'199 || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t whole = days * 86'400 + *hours * 3'600 + *minutes * 60 + seconds;
  // Unsigned, because the least timespan is one tick further from zero than the greatest.
  const std::uint64_t ticks =
      static_cast<std::uint64_t>(whole) * kTicksPerSecond + static_cast<std::uint64_t>(fraction);
  const std::uint64_t limit =
      std::uint64_t{std::numeric_limits<std::int64_t>::max()} + (minus ? 1 : 0);
  if (ticks > limit) return std::nullopt;
  return static_cast<std::int64_t>(minus ? 0 - ticks : ticks);
}

std::string print_timespan(std::int64_t ticks) {
  const bool minus = ticks < 0;
  const std::uint64_t size =
      minus ? 0 - static_cast<std::uint64_t>(ticks) : static_cast<std::uint64_t>(ticks);
  const auto day = static_cast<std::uint64_t>(kTicksPerDay);
  const auto in_day = static_cast<std::int64_t>(size % day);
  const std::string days = size >= day ? fmt::format("{}.", size / day) : "";
  return fmt::format("{}{}{:02}:{:02}:{:02}{}", minus ? "-" : "", days, in_day / kTicksPerHour,
                     in_day / kTicksPerMinute % 60, in_day / kTicksPerSecond % 60,
                     fraction_text(in_day % kTicksPerSecond));
}

}  // namespace adxc
