#include "compiler/text/encoding.h"

namespace adxc::text {
namespace {

using namespace std::string_view_literals;

class Utf16Reader {
 public:
  Utf16Reader(std::string_view bytes, bool little) : bytes_(bytes), little_(little) {}

  std::optional<std::string> run() {
    if (bytes_.size() % 2 != 0) return std::nullopt;
    text_.reserve(bytes_.size() / 2);
    while (at_ < bytes_.size()) {
      const std::optional<std::uint32_t> character = next();
      if (!character) return std::nullopt;
      append(*character);
    }
    return std::move(text_);
  }

 private:
  std::uint32_t unit() {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at_ + i]));
    };
    const std::uint32_t value = little_ ? byte(0) | byte(1) << 8U : byte(1) | byte(0) << 8U;
    at_ += 2;
    return value;
  }

  /// A unit, or two that belong together; nothing for one without the other.
  std::optional<std::uint32_t> next() {
    const std::uint32_t first = unit();
    if (first < 0xD800 || first >= 0xE000) return first;
    if (first >= 0xDC00 || at_ >= bytes_.size()) return std::nullopt;
    const std::uint32_t second = unit();
    if (second < 0xDC00 || second >= 0xE000) return std::nullopt;
    return 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00);
  }

  void add(std::uint32_t byte) { text_.push_back(static_cast<char>(byte)); }
  void add_tail(std::uint32_t character, unsigned shift) {
    add(0x80U | ((character >> shift) & 0x3FU));
  }

  void append(std::uint32_t c) {
    if (c < 0x80) return add(c);
    if (c < 0x800) return add(0xC0U | c >> 6U), add_tail(c, 0);
    if (c < 0x10000) return add(0xE0U | c >> 12U), add_tail(c, 6), add_tail(c, 0);
    add(0xF0U | c >> 18U), add_tail(c, 12), add_tail(c, 6), add_tail(c, 0);
  }

  std::string_view bytes_;
  bool little_;
  std::size_t at_ = 0;
  std::string text_;
};

void append_unit(std::string& bytes, std::uint32_t unit, bool little) {
  const char low = static_cast<char>(unit & 0xFFU);
  const char high = static_cast<char>(unit >> 8U);
  bytes.push_back(little ? low : high);
  bytes.push_back(little ? high : low);
}

/// The character at `at` of valid UTF-8, and the way behind it.
std::uint32_t next_character(std::string_view utf8, std::size_t& at) {
  const auto first = static_cast<unsigned char>(utf8[at++]);
  if (first < 0x80) return first;
  std::uint32_t character = first & (first < 0xE0 ? 0x1FU : first < 0xF0 ? 0x0FU : 0x07U);
  while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0U) == 0x80)
    character = character << 6U | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
  return character;
}

}  // namespace

Encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return Encoding::Utf8;  // UTF-32: none that we read
  if (bytes.starts_with("\xFF\xFE"sv)) return Encoding::Utf16Little;
  if (bytes.starts_with("\xFE\xFF"sv)) return Encoding::Utf16Big;
  if (bytes.size() < 4) return Encoding::Utf8;
  const auto zero = [&](std::size_t i) {
    return bytes[i] == '\0';
  };
  if (!zero(0) && zero(1) && !zero(2) && zero(3)) return Encoding::Utf16Little;
  if (zero(0) && !zero(1) && zero(2) && !zero(3)) return Encoding::Utf16Big;
  return Encoding::Utf8;
}

std::optional<std::string> utf8_of(std::string_view bytes, Encoding encoding) {
  return Utf16Reader(bytes, encoding == Encoding::Utf16Little).run();
}

std::string bytes_of(std::string_view utf8, Encoding encoding) {
  if (encoding == Encoding::Utf8) return std::string(utf8);
  const bool little = encoding == Encoding::Utf16Little;
  std::string bytes;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::uint32_t character = next_character(utf8, at);
    if (character < 0x10000) {
      append_unit(bytes, character, little);
      continue;
    }
    append_unit(bytes, 0xD800 + ((character - 0x10000) >> 10U), little);
    append_unit(bytes, 0xDC00 + ((character - 0x10000) & 0x3FFU), little);
  }
  return bytes;
}

}  // namespace adxc::text
