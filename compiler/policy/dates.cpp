#include "compiler/policy/dates.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace adxc::policy {
namespace {

int number(std::string_view digits) {
  int value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
}

int days_in(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number(text.substr(0, 4));
  const int month = number(text.substr(5, 2));
  const int day = number(text.substr(8));
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

std::string date_of(std::time_t seconds) {
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

std::string today(const std::optional<std::string>& source_date_epoch) {
  const std::string digits = source_date_epoch.value_or("");
  long long seconds = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  const bool given = error == std::errc() && end == digits.data() + digits.size();
  return date_of(given ? static_cast<std::time_t>(seconds) : std::time(nullptr));
}

}  // namespace adxc::policy
