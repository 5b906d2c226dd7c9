// A decimal of Kusto: up to 34 digits and an exponent. Stored and passed as its digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::engine {

class Decimal {
 public:
  /// `text` is a canonical decimal.
  static Decimal read(std::string_view text);
  std::string print() const;

  /// Results are rounded half to even to 34 digits; nothing when the exponent leaves its range.
  static std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> modulo(const Decimal& a, const Decimal& b);
  static int compare(const Decimal& a, const Decimal& b);

  Decimal negated() const;
  bool zero() const { return digits_ == "0"; }
  /// The part before the point, when a long holds it.
  std::optional<std::int64_t> whole() const;

 private:
  static std::optional<Decimal> made(bool negative, std::string digits, std::int64_t exponent);

  bool negative_ = false;
  std::string digits_ = "0";   // no leading zeros
  std::int64_t exponent_ = 0;  // of ten
};

}  // namespace adxc::engine
