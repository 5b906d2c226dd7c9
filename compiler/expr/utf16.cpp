#include "compiler/expr/utf16.h"

#include <cstdint>

namespace adxc::expr {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::size_t following_bytes(unsigned char first) {
  if (first >= 0xF0 && first < 0xF8) return 3;
  if (first >= 0xE0) return first < 0xF0 ? 2 : 0;
  return first >= 0xC0 ? 1 : 0;
}

/// The code point at `at`, which moves past it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  const std::size_t more = following_bytes(first);
  if (more == 0 || at + more > text.size()) return kReplacement;
  char32_t point = first & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) return kReplacement;
    point = (point << 6) | (byte & 0x3Fu);
  }
  at += more;
  return point > 0x10FFFF ? kReplacement : point;
}

void append_utf8(std::string& text, char32_t point) {
  const auto tail = [&](int shift) {
    text += static_cast<char>(0x80 | ((point >> shift) & 0x3F));
  };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xE0 | (point >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0 | (point >> 18));
    tail(12), tail(6), tail(0);
  }
}

bool is_high(char16_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(char16_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

}  // namespace

std::u16string to_utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    if (point < 0x10000) {
      units += static_cast<char16_t>(point);
    } else {
      units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
  return units;
}

std::string to_utf8(std::u16string_view units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (is_high(units[i]) && i + 1 < units.size() && is_low(units[i + 1])) {
      append_utf8(text, 0x10000 + ((static_cast<char32_t>(units[i]) - 0xD800) << 10) +
                            (static_cast<char32_t>(units[i + 1]) - 0xDC00));
      ++i;
    } else {
      append_utf8(text, is_high(units[i]) || is_low(units[i]) ? kReplacement : units[i]);
    }
  }
  return text;
}

}  // namespace adxc::expr
