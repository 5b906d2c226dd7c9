#include "compiler/kql/literals.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "compiler/kql/characters.h"

namespace adxc::kql {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view without_sign(std::string_view text, bool& minus) {
  minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  return trimmed(text);
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t bits) {
    out.push_back(static_cast<char>(bits));
  };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | (code >> 6));
  } else {
    if (code < 0x10000) {
      byte(0xE0 | (code >> 12));
    } else {
      byte(0xF0 | (code >> 18));
      byte(0x80 | ((code >> 12) & 0x3F));
    }
    byte(0x80 | ((code >> 6) & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

/// Reads a number in `base` from [at, at + digits) as far as it goes; moves `at` past it.
std::uint32_t read_code(std::string_view text, std::size_t& at, std::size_t digits, int base) {
  std::uint32_t code = 0;
  const auto size = std::min(digits, text.size() - at);
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, code, base);
  if (error != std::errc{}) return 0xFFFD;
  at = static_cast<std::size_t>(end - text.data());
  return code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? 0xFFFD : code;
}

/// Joins a surrogate pair written as two \u escapes; `at` is after the first one.
std::uint32_t read_utf16(std::string_view text, std::size_t& at) {
  std::uint32_t high = 0;
  const auto start = text.substr(at, 4);
  std::from_chars(start.data(), start.data() + start.size(), high, 16);
  if (high < 0xD800 || high >= 0xDC00) return read_code(text, at, 4, 16);
  at += start.size();
  std::uint32_t low = 0;
  const auto second = text.substr(std::min(at, text.size()), 6);
  if (second.size() < 6 || !second.starts_with("\\u")) return 0xFFFD;
  std::from_chars(second.data() + 2, second.data() + 6, low, 16);
  if (low < 0xDC00 || low >= 0xE000) return 0xFFFD;
  at += 6;
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/// `at` is the offset after the backslash; moves it past the escape.
void append_escape(std::string& out, std::string_view text, std::size_t& at) {
  static constexpr std::string_view kNames = "abfnrtv";
  static constexpr std::string_view kValues = "\a\b\f\n\r\t\v";
  const char kind = text[at];
  if (const auto named = kNames.find(kind); named != std::string_view::npos) {
    ++at;
    out.push_back(kValues[named]);
  } else if (kind == 'u') {
    append_utf8(out, read_utf16(text, ++at));
  } else if (kind == 'x' || kind == 'U') {
    append_utf8(out, read_code(text, ++at, kind == 'x' ? 2 : 8, 16));
  } else if (kind >= '0' && kind <= '7') {
    append_utf8(out, read_code(text, at, kind <= '3' ? 3 : 2, 8));
  } else {
    out.push_back(kind);
    ++at;
  }
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      append_escape(out, text, ++at);
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

std::string without_doubled(std::string_view text, char quote) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out.push_back(text[at]);
    if (text[at] == quote && at + 1 < text.size() && text[at + 1] == quote) ++at;
  }
  return out;
}

template <typename T>
std::optional<T> whole(std::string_view text, int base) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Decimal or 0x, with an optional sign.
std::optional<std::int64_t> read_long(std::string_view text) {
  bool minus = false;
  const std::string_view digits = without_sign(text, minus);
  if (digits.empty() || !is_digit(digits[0])) return std::nullopt;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    const auto bits = whole<std::uint64_t>(digits.substr(2), 16);
    if (!bits) return std::nullopt;
    return static_cast<std::int64_t>(minus ? 0 - *bits : *bits);
  }
  return whole<std::int64_t>(minus ? "-" + std::string(digits) : std::string(digits), 10);
}

std::optional<double> read_real(std::string_view text) {
  bool minus = false;
  const std::string_view digits = without_sign(text, minus);
  const std::string word = fold_case(digits);
  if (word == "nan") return std::nan("");
  if (word == "inf" || word == "infinity") return minus ? -HUGE_VAL : HUGE_VAL;
  if (digits.empty() || !(is_digit(digits[0]) || digits[0] == '.')) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) value = std::fabs(value) > 1 ? HUGE_VAL : 0.0;
  return minus ? -value : value;
}

std::optional<std::string> read_decimal(std::string_view text) {
  const auto value = read_real(text);
  if (!value || !std::isfinite(*value)) return std::nullopt;
  return std::string(text);
}

struct Unit {
  std::string_view name;
  double ticks;
};

