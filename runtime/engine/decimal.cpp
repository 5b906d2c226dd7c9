#include "runtime/engine/decimal.h"

#include <algorithm>
#include <charconv>

#include "runtime/rows/numbers.h"

namespace adxc::engine {

namespace {

constexpr std::size_t kDigits = 34;
constexpr std::int64_t kMaxExponent = 6'144;

int digit(char c) {
  return c - '0';
}
char letter(int value) {
  return static_cast<char>('0' + value);
}

void strip_leading_zeros(std::string& digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

/// Both without leading zeros.
int compare_digits(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

std::string add_digits(std::string a, std::string b) {
  if (a.size() < b.size()) std::swap(a, b);
  b.insert(0, a.size() - b.size(), '0');
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int sum = digit(a[i]) + digit(b[i]) + carry;
    a[i] = letter(sum % 10);
    carry = sum / 10;
  }
  return carry ? "1" + a : a;
}

/// `a` is not less than `b`.
std::string subtract_digits(std::string a, std::string b) {
  b.insert(0, a.size() - b.size(), '0');
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int rest = digit(a[i]) - digit(b[i]) - borrow;
    borrow = rest < 0;
    a[i] = letter(rest + (borrow ? 10 : 0));
  }
  strip_leading_zeros(a);
  return a;
}

std::string multiply_digits(const std::string& a, const std::string& b) {
  std::string product(a.size() + b.size(), '0');
  for (std::size_t i = a.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t j = b.size(); j-- > 0;) {
      const int sum = digit(a[i]) * digit(b[j]) + digit(product[i + j + 1]) + carry;
      product[i + j + 1] = letter(sum % 10);
      carry = sum / 10;
    }
    product[i] = letter(digit(product[i]) + carry);
  }
  strip_leading_zeros(product);
  return product;
}

struct Quotient {
  std::string quotient, rest;
};

Quotient divide_digits(const std::string& a, const std::string& b) {
  Quotient result{"", "0"};
  for (char c : a) {
    result.rest += c;
    strip_leading_zeros(result.rest);
    int times = 0;
    while (compare_digits(result.rest, b) >= 0) {
      result.rest = subtract_digits(result.rest, b);
      ++times;
    }
    result.quotient += letter(times);
  }
  strip_leading_zeros(result.quotient);
  return result;
}

/// Half to even.
bool rounds_up(const std::string& digits, std::size_t kept) {
  if (digits[kept] != '5') return digits[kept] > '5';
  const bool above = digits.find_first_not_of('0', kept + 1) != digits.npos;
  return above || (kept > 0 && digit(digits[kept - 1]) % 2 == 1);
}

}  // namespace

Decimal Decimal::read(std::string_view text) {
  Decimal value;
  value.negative_ = text.starts_with('-');
  if (value.negative_) text.remove_prefix(1);
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  if (e < text.size()) {
    const std::string_view exponent =
        text.substr(e + (text.substr(e + 1).starts_with('+') ? 2 : 1));
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), value.exponent_);
  }
  value.digits_.clear();
  const std::string_view number = text.substr(0, e);
  const std::size_t point = std::min(number.find('.'), number.size());
  for (char c : number) {
    if (c != '.') value.digits_ += c;
  }
  if (point < number.size())
    value.exponent_ -= static_cast<std::int64_t>(number.size() - point - 1);
  if (value.digits_.empty()) value.digits_ = "0";
  strip_leading_zeros(value.digits_);
  return value;
}

std::string Decimal::print() const {
  const std::string sign = negative_ && !zero() ? "-" : "";
  const std::string text = sign + digits_ + "e" + std::to_string(exponent_);
  return rows::canonical_decimal(text).value_or(text);
}

