#include "runtime/rows/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "compiler/base/names.h"

namespace adxc::rows {
namespace {

/// Digits that a Kusto decimal (IEEE 754 decimal128) holds, and the range of its exponent.
constexpr std::size_t kDecimalDigits = 34;
constexpr int kMaxDecimalExponent = 6'144;

/// Takes `+` or `-` off the front; true for minus.
bool take_sign(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  return minus;
}

bool only_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == text.npos;
}

/// The value of all of `text`, or nothing when something else than digits is there or it is too
/// large.
std::optional<std::uint64_t> whole(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A decimal number taken apart: value = 0.digits × 10^point, with no zeros in front of the digits
/// but for the one of a zero.
struct Parts {
  bool minus = false;
  std::string digits;
  int point = 0;
};

/// Takes `e` and what follows off the end. False if it is there but no exponent.
bool take_exponent(std::string_view& text, int& exponent) {
  const std::size_t e = text.find_first_of("eE");
  if (e == text.npos) return true;
  std::string_view digits = text.substr(e + 1);
  const bool minus = take_sign(digits);
  const auto value = whole(digits, 10);
  if (!value || *value > kMaxDecimalExponent) return false;
  exponent = static_cast<int>(*value) * (minus ? -1 : 1);
  text = text.substr(0, e);
  return true;
}

std::optional<Parts> take_apart(std::string_view text) {
  Parts parts;
  parts.minus = take_sign(text);
  int exponent = 0;
  if (!take_exponent(text, exponent)) return std::nullopt;
  const std::size_t dot = text.find('.');
  const std::string_view before = text.substr(0, dot);
  const std::string_view after = dot == text.npos ? "" : text.substr(dot + 1);
  if (before.size() + after.size() == 0 || !only_digits(before) || !only_digits(after)) {
    return std::nullopt;
  }
  parts.digits = std::string(before) + std::string(after);
  parts.point = static_cast<int>(std::min<std::size_t>(before.size(), 1 << 20)) + exponent;
  return parts;
}

/// Digits with the point put among them; zeros are added where the point lies outside.
std::string plain(const std::string& digits, int point) {
  const int size = static_cast<int>(digits.size());
  if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  if (point >= size) return digits + std::string(static_cast<std::size_t>(point - size), '0');
  return digits.substr(0, static_cast<std::size_t>(point)) + "." +
         digits.substr(static_cast<std::size_t>(point));
}

/// `d.ddde±n`, for numbers whose plain spelling is too long.
std::string scientific(const std::string& digits, int point) {
  const std::string tail = digits.size() > 1 ? "." + digits.substr(1) : "";
  return fmt::format("{}{}e{}", digits.front(), tail, point - 1);
}

/// Drops zeros in front; zeros before the point of a fraction are put back by plain().
void drop_leading_zeros(Parts& parts) {
  const std::size_t first = parts.digits.find_first_not_of('0');
  const std::size_t zeros = first == std::string::npos ? parts.digits.size() : first;
  parts.digits.erase(0, zeros);
  parts.point -= static_cast<int>(zeros);
}

/// A zero keeps the places after its point, as in "0.00".
std::string print_zero(int places) {
  return places <= 0 ? "0" : "0." + std::string(static_cast<std::size_t>(places), '0');
}

}  // namespace

std::optional<std::string> canonical_integer(std::string_view text, std::int64_t least,
                                             std::int64_t most) {
  const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  const bool minus = !hexadecimal && take_sign(text);
  const auto size = whole(hexadecimal ? text.substr(2) : text, hexadecimal ? 16 : 10);
  if (!size) return std::nullopt;
  const std::uint64_t limit = minus ? std::uint64_t{0} - static_cast<std::uint64_t>(least)
                                    : static_cast<std::uint64_t>(most);
  if (*size > limit) return std::nullopt;
  return fmt::format("{}{}", minus && *size != 0 ? "-" : "", *size);
}

std::string print_real(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::array<char, 32> room{};
  const auto end = std::to_chars(room.data(), room.data() + room.size(), value).ptr;
  std::string digits(room.data(), end);
  // The service writes whole reals with their point, so that 5.0 leaves as it came.
  if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
  return digits;
}

std::optional<std::string> canonical_real(std::string_view text) {
  const bool minus = take_sign(text);
  if (equal_fold(text, "nan")) return "NaN";
  if (equal_fold(text, "inf") || equal_fold(text, "infinity")) {
    return minus ? "-Infinity" : "Infinity";
  }
  if (text.empty() || text.find_first_not_of("0123456789.eE+-") != text.npos) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.starts_with('-') || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return print_real(minus ? -value : value);
}

std::optional<std::string> canonical_decimal(std::string_view text) {
  auto parts = take_apart(text);
  if (!parts) return std::nullopt;
  const int places = static_cast<int>(parts->digits.size()) - parts->point;
  drop_leading_zeros(*parts);
  if (parts->digits.size() > kDecimalDigits) return std::nullopt;
  constexpr int kLongest = static_cast<int>(kDecimalDigits);
  if (parts->digits.empty()) return print_zero(std::min(places, kLongest));
  const bool fits = parts->point <= kLongest && places <= kLongest;
  return (parts->minus ? "-" : "") +
         (fits ? plain(parts->digits, parts->point) : scientific(parts->digits, parts->point));
}

}  // namespace adxc::rows
