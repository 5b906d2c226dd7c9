#include "runtime/engine/characters.h"

#include <algorithm>

namespace adxc::engine {

namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t size_after(unsigned char lead) {
  if (lead < 0xC0) return 1;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The parts of Unicode above ASCII that hold punctuation, symbols and blanks; all else there is
/// taken for letters and digits.
struct Stretch {
  std::uint32_t first, last;
};
constexpr Stretch kNoLetters[] = {
    {0x80, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},      {0xB6, 0xB8},     {0xBB, 0xBB},
    {0xBF, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},      {0x2C2, 0x2C5},   {0x2D2, 0x2DF},
    {0x37E, 0x37E},   {0x387, 0x387},   {0x55A, 0x55F},    {0x589, 0x58A},   {0x5BE, 0x5BE},
    {0x5C0, 0x5C0},   {0x5C3, 0x5C3},   {0x60C, 0x60D},    {0x61B, 0x61F},   {0x66A, 0x66D},
    {0x6D4, 0x6D4},   {0x964, 0x965},   {0xE3F, 0xE3F},    {0x1680, 0x1680}, {0x2000, 0x206F},
    {0x207A, 0x207E}, {0x208A, 0x208E}, {0x20A0, 0x20CF},  {0x2190, 0x245F}, {0x2500, 0x2775},
    {0x2794, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004},  {0x3008, 0x3020}, {0x3030, 0x3030},
    {0x303D, 0x303F}, {0x309B, 0x309C}, {0x30A0, 0x30A0},  {0x30FB, 0x30FB}, {0xD800, 0xF8FF},
    {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F}, {0xFEFF, 0xFF0F},  {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40},
    {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}};

/// Size of the UTF-8 character that `text` begins with, or 0 when its bytes are none.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char lead = byte(0);
  const std::size_t size = lead < 0x80   ? 1
                           : lead < 0xC2 ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 0;
  if (size == 0 || size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : size;
}

}  // namespace

std::uint32_t take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = size_after(lead);
  std::uint32_t character = size == 1 ? lead : lead & (0x7FU >> size);
  text.remove_prefix(1);
  for (std::size_t i = 1; i < size && !text.empty() && continues(text.front()); ++i) {
    character = (character << 6) | (static_cast<unsigned char>(text.front()) & 0x3F);
    text.remove_prefix(1);
  }
  return character;
}

void append_character(std::string& text, std::uint32_t character) {
  const auto byte = [&](std::uint32_t value) {
    text += static_cast<char>(value);
  };
  const auto rest = [&](int shift) {
    byte(0x80 | ((character >> shift) & 0x3F));
  };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0 | (character >> 6));
  } else if (character < 0x10000) {
    byte(0xE0 | (character >> 12));
    rest(6);
  } else {
    byte(0xF0 | (character >> 18));
    rest(12);
    rest(6);
  }
  rest(0);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (char c : text) count += !continues(c);
  return count;
}

std::string_view slice_characters(std::string_view text, std::size_t begin, std::size_t count) {
  while (begin > 0 && !text.empty()) {
    take_character(text);
    --begin;
  }
  std::string_view rest = text;
  while (count > 0 && !rest.empty()) {
    take_character(rest);
    --count;
  }
  return text.substr(0, text.size() - rest.size());
}

bool is_term_character(std::uint32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  for (const Stretch& stretch : kNoLetters) {
    if (c < stretch.first) return true;
    if (c <= stretch.last) return false;
  }
  return true;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string repaired_utf8(std::string_view text) {
  std::string whole;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    whole += size == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return whole;
}

}  // namespace adxc::engine
