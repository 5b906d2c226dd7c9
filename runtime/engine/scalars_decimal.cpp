// Arithmetic and comparison of decimals, and their aggregates over texts joined by blanks.
#include "runtime/engine/decimal.h"
#include "runtime/engine/scalar_function.h"

namespace adxc::engine {

namespace {

using Text = std::string_view;
using Digits = std::optional<std::string>;

Digits printed(const std::optional<Decimal>& value) {
  if (!value) return std::nullopt;
  return value->print();
}

Digits add(Text a, Text b) {
  return printed(Decimal::add(Decimal::read(a), Decimal::read(b)));
}
Digits subtract(Text a, Text b) {
  return printed(Decimal::add(Decimal::read(a), Decimal::read(b).negated()));
}
Digits multiply(Text a, Text b) {
  return printed(Decimal::multiply(Decimal::read(a), Decimal::read(b)));
}
Digits divide(Text a, Text b) {
  return printed(Decimal::divide(Decimal::read(a), Decimal::read(b)));
}
Digits modulo(Text a, Text b) {
  return printed(Decimal::modulo(Decimal::read(a), Decimal::read(b)));
}
Digits negate(Text a) {
  return Decimal::read(a).negated().print();
}

std::int32_t compare(Text a, Text b) {
  return Decimal::compare(Decimal::read(a), Decimal::read(b));
}

std::optional<bool> equal(std::optional<Text> a, std::optional<Text> b) {
  if (!a && !b) return std::nullopt;
  return a && b && compare(*a, *b) == 0;
}

std::optional<bool> not_equal(std::optional<Text> a, std::optional<Text> b) {
  const auto same = equal(a, b);
  if (!same) return std::nullopt;
  return !*same;
}

Text take_word(Text& words) {
  const std::size_t end = std::min(words.find(' '), words.size());
  const Text word = words.substr(0, end);
  words.remove_prefix(std::min(end + 1, words.size()));
  return word;
}

Digits sum(Text words) {
  Decimal total = Decimal::read("0");
  while (!words.empty()) {
    const auto next = Decimal::add(total, Decimal::read(take_word(words)));
    if (!next) return std::nullopt;
    total = *next;
  }
  return total.print();
}

/// The least for sign 1, the greatest for sign -1.
Digits extreme(Text words, std::int32_t sign) {
  Text best = take_word(words);
  while (!words.empty()) {
    const Text word = take_word(words);
    if (compare(word, best) * sign < 0) best = word;
  }
  return std::string(best);
}

}  // namespace

void add_decimal_scalars(ScalarFunctions& functions) {
  functions.add("k_decimal_add", add);
  functions.add("k_decimal_subtract", subtract);
  functions.add("k_decimal_multiply", multiply);
  functions.add("k_decimal_divide", divide);
  functions.add("k_decimal_modulo", modulo);
  functions.add("k_decimal_negate", negate);
  functions.add("k_compare_decimal", compare);
  functions.add("k_equal_decimal", equal);
  functions.add("k_not_equal_decimal", not_equal);
  functions.add("k_decimal_sum", sum);
  functions.add("k_decimal_extreme", extreme);
}

}  // namespace adxc::engine