constexpr std::array kUnits = {
    Unit{"micro", 10.0},         Unit{"milli", 10'000.0},  Unit{"ms", 10'000.0},
    Unit{"nano", 0.01},          Unit{"tick", 1.0},        Unit{"d", 864'000'000'000.0},
    Unit{"h", 36'000'000'000.0}, Unit{"m", 600'000'000.0}, Unit{"s", 10'000'000.0}};

/// `1.5h`: the unit is known to be one by its first letters.
std::optional<std::int64_t> read_short_timespan(std::string_view text) {
  bool minus = false;
  const std::string_view body = without_sign(text, minus);
  const auto unit_at = body.find_first_not_of("0123456789.");
  if (unit_at == 0 || unit_at == std::string_view::npos) return std::nullopt;
  const auto count = read_real(body.substr(0, unit_at));
  const std::string_view unit = trimmed(body.substr(unit_at));
  if (!count) return std::nullopt;
  for (const auto& [name, ticks] : kUnits) {
    if (!unit.starts_with(name)) continue;
    const double total = std::nearbyint(*count * ticks);
    if (total > 9.2e18) return std::nullopt;
    const auto whole_ticks = static_cast<std::int64_t>(total);
    return minus ? -whole_ticks : whole_ticks;
  }
  return std::nullopt;
}

std::optional<std::int64_t> read_timespan(std::string_view text) {
  if (const auto ticks = parse_timespan(text)) return ticks;
  if (const auto days = whole<std::int64_t>(text, 10)) {
    constexpr std::int64_t kMost = 10'675'199;
    if (*days > kMost || *days < -kMost) return std::nullopt;
    return *days * kTicksPerDay;
  }
  return read_short_timespan(text);
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// Blanks beside the marks between year, month and day do not count, and a comma is a mark too.
std::string tidied(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool mark = c == '-' || c == ',';
    while (mark && out.ends_with(' ')) out.pop_back();
    if (c == ' ' && out.ends_with('-')) continue;
    out += c == ',' ? '-' : c;
  }
  if (out.size() > 6 && out[4] == '-' && (out.size() == 6 || out[6] == '-')) out.insert(5, "0");
  return out;
}

/// `1/16/2022 10:00`: month, day, year, and a time of day as in ISO 8601.
std::optional<std::int64_t> read_american(std::string_view text) {
  const auto first = text.find('/');
  const auto second = text.find('/', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos || second + 5 > text.size()) return std::nullopt;
  const auto two_digits = [](std::string_view part) {
    return part.size() == 1 ? "0" + std::string(part) : std::string(part);
  };
  const std::string_view year = text.substr(second + 1, 4);
  return parse_datetime(fmt::format("{}-{}-{}{}", year, two_digits(text.substr(0, first)),
                                    two_digits(text.substr(first + 1, second - first - 1)),
                                    text.substr(second + 5)));
}

/// ISO 8601, and the short forms `2020` and `2020-01`.
std::optional<std::int64_t> read_datetime(std::string_view text) {
  if (const auto ticks = parse_datetime(text)) return ticks;
  if (const auto ticks = parse_datetime(tidied(text))) return ticks;
  if (const auto ticks = read_american(text)) return ticks;
  if (text.size() == 4) return parse_datetime(std::string(text) + "-01-01");
  if (text.size() == 7) return parse_datetime(std::string(text) + "-01");
  return std::nullopt;
}

std::optional<std::string> read_guid(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_hex(c))
      digits.push_back(c);
    else if (c != '-')
      return std::nullopt;
  }
  if (digits.size() != 32) return std::nullopt;
  digits = fold_case(digits);
  const std::string_view all = digits;
  return fmt::format("{}-{}-{}-{}-{}", all.substr(0, 8), all.substr(8, 4), all.substr(12, 4),
                     all.substr(16, 4), all.substr(20));
}

std::optional<bool> read_bool(std::string_view text) {
  const std::string word = fold_case(text);
  if (word == "true") return true;
  if (word == "false") return false;
  if (const auto number = read_long(text)) return *number != 0;
  return std::nullopt;
}

template <typename T>
std::optional<TypedValue> typed(ScalarType type, std::optional<T> value) {
  if (!value) return std::nullopt;
  return TypedValue{type, std::move(*value)};
}

std::optional<std::int64_t> read_int(std::string_view text) {
  const auto value = read_long(text);
  if (!value || *value < INT32_MIN || *value > INT32_MAX) return std::nullopt;
  return value;
}

std::optional<TypedValue> content_value(ScalarType type, std::string_view text) {
  if (text.empty() || equal_fold(text, "null")) return TypedValue{type, {}};
  switch (type) {
    case ScalarType::Bool: return typed(type, read_bool(text));
    case ScalarType::Int: return typed(type, read_int(text));
    case ScalarType::Long: return typed(type, read_long(text));
    case ScalarType::Real: return typed(type, read_real(text));
    case ScalarType::Decimal: return typed(type, read_decimal(text));
    case ScalarType::DateTime: return typed(type, read_datetime(unquoted(text)));
    case ScalarType::TimeSpan: return typed(type, read_timespan(unquoted(text)));
    case ScalarType::Guid: return typed(type, read_guid(unquoted(text)));
    default: return std::nullopt;
  }
}

/// `name(content)`.
std::optional<TypedValue> typed_value(std::string_view token) {
  const auto open = token.find('(');
  const auto type = scalar_type(token.substr(0, open));
  if (!type) return std::nullopt;
  std::string_view content = token.substr(open + 1);
  if (content.ends_with(')')) content.remove_suffix(1);
  return content_value(*type, trimmed(content));
}

}  // namespace

std::string string_text(std::string_view token) {
  if (!token.empty() && (token[0] == 'h' || token[0] == 'H')) token.remove_prefix(1);
  const bool verbatim = token.starts_with('@');
  if (verbatim) token.remove_prefix(1);
  const std::string_view quote =
      token.substr(0, token.starts_with("```") || token.starts_with("~~~") ? 3 : 1);
  token.remove_prefix(quote.size());
  if (token.ends_with(quote)) token.remove_suffix(quote.size());
  if (quote.size() == 3) return std::string(token);
  return verbatim ? without_doubled(token, quote[0]) : unescaped(token);
}

std::optional<TypedValue> literal_value(TokenKind kind, std::string_view token) {
  switch (kind) {
    case TokenKind::Bool: return typed(ScalarType::Bool, read_bool(token));
    case TokenKind::Long: return typed(ScalarType::Long, read_long(token));
    case TokenKind::Real: return typed(ScalarType::Real, read_real(token));
    case TokenKind::TimeSpan: return typed(ScalarType::TimeSpan, read_short_timespan(token));
    case TokenKind::Guid: return typed(ScalarType::Guid, read_guid(token));
    case TokenKind::Typed: return typed_value(token);
    case TokenKind::String: return TypedValue{ScalarType::String, string_text(token)};
    default: return std::nullopt;
  }
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace adxc::kql
