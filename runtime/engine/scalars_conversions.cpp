// Conversions between the scalar types: k_to<type>_<type>. Where SQL's cast does the same there is
// none.
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "compiler/base/ticks.h"
#include "runtime/engine/decimal.h"
#include "runtime/engine/json_value.h"
#include "runtime/engine/moments.h"
#include "runtime/engine/scalar_function.h"
#include "runtime/rows/numbers.h"
#include "runtime/rows/value.h"

namespace adxc::engine {

namespace {

using Int = std::int32_t;
using Long = std::int64_t;
using Text = std::string_view;
template <typename T>
using Maybe = std::optional<T>;

Maybe<Long> long_of_real(double value) {
  constexpr double kLimit = 9223372036854775808.0;
  if (!(value >= -kLimit && value < kLimit)) return std::nullopt;
  return static_cast<Long>(value);
}

Maybe<Int> int_of_long(Long value) {
  if (value < std::numeric_limits<Int>::min() || value > std::numeric_limits<Int>::max()) {
    return std::nullopt;
  }
  return static_cast<Int>(value);
}

Maybe<Int> int_of(Maybe<Long> value) {
  return value ? int_of_long(*value) : std::nullopt;
}
Maybe<Int> int_of_real(double value) {
  return int_of(long_of_real(value));
}

Maybe<Long> long_of_string(Text text) {
  const auto digits = rows::canonical(ScalarType::Long, text);
  if (!digits) return std::nullopt;
  Long value = 0;
  std::from_chars(digits->data(), digits->data() + digits->size(), value);
  return value;
}
Maybe<Int> int_of_string(Text text) {
  return int_of(long_of_string(text));
}

Maybe<double> real_of_string(Text text) {
  const auto digits = rows::canonical(ScalarType::Real, text);
  if (!digits) return std::nullopt;
  if (*digits == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (digits->ends_with("Infinity")) {
    const double infinity = std::numeric_limits<double>::infinity();
    return digits->front() == '-' ? -infinity : infinity;
  }
  double value = 0;
  std::from_chars(digits->data(), digits->data() + digits->size(), value);
  return value;
}

Maybe<bool> bool_of_string(Text text) {
  const auto word = rows::canonical(ScalarType::Bool, text);
  if (word) return *word == "true";
  const auto number = long_of_string(text);
  if (!number) return std::nullopt;
  return *number != 0;
}

Maybe<std::string> guid_of_string(Text text) {
  return rows::canonical(ScalarType::Guid, text);
}
Maybe<std::string> decimal_of_string(Text text) {
  return rows::canonical(ScalarType::Decimal, text);
}
Maybe<std::string> decimal_of_long(Long value) {
  return std::to_string(value);
}
Maybe<std::string> decimal_of_int(Int value) {
  return std::to_string(value);
}
Maybe<std::string> decimal_of_real(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return rows::canonical(ScalarType::Decimal, rows::print_real(value));
}
Maybe<Long> long_of_decimal(Text value) {
  return Decimal::read(value).whole();
}
Maybe<Int> int_of_decimal(Text value) {
  return int_of(long_of_decimal(value));
}
Maybe<double> real_of_decimal(Text value) {
  return real_of_string(value);
}

std::string text_of_bool(bool value) {
  return value ? "True" : "False";
}
std::string text_of_int(Int value) {
  return std::to_string(value);
}
std::string text_of_long(Long value) {
  return std::to_string(value);
}
/// Plain digits up to 1e15, as .NET prints.
std::string text_of_real(double value) {
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-5 && size < 1e15);
  if (!plain) return rows::print_real(value);
  std::array<char, 64> room{};
  const auto end =
      std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::fixed).ptr;
  std::string digits(room.data(), end);
  return digits.find('.') == digits.npos ? digits + ".0" : digits;
}
std::string text_of_datetime(Long value) {
  return print_full_datetime(value);
}
std::string text_of_timespan(Long value) {
  return print_full_timespan(value);
}
std::string text_as_it_is(Text value) {
  return std::string(value);
}
std::string text_of_dynamic(Text value) {
  return text_of(parse_json(value));
}

Maybe<double> real_of_dynamic(Text text) {
  const Json value = parse_json(text);
  if (value.is_number()) return value.get<double>();
  if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
  return value.is_string() ? real_of_string(value.get_ref<const std::string&>()) : std::nullopt;
}

/// Numbers inside a dynamic stop at the ends of the range instead of becoming null.
Long nearest_long(double value) {
  constexpr double kLimit = 9223372036854775808.0;
  if (value >= kLimit) return std::numeric_limits<Long>::max();
  return value < -kLimit ? std::numeric_limits<Long>::min() : static_cast<Long>(value);
}

Int nearest_int(double value) {
  using Limits = std::numeric_limits<Int>;
  if (value >= Limits::max()) return Limits::max();
  return value <= Limits::min() ? Limits::min() : static_cast<Int>(value);
}

Maybe<Long> long_of_dynamic(Text text) {
  const Json value = parse_json(text);
  if (value.is_number_integer()) return value.get<Long>();
  if (value.is_number()) return nearest_long(value.get<double>());
  if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
  return value.is_string() ? long_of_string(value.get_ref<const std::string&>()) : std::nullopt;
}
Maybe<Int> int_of_dynamic(Text text) {
  const Json value = parse_json(text);
  if (value.is_number_float()) return nearest_int(value.get<double>());
  if (value.is_number()) return static_cast<Int>(static_cast<std::uint32_t>(value.get<Long>()));
  return int_of(long_of_dynamic(text));
}

Maybe<bool> bool_of_dynamic(Text text) {
  const Json value = parse_json(text);
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>() != 0;
  return value.is_string() ? bool_of_string(value.get_ref<const std::string&>()) : std::nullopt;
}

Maybe<Long> datetime_of_dynamic(Text text) {
  return read_datetime(text_of_dynamic(text));
}
Maybe<Long> timespan_of_dynamic(Text text) {
  return read_timespan(text_of_dynamic(text));
}
Maybe<std::string> guid_of_dynamic(Text text) {
  return guid_of_string(text_of_dynamic(text));
}
Maybe<std::string> decimal_of_dynamic(Text text) {
  return decimal_of_string(text_of_dynamic(text));
}

template <typename T>
T same(T value) {
  return value;
}
Maybe<std::string> same_text(Text value) {
  return std::string(value);
}

/// Of a datetime or timespan the low half of its ticks.
Int low_half(Long ticks) {
  return static_cast<Int>(static_cast<std::uint32_t>(ticks));
}
Int int_of_bool(bool value) {
  return value;
}
Long long_of_bool(bool value) {
  return value;
}
Long long_of_int(Int value) {
  return value;
}
double real_of_bool(bool value) {
  return value;
}
double real_of_long(Long value) {
  return static_cast<double>(value);
}
bool bool_of_long(Long value) {
  return value != 0;
}
bool bool_of_real(double value) {
  return value != 0;
}
bool bool_of_decimal(Text value) {
  return !Decimal::read(value).zero();
}
Maybe<std::string> decimal_of_bool(bool value) {
  return value ? "1" : "0";
}

Maybe<Long> datetime_of_ticks(Long ticks) {
  if (ticks < 0 || ticks > kMaxDateTimeTicks) return std::nullopt;
  return ticks;
}
Maybe<Long> datetime_of_real(double ticks) {
  const auto whole = long_of_real(ticks);
  return whole ? datetime_of_ticks(*whole) : std::nullopt;
}

void add_sames(ScalarFunctions& functions) {
  functions.add("k_tobool_bool", same<bool>);
  functions.add("k_toint_int", same<Int>);
  functions.add("k_tolong_long", same<Long>);
  functions.add("k_tolong_datetime", same<Long>);
  functions.add("k_tolong_timespan", same<Long>);
  functions.add("k_toreal_real", same<double>);
  functions.add("k_todatetime_datetime", same<Long>);
  functions.add("k_totimespan_timespan", same<Long>);
  functions.add("k_totimespan_long", same<Long>);
  functions.add("k_totimespan_int", same<Long>);
  functions.add("k_toguid_guid", same_text);
  functions.add("k_todecimal_decimal", same_text);
}

void add_from_bool_and_ticks(ScalarFunctions& functions) {
  functions.add("k_toint_bool", int_of_bool);
  functions.add("k_toint_datetime", low_half);
  functions.add("k_toint_timespan", low_half);
  functions.add("k_tolong_bool", long_of_bool);
  functions.add("k_tolong_int", long_of_int);
  functions.add("k_toreal_bool", real_of_bool);
  functions.add("k_toreal_int", real_of_long);
  functions.add("k_toreal_long", real_of_long);
  functions.add("k_toreal_datetime", real_of_long);
  functions.add("k_toreal_timespan", real_of_long);
  functions.add("k_tobool_int", bool_of_long);
  functions.add("k_tobool_long", bool_of_long);
  functions.add("k_tobool_real", bool_of_real);
  functions.add("k_tobool_decimal", bool_of_decimal);
  functions.add("k_todecimal_bool", decimal_of_bool);
  functions.add("k_todecimal_timespan", decimal_of_long);
  functions.add("k_todecimal_datetime", decimal_of_long);
  functions.add("k_todatetime_long", datetime_of_ticks);
  functions.add("k_todatetime_int", datetime_of_ticks);
  functions.add("k_todatetime_real", datetime_of_real);
  functions.add("k_totimespan_real", long_of_real);
}

}  // namespace