std::optional<Decimal> Decimal::made(bool negative, std::string digits, std::int64_t exponent) {
  if (digits.size() > kDigits) {
    const std::size_t dropped = digits.size() - kDigits;
    const bool up = rounds_up(digits, kDigits);
    digits.resize(kDigits);
    exponent += static_cast<std::int64_t>(dropped);
    if (up) digits = add_digits(digits, "1");
    if (digits.size() > kDigits) {
      digits.pop_back();
      ++exponent;
    }
  }
  if (exponent + static_cast<std::int64_t>(digits.size()) > kMaxExponent) return std::nullopt;
  Decimal value;
  value.negative_ = negative && digits != "0";
  value.digits_ = std::move(digits);
  value.exponent_ = std::max(exponent, -kMaxExponent);
  return value;
}

std::optional<Decimal> Decimal::add(const Decimal& a, const Decimal& b) {
  const std::int64_t exponent = std::min(a.exponent_, b.exponent_);
  const auto aligned = [&](const Decimal& value) {
    // Digits too far below the others cannot change a result of 34 digits.
    const std::int64_t shift = std::min<std::int64_t>(value.exponent_ - exponent, 2 * kMaxExponent);
    return value.zero() ? "0" : value.digits_ + std::string(static_cast<std::size_t>(shift), '0');
  };
  const std::string left = aligned(a);
  const std::string right = aligned(b);
  if (a.negative_ == b.negative_) return made(a.negative_, add_digits(left, right), exponent);
  if (compare_digits(left, right) >= 0) {
    return made(a.negative_, subtract_digits(left, right), exponent);
  }
  return made(b.negative_, subtract_digits(right, left), exponent);
}

std::optional<Decimal> Decimal::multiply(const Decimal& a, const Decimal& b) {
  return made(a.negative_ != b.negative_, multiply_digits(a.digits_, b.digits_),
              a.exponent_ + b.exponent_);
}

std::optional<Decimal> Decimal::divide(const Decimal& a, const Decimal& b) {
  if (b.zero()) return std::nullopt;
  const std::int64_t ideal = a.exponent_ - b.exponent_;
  // One digit more than is kept, and one that is not zero when something is left over.
  const std::size_t more = kDigits + b.digits_.size() + 1;
  auto [quotient, rest] = divide_digits(a.digits_ + std::string(more, '0'), b.digits_);
  std::int64_t exponent = ideal - static_cast<std::int64_t>(more);
  while (rest == "0" && quotient.size() > 1 && quotient.back() == '0' && exponent < ideal) {
    quotient.pop_back();
    ++exponent;
  }
  if (rest != "0") {
    quotient += '1';
    --exponent;
  }
  if (quotient == "0") exponent = ideal;
  return made(a.negative_ != b.negative_, quotient, exponent);
}

std::optional<Decimal> Decimal::modulo(const Decimal& a, const Decimal& b) {
  if (b.zero() || std::abs(a.exponent_ - b.exponent_) > kMaxExponent) return std::nullopt;
  const std::int64_t exponent = std::min(a.exponent_, b.exponent_);
  const auto aligned = [&](const Decimal& value) {
    return value.zero()
               ? "0"
               : value.digits_ +
                     std::string(static_cast<std::size_t>(value.exponent_ - exponent), '0');
  };
  const auto rest = made(a.negative_, divide_digits(aligned(a), aligned(b)).rest, exponent);
  if (!rest || !rest->negative_) return rest;
  return add(*rest, b.negative_ ? b.negated() : b);
}

int Decimal::compare(const Decimal& a, const Decimal& b) {
  const auto difference = add(a, b.negated());
  if (!difference || difference->zero()) return 0;
  return difference->negative_ ? -1 : 1;
}

Decimal Decimal::negated() const {
  Decimal value = *this;
  value.negative_ = !negative_ && !zero();
  return value;
}

std::optional<std::int64_t> Decimal::whole() const {
  std::string digits = digits_;
  if (exponent_ < 0) {
    const auto below = static_cast<std::size_t>(-exponent_);
    if (below >= digits.size()) return 0;
    digits.resize(digits.size() - below);
  } else if (exponent_ > 19) {
    return zero() ? std::optional<std::int64_t>(0) : std::nullopt;
  } else {
    digits.append(static_cast<std::size_t>(exponent_), '0');
  }
  if (negative_) digits.insert(0, 1, '-');
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  return value;
}

}  // namespace adxc::engine
