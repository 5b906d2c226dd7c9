#include "runtime/engine/moments.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "runtime/rows/value.h"

namespace adxc::engine {

namespace {

struct Unit {
  std::string_view name;
  double ticks;
};
constexpr Unit kUnits[] = {
    {"d", 864e9},         {"h", 36e9},         {"m", 6e8},           {"s", 1e7},
    {"ms", 1e4},          {"microsecond", 10}, {"tick", 1},          {"day", 864e9},
    {"days", 864e9},      {"hour", 36e9},      {"hours", 36e9},      {"hr", 36e9},
    {"minute", 6e8},      {"minutes", 6e8},    {"min", 6e8},         {"second", 1e7},
    {"seconds", 1e7},     {"sec", 1e7},        {"millisecond", 1e4}, {"milliseconds", 1e4},
    {"microseconds", 10}, {"ticks", 1}};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Takes a number of at most `most` digits off the front, or nothing.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t most) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + std::min(text.size(), most), number);
  if (read.ec != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// The constant form with parts of one or two digits: `1.2:3:4.5`.
std::optional<std::int64_t> read_short_parts(std::string_view text) {
  const bool negative = take(text, '-');
  std::string spelled = negative ? "-" : "";
  const std::size_t point = text.find('.');
  if (point < text.find(':')) {
    spelled += text.substr(0, point + 1);
    text.remove_prefix(point + 1);
  }
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && !take(text, ':')) break;
    const auto number = take_number(text, 2);
    if (!number) return std::nullopt;
    spelled += fmt::format("{}{:02}", i > 0 ? ":" : "", *number);
  }
  return parse_timespan(spelled.append(text));
}

}  // namespace

std::string print_full_datetime(std::int64_t ticks) {
  const CivilTime t = to_civil(ticks);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:07}Z", t.year, t.month, t.day, t.hour,
                     t.minute, t.second, t.ticks);
}

std::string print_full_timespan(std::int64_t ticks) {
  std::string text = print_timespan(ticks);
  const std::size_t seconds = text.rfind(':');
  const std::size_t point = text.find('.', seconds);
  if (point != text.npos) text.append(8 - (text.size() - point), '0');
  return text;
}

std::optional<std::int64_t> read_datetime(std::string_view text) {
  const auto canonical = rows::canonical(ScalarType::DateTime, text);
  if (canonical) return parse_datetime(*canonical);
  return std::nullopt;
}

std::optional<std::int64_t> read_timespan(std::string_view text) {
  text = trimmed(text);
  if (const auto ticks = parse_timespan(text)) return ticks;
  if (text.find(':') != text.npos) return read_short_parts(text);
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
  for (const Unit& known : kUnits) {
    const double ticks = number * known.ticks;
    if (unit == known.name && std::abs(ticks) < 9.2e18) return std::llround(ticks);
  }
  // A bare whole number counts days, as in .NET.
  const bool days = unit.empty() && number == std::floor(number) && std::abs(number) < 1e7;
  if (!days) return std::nullopt;
  return std::llround(number) * kTicksPerDay;
}

}  // namespace adxc::engine
