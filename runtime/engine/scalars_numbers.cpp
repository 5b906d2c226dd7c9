// Arithmetic as Kusto does it: longs wrap, dividing by zero gives null, a remainder is never
// negative, NaN equals nothing.
#include <bit>
#include <charconv>
#include <cmath>

#include "compiler/base/ticks.h"
#include "runtime/engine/decimal.h"
#include "runtime/engine/scalar_function.h"
#include "runtime/rows/numbers.h"

namespace adxc::engine {

namespace {

using Long = std::int64_t;
using Text = std::string_view;
using Digits = std::optional<std::string>;

std::uint64_t bits(Long value) {
  return static_cast<std::uint64_t>(value);
}
Long wrapped(std::uint64_t value) {
  return static_cast<Long>(value);
}

Long add(Long a, Long b) {
  return wrapped(bits(a) + bits(b));
}
Long subtract(Long a, Long b) {
  return wrapped(bits(a) - bits(b));
}
Long multiply(Long a, Long b) {
  return wrapped(bits(a) * bits(b));
}
Long negate(Long a) {
  return wrapped(0 - bits(a));
}

std::optional<Long> divide(Long a, Long b) {
  if (b == 0) return std::nullopt;
  return b == -1 ? negate(a) : a / b;
}

std::optional<Long> modulo(Long a, Long b) {
  if (b == 0) return std::nullopt;
  if (b == -1) return 0;
  const Long rest = a % b;
  if (rest >= 0) return rest;
  return b > 0 ? rest + b : rest - b;
}

double modulo_real(double a, double b) {
  const double rest = std::fmod(a, b);
  return rest < 0 ? rest + std::abs(b) : rest;
}

/// The whole part as a long, or nothing when no long holds it.
std::optional<Long> whole(double value) {
  constexpr double kLimit = 9223372036854775808.0;
  if (!(value >= -kLimit && value < kLimit)) return std::nullopt;
  return static_cast<Long>(value);
}

std::optional<Long> ticks_add(double a, double b) {
  return whole(a + b);
}
std::optional<Long> ticks_subtract(double a, double b) {
  return whole(a - b);
}
std::optional<Long> ticks_multiply(double a, double b) {
  return whole(std::round(a * b));
}
std::optional<Long> ticks_divide(double a, double b) {
  return whole(std::round(a / b));
}
std::optional<Long> ticks_modulo(double a, double b) {
  return whole(modulo_real(a, b));
}

std::optional<Long> datetime_in_range(Long ticks) {
  if (ticks < 0 || ticks > kMaxDateTimeTicks) return std::nullopt;
  return ticks;
}

std::int32_t to_int(Long value) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(bits(value)));
}

/// The low 64 bits of a sum.
Long wrap(Huge sum) {
  return wrapped(sum.lower);
}

std::optional<bool> equal_real(std::optional<double> a, std::optional<double> b) {
  if (!a && !b) return std::nullopt;
  return a && b && *a == *b;
}

std::optional<bool> not_equal_real(std::optional<double> a, std::optional<double> b) {
  if (!a && !b) return std::nullopt;
  return !(a && b && *a == *b);
}

/// `value` rounded down to a multiple of `step`.
std::optional<Long> bin(Long value, Long step) {
  if (step <= 0) return std::nullopt;
  return subtract(value, *modulo(value, step));
}

std::optional<double> bin_real(double value, double step) {
  if (!(step > 0)) return std::nullopt;
  return std::floor(value / step) * step;
}

std::optional<Long> bin_at(Long value, Long step, Long at) {
  const auto below = bin(subtract(value, at), step);
  if (!below) return std::nullopt;
  return add(*below, at);
}

std::optional<double> bin_at_real(double value, double step, double at) {
  const auto below = bin_real(value - at, step);
  if (!below) return std::nullopt;
  return *below + at;
}

Long abs_long(Long value) {
  return value < 0 ? negate(value) : value;
}

