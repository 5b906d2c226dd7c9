#include "compiler/expr/date_format.h"

#include <array>

#include <fmt/format.h>

#include "compiler/base/ticks.h"

namespace adxc::expr {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};

struct Standard {
  char letter;
  std::string_view custom;
};
constexpr std::array<Standard, 17> kStandard = {{
    {'o', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff'Z'"},
    {'O', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff'Z'"},
    {'s', "yyyy'-'MM'-'dd'T'HH':'mm':'ss"},
    {'u', "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"},
    {'r', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"},
    {'R', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"},
    {'d', "MM/dd/yyyy"},
    {'D', "dddd, dd MMMM yyyy"},
    {'f', "dddd, dd MMMM yyyy HH:mm"},
    {'F', "dddd, dd MMMM yyyy HH:mm:ss"},
    {'g', "MM/dd/yyyy HH:mm"},
    {'G', "MM/dd/yyyy HH:mm:ss"},
    {'t', "HH:mm"},
    {'T', "HH:mm:ss"},
    {'m', "MMMM dd"},
    {'M', "MMMM dd"},
    {'y', "yyyy MMMM"},
}};

struct Moment {
  CivilTime time;
  std::size_t weekday;  // Sunday is 0
};

Moment moment(std::int64_t ticks) {
  // 0001-01-01 was a Monday.
  return {to_civil(ticks), static_cast<std::size_t>((ticks / kTicksPerDay + 1) % 7)};
}

std::string padded(int number, std::size_t width) {
  return fmt::format("{:0{}}", number, width);
}

/// Digits of the second's fraction; `F` drops zeros at the end.
std::string fraction(int ticks, std::size_t width, bool drop_zeros) {
  std::string digits = padded(ticks, 7).substr(0, width);
  while (drop_zeros && digits.ends_with('0')) digits.pop_back();
  return digits;
}

std::string name_of(std::string_view name, std::size_t width) {
  return std::string(width == 3 ? name.substr(0, 3) : name);
}

std::string hour12(int hour, std::size_t width) {
  return padded(hour % 12 == 0 ? 12 : hour % 12, width);
}

/// What `count` repeats of a letter stand for; empty when the letter is text.
std::optional<std::string> specifier(const Moment& at, char letter, std::size_t count) {
  const CivilTime& t = at.time;
  const std::size_t two = count > 2 ? 2 : count;
  switch (letter) {
    case 'd': return count > 2 ? name_of(kDays[at.weekday], count) : padded(t.day, count);
    case 'M':
      return count > 2 ? name_of(kMonths[static_cast<std::size_t>(t.month - 1)], count)
                       : padded(t.month, count);
    case 'y': return count > 2 ? padded(t.year, count) : padded(t.year % 100, count);
    case 'h': return hour12(t.hour, two);
    case 'H': return padded(t.hour, two);
    case 'm': return padded(t.minute, two);
    case 's': return padded(t.second, two);
    case 'f': return fraction(t.ticks, count, false);
    case 'F': return fraction(t.ticks, count, true);
    case 't': return std::string(t.hour < 12 ? "AM" : "PM").substr(0, two);
    case 'K': return std::string("Z");
    case 'z': return count > 2 ? "+00:00" : "+" + padded(0, count);
    case 'g': return std::string("A.D.");
    default: return std::nullopt;
  }
}

/// Reads a custom format from the left.
class Formatter {
 public:
  Formatter(std::int64_t ticks, std::string_view format) : moment_(moment(ticks)), rest_(format) {}

  std::optional<std::string> run() {
    while (!rest_.empty()) {
      if (!step()) return std::nullopt;
    }
    return text_;
  }

 private:
  bool step() {
    const char c = rest_.front();
    if (c == '\'' || c == '"') return quoted(c);
    if (c == '\\' || c == '%') return escaped(c);
    std::size_t count = rest_.find_first_not_of(c);
    if (count == std::string_view::npos) count = rest_.size();
    if ((c == 'f' || c == 'F') && count > 7) return false;
    const std::optional<std::string> value = specifier(moment_, c, count);
    text_ += value ? *value : std::string(count, c);
    rest_.remove_prefix(count);
    return true;
  }

  bool quoted(char quote) {
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) return false;
    text_ += rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return true;
  }

  /// `\c` is the character c; `%c` is the specifier c alone.
  bool escaped(char escape) {
    if (rest_.size() < 2) return false;
    const std::string_view next = rest_.substr(1, 1);
    const std::optional<std::string> value =
        escape == '%' ? specifier(moment_, next[0], 1) : std::nullopt;
    text_ += value ? *value : std::string(next);
    rest_.remove_prefix(2);
    return true;
  }

  Moment moment_;
  std::string_view rest_;
  std::string text_;
};

}  // namespace

std::optional<std::string> format_date(std::int64_t ticks, std::string_view format) {
  if (format.empty()) format = kRoundTrip;
  if (format.size() > 1) return Formatter(ticks, format).run();
  for (const Standard& standard : kStandard) {
    if (standard.letter == format[0]) return Formatter(ticks, standard.custom).run();
  }
  return std::nullopt;
}

}  // namespace adxc::expr