void add_conversion_scalars(ScalarFunctions& functions) {
  add_sames(functions);
  add_from_bool_and_ticks(functions);
  functions.add("k_tolong_real", long_of_real);
  functions.add("k_tolong_string", long_of_string);
  functions.add("k_tolong_decimal", long_of_decimal);
  functions.add("k_tolong_dynamic", long_of_dynamic);
  functions.add("k_toint_long", int_of_long);
  functions.add("k_toint_real", int_of_real);
  functions.add("k_toint_string", int_of_string);
  functions.add("k_toint_decimal", int_of_decimal);
  functions.add("k_toint_dynamic", int_of_dynamic);
  functions.add("k_toreal_string", real_of_string);
  functions.add("k_toreal_decimal", real_of_decimal);
  functions.add("k_toreal_dynamic", real_of_dynamic);
  functions.add("k_tobool_string", bool_of_string);
  functions.add("k_tobool_dynamic", bool_of_dynamic);
  functions.add("k_toguid_string", guid_of_string);
  functions.add("k_toguid_dynamic", guid_of_dynamic);
  functions.add("k_todecimal_string", decimal_of_string);
  functions.add("k_todecimal_int", decimal_of_int);
  functions.add("k_todecimal_long", decimal_of_long);
  functions.add("k_todecimal_real", decimal_of_real);
  functions.add("k_todecimal_dynamic", decimal_of_dynamic);
  functions.add("k_todatetime_string", read_datetime);
  functions.add("k_todatetime_dynamic", datetime_of_dynamic);
  functions.add("k_totimespan_string", read_timespan);
  functions.add("k_totimespan_dynamic", timespan_of_dynamic);
  functions.add("k_tostring_bool", text_of_bool);
  functions.add("k_tostring_int", text_of_int);
  functions.add("k_tostring_long", text_of_long);
  functions.add("k_tostring_real", text_of_real);
  functions.add("k_tostring_datetime", text_of_datetime);
  functions.add("k_tostring_timespan", text_of_timespan);
  functions.add("k_tostring_guid", text_as_it_is);
  functions.add("k_tostring_decimal", text_as_it_is);
  functions.add("k_tostring_string", text_as_it_is);
  functions.add("k_tostring_dynamic", text_of_dynamic);
}

}  // namespace adxc::engine