std::int32_t sign_real(double value) {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

/// Halves go away from zero.
double round_to(double value, Long digits) {
  if (!std::isfinite(value) || digits > 15 || digits < -308) return value;
  const double scale = std::pow(10.0, static_cast<double>(digits));
  const double scaled = value * scale;
  if (!std::isfinite(scaled)) return value;
  return std::round(scaled) / scale;
}

std::optional<Long> round_long(Long value, Long) {
  return value;
}

Digits digits_of(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return rows::canonical_decimal(rows::print_real(value));
}

double real_of(Text decimal) {
  double value = 0;
  std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
  return value;
}

Digits round_decimal(Text value, Long digits) {
  return digits_of(round_to(real_of(value), digits));
}
Digits ceiling_decimal(Text value) {
  return digits_of(std::ceil(real_of(value)));
}

Digits abs_decimal(Text value) {
  return std::string(value.starts_with('-') ? value.substr(1) : value);
}

Digits bin_decimal(Text value, Text step) {
  const Decimal size = Decimal::read(step);
  const Decimal whole = Decimal::read(value);
  if (Decimal::compare(size, Decimal::read("0")) <= 0) return std::nullopt;
  const auto rest = Decimal::modulo(whole, size);
  const auto below = rest ? Decimal::add(whole, rest->negated()) : std::nullopt;
  return below ? Digits(below->print()) : std::nullopt;
}

double power(double base, double exponent) {
  return std::pow(base, exponent);
}
using Real = std::optional<double>;

/// None of a negative number; minus infinity of zero.
Real logarithm(double value) {
  return value < 0 ? Real() : std::log(value);
}
Real logarithm10(double value) {
  return value < 0 ? Real() : std::log10(value);
}
Real logarithm2(double value) {
  return value < 0 ? Real() : std::log2(value);
}
double cosine(double value) {
  return std::cos(value);
}
double sine(double value) {
  return std::sin(value);
}
double tangent(double value) {
  return std::tan(value);
}
double arc_cosine(double value) {
  return std::acos(value);
}
double arc_sine(double value) {
  return std::asin(value);
}
double arc_tangent(double value) {
  return std::atan(value);
}
double root(double value) {
  return std::sqrt(value);
}
double exponential(double value) {
  return std::exp(value);
}
double exponential2(double value) {
  return std::exp2(value);
}
double exponential10(double value) {
  return std::pow(10.0, value);
}
double ceiling(double value) {
  return std::ceil(value);
}
Long ceiling_long(Long value) {
  return value;
}
double abs_real(double value) {
  return std::abs(value);
}

Long shift_left(Long value, Long count) {
  return wrapped(bits(value) << (count & 63));
}
Long shift_right(Long value, Long count) {
  return value >> (count & 63);
}
Long set_bits(Long value) {
  return std::popcount(bits(value));
}

}  // namespace

void add_number_scalars(ScalarFunctions& functions) {
  functions.add("k_add", add);
  functions.add("k_subtract", subtract);
  functions.add("k_multiply", multiply);
  functions.add("k_negate", negate);
  functions.add("k_divide", divide);
  functions.add("k_modulo", modulo);
  functions.add("k_modulo_real", modulo_real);
  functions.add("k_ticks_add", ticks_add);
  functions.add("k_ticks_subtract", ticks_subtract);
  functions.add("k_ticks_multiply", ticks_multiply);
  functions.add("k_ticks_divide", ticks_divide);
  functions.add("k_ticks_modulo", ticks_modulo);
  functions.add("k_datetime_in_range", datetime_in_range);
  functions.add("k_int", to_int);
  functions.add("k_wrap", wrap);
  functions.add("k_equal_real", equal_real);
  functions.add("k_not_equal_real", not_equal_real);
  for (const char* type : {"int", "long", "datetime", "timespan"}) {
    functions.add(std::string("k_bin_").append(type).c_str(), bin);
    functions.add(std::string("k_bin_at_").append(type).c_str(), bin_at);
    functions.add(std::string("k_abs_").append(type).c_str(), abs_long);
    functions.add(std::string("k_round_").append(type).c_str(), round_long);
    functions.add(std::string("k_ceiling_").append(type).c_str(), ceiling_long);
  }
  functions.add("k_bin_real", bin_real);
  functions.add("k_bin_decimal", bin_decimal);
  functions.add("k_bin_at_real", bin_at_real);
  functions.add("k_abs_real", abs_real);
  functions.add("k_abs_decimal", abs_decimal);
  functions.add("k_round_real", round_to);
  functions.add("k_round_decimal", round_decimal);
  functions.add("k_ceiling_real", ceiling);
  functions.add("k_ceiling_decimal", ceiling_decimal);
  functions.add("k_sign", sign_real);
  functions.add("k_pow", power);
  functions.add("k_log", logarithm);
  functions.add("k_log10", logarithm10);
  functions.add("k_log2", logarithm2);
  functions.add("k_sqrt", root);
  functions.add("k_exp", exponential);
  functions.add("k_exp2", exponential2);
  functions.add("k_exp10", exponential10);
  functions.add("k_cos", cosine);
  functions.add("k_sin", sine);
  functions.add("k_tan", tangent);
  functions.add("k_acos", arc_cosine);
  functions.add("k_asin", arc_sine);
  functions.add("k_atan", arc_tangent);
  functions.add("k_shift_left", shift_left);
  functions.add("k_shift_right", shift_right);
  functions.add("k_set_bits", set_bits);
}

}  // namespace adxc::engine
