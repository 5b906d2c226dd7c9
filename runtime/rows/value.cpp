#include "runtime/rows/value.h"

#include <cstdint>
#include <limits>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/rows/json_text.h"
#include "runtime/rows/moments.h"
#include "runtime/rows/numbers.h"

namespace adxc::rows {
namespace {

using Limits32 = std::numeric_limits<std::int32_t>;
using Limits64 = std::numeric_limits<std::int64_t>;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return "";
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<std::string> canonical_bool(std::string_view text) {
  if (text == "1" || equal_fold(text, "true")) return "true";
  if (text == "0" || equal_fold(text, "false")) return "false";
  return std::nullopt;
}

std::optional<std::string> canonical_datetime(std::string_view text) {
  auto ticks = parse_datetime(text);
  if (!ticks) ticks = parse_mail_datetime(text);
  if (!ticks) return std::nullopt;
  return print_datetime(*ticks);
}

std::optional<std::string> canonical_timespan(std::string_view text) {
  const auto ticks = parse_timespan(text);
  if (!ticks) return std::nullopt;
  return print_timespan(*ticks);
}

/// 32 hexadecimal digits, all four dashes or none, and braces or parentheses around them or none.
std::optional<std::string> canonical_guid(std::string_view text) {
  const bool enclosed = text.size() > 2 && ((text.front() == '{' && text.back() == '}') ||
                                            (text.front() == '(' && text.back() == ')'));
  if (enclosed) text = text.substr(1, text.size() - 2);
  const bool dashed = text.size() == 36;
  if (!dashed && text.size() != 32) return std::nullopt;
  std::string guid = fold_case(text);
  for (std::size_t at : {8U, 13U, 18U, 23U}) {
    if (!dashed) guid.insert(at, 1, '-');
    if (guid[at] != '-') return std::nullopt;
    guid[at] = '0';
  }
  if (guid.find_first_not_of("0123456789abcdef") != guid.npos) return std::nullopt;
  for (std::size_t at : {8U, 13U, 18U, 23U}) guid[at] = '-';
  return guid;
}

/// Kusto takes any text for a dynamic: what is not JSON becomes a JSON string.
std::string canonical_dynamic(std::string_view text) {
  if (auto json = compact_json(text)) return std::move(*json);
  std::string quoted;
  append_json_string(quoted, text);
  return quoted;
}

}  // namespace

std::optional<std::string> canonical(ScalarType type, std::string_view text) {
  if (type == ScalarType::String) return std::string(text);
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  switch (type) {
    case ScalarType::Bool: return canonical_bool(text);
    case ScalarType::Int: return canonical_integer(text, Limits32::min(), Limits32::max());
    case ScalarType::Long: return canonical_integer(text, Limits64::min(), Limits64::max());
    case ScalarType::Real: return canonical_real(text);
    case ScalarType::Decimal: return canonical_decimal(text);
    case ScalarType::DateTime: return canonical_datetime(text);
    case ScalarType::TimeSpan: return canonical_timespan(text);
    case ScalarType::Guid: return canonical_guid(text);
    case ScalarType::Dynamic: return canonical_dynamic(text);
    case ScalarType::String: break;
  }
  return std::string(text);
}

std::string_view expectation(ScalarType type) {
  switch (type) {
    case ScalarType::Bool: return "true, false, 1 or 0";
    case ScalarType::Int: return "a whole number from -2147483648 to 2147483647";
    case ScalarType::Long: return "a whole number from -9223372036854775808 to 9223372036854775807";
    case ScalarType::Real: return "a number such as -1.5e3, NaN or Infinity";
    case ScalarType::Decimal: return "a decimal number of at most 34 digits";
    case ScalarType::DateTime:
      return "a datetime such as 2020-01-02T03:04:05.6789Z, from year 1 to 9999";
    case ScalarType::TimeSpan:
      return "a timespan such as 1.02:03:04.5 (days.hours:minutes:seconds)";
    case ScalarType::Guid: return "a guid such as 74be27de-1e4e-49d9-b579-fe0b331d3642";
    case ScalarType::Dynamic: return "a JSON value, or text that becomes a JSON string";
    case ScalarType::String: return "any text";
  }
  return "a value";
}

}  // namespace adxc::rows
