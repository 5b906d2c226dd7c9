// What a byte can be in KQL. Names are ASCII; everything else stands in quotes.
#pragma once

namespace adxc::kql {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_name_start(char c) {
  return is_letter(c) || c == '_' || c == '$';
}
constexpr bool is_name_part(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace adxc::kql
