#include "runtime/rows/moments.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"

namespace adxc::rows {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// At most six words: what is longer is no datetime.
std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty() && found.size() < 6) {
    const std::size_t end = std::min(text.find_first_of(" -"), text.size());
    if (end > 0) found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

std::string month_number(std::string_view name) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (equal_fold(name, kMonths[i])) return std::to_string(i + 1);
  }
  return "";
}

std::string full_year(std::string_view year) {
  if (year.size() != 2) return std::string(year);
  return (year < "50" ? "20" : "19") + std::string(year);
}

bool is_utc(std::string_view zone) {
  return equal_fold(zone, "GMT") || equal_fold(zone, "UTC") || equal_fold(zone, "Z");
}

}  // namespace

std::optional<std::int64_t> parse_mail_datetime(std::string_view text) {
  if (const std::size_t comma = text.find(','); comma != text.npos) text.remove_prefix(comma + 1);
  const auto parts = words(text);  // day, month, year, time, zone
  if (parts.size() != 4 && !(parts.size() == 5 && is_utc(parts[4]))) return std::nullopt;
  const std::string month = month_number(parts[1]);
  if (month.empty()) return std::nullopt;
  // The fields are checked once, by the ISO reader.
  return parse_datetime(full_year(parts[2]) + "-" + month + "-" + std::string(parts[0]) + "T" +
                        std::string(parts[3]));
}

}  // namespace adxc::rows
