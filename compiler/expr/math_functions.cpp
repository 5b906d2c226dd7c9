// The functions of group `math` in schemas/functions/expression.yaml. Whole numbers stay whole; a
// result that does not fit 64 bits is refused, as in the service.
#include <cmath>
#include <limits>

#include "compiler/expr/arguments.h"

namespace adxc::expr {
namespace {

/// The most elements range() makes. Source: documentation of the function.
constexpr std::int64_t kLongestRange = 100'000;

/// `exact` works on whole numbers and returns true on overflow, `real` on all others.
template <typename Exact, typename Real>
Evaluation arithmetic(const Arguments& arguments, Exact exact, Real real) {
  ADXC_LET(a, arguments.value(0));
  ADXC_LET(b, arguments.value(1));
  if (a.is_number_integer() && b.is_number_integer()) {
    std::int64_t result = 0;
    if (exact(a.get<std::int64_t>(), b.get<std::int64_t>(), &result)) {
      return arguments.wrong("the result does not fit a 64-bit number");
    }
    return Value(result);
  }
  ADXC_LET(x, arguments.number(0));
  ADXC_LET(y, arguments.number(1));
  return Value(real(x, y));
}

/// The one division that overflows.
bool overflows(std::int64_t a, std::int64_t b) {
  return a == std::numeric_limits<std::int64_t>::min() && b == -1;
}

Evaluated<double> divisor(const Arguments& arguments) {
  ADXC_LET(number, arguments.number(1));
  if (number == 0) return arguments.wrong(1, "a division by zero");
  return number;
}

template <typename Better>
Evaluation best(const Arguments& arguments, Better better) {
  ADXC_LET(first, arguments.value(0));
  Value candidates = first.is_array() ? first : Value::array();
  for (std::size_t i = 0; i < arguments.size() && !first.is_array(); ++i) {
    ADXC_LET(next, arguments.value(i));
    candidates.push_back(next);
  }
  Value winner;
  for (const Value& candidate : candidates) {
    if (!candidate.is_number()) {
      return arguments.wrong(std::string(type_name(candidate)) + " is no number");
    }
    if (winner.is_null() || better(candidate, winner)) winner = candidate;
  }
  if (winner.is_null()) return arguments.wrong(0, "the array is empty");
  return winner;
}

}  // namespace

Evaluation eval_add(const Arguments& arguments) {
  return arithmetic(
      arguments,
      [](std::int64_t a, std::int64_t b, std::int64_t* sum) {
        return __builtin_add_overflow(a, b, sum);
      },
      [](double a, double b) { return a + b; });
}

Evaluation eval_sub(const Arguments& arguments) {
  return arithmetic(
      arguments,
      [](std::int64_t a, std::int64_t b, std::int64_t* difference) {
        return __builtin_sub_overflow(a, b, difference);
      },
      [](double a, double b) { return a - b; });
}

Evaluation eval_mul(const Arguments& arguments) {
  return arithmetic(
      arguments,
      [](std::int64_t a, std::int64_t b, std::int64_t* product) {
        return __builtin_mul_overflow(a, b, product);
      },
      [](double a, double b) { return a * b; });
}

Evaluation eval_div(const Arguments& arguments) {
  ADXC_TRY(divisor(arguments));
  return arithmetic(
      arguments,
      [](std::int64_t a, std::int64_t b, std::int64_t* quotient) {
        if (overflows(a, b)) return true;
        *quotient = a / b;
        return false;
      },
      [](double a, double b) { return a / b; });
}

Evaluation eval_mod(const Arguments& arguments) {
  ADXC_TRY(divisor(arguments));
  return arithmetic(
      arguments,
      [](std::int64_t a, std::int64_t b, std::int64_t* rest) {
        *rest = overflows(a, b) ? 0 : a % b;
        return false;
      },
      [](double a, double b) { return std::fmod(a, b); });
}

Evaluation eval_max(const Arguments& arguments) {
  return best(arguments, [](const Value& a, const Value& b) { return b < a; });
}

Evaluation eval_min(const Arguments& arguments) {
  return best(arguments, [](const Value& a, const Value& b) { return a < b; });
}

Evaluation eval_range(const Arguments& arguments) {
  ADXC_LET(start, arguments.integer(0));
  ADXC_LET(count, arguments.integer(1));
  std::int64_t last = 0;
  if (count < 0 || count > kLongestRange || __builtin_add_overflow(start, count, &last)) {
    return arguments.wrong(
        1, "a range of " + std::to_string(count) + " numbers, wanted 0 to 100000 that fit 64 bits");
  }
  Value numbers = Value::array();
  for (std::int64_t number = start; number < last; ++number) numbers.push_back(number);
  return numbers;
}

}  // namespace adxc::expr
