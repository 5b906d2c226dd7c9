#include "compiler/text/glyphs.h"

#include <algorithm>
#include <clocale>
#include <cwchar>

#include "compiler/base/names.h"

namespace adxc::text {
namespace {

constexpr std::uint32_t kTabStop = 4;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr char32_t kNotUtf8 = 0xFFFD;

struct Decoded {
  char32_t value = kNotUtf8;
  std::size_t size = 1;  // bytes
};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Bytes of the character that begins with `lead`; 0 when none begins so.
std::size_t sequence_size(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

Decoded decode(std::string_view text, std::size_t at) {
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = sequence_size(lead);
  if (size == 0 || at + size > text.size()) return {};
  if (size == 1) return {lead, 1};
  char32_t value = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text[at + i])) return {};
    value = (value << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[size] || surrogate || value > 0x10FFFF) return {};
  return {value, size};
}

/// C0 and C1 controls, line separators, the marks that embed or override a direction, and what is
/// no character at all.
bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == kNotUtf8 ||
         (c & 0xFFFE) == 0xFFFE;
}

/// "##[…]" and "##vso[…]" anywhere in a line of its log are orders to the agent of Azure Pipelines.
/// Source: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
bool opens_order(std::string_view before) {
  return before.ends_with("##") || ends_with_fold(before, "##vso");
}

/// Columns by the C library's table for UTF-8, whatever the process's own locale is.
std::uint32_t width_of(char32_t c) {
  static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);  // costs a file
  if (c < 0x7F || utf8 == nullptr) return 1;
  const locale_t before = uselocale(utf8);
  const int width = wcwidth(static_cast<wchar_t>(c));
  uselocale(before);
  return width < 0 ? 1 : static_cast<std::uint32_t>(width);
}

bool is_plain(std::string_view text) {
  return text.find("##") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

std::vector<Glyph> glyphs(std::string_view line) {
  std::vector<Glyph> all;
  all.reserve(line.size());
  std::uint32_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Decoded c = decode(line, at);
    Glyph glyph{static_cast<std::uint32_t>(at), column, 1, std::string(line.substr(at, c.size))};
    if (c.value == U'\t') {
      glyph.width = kTabStop - column % kTabStop;
      glyph.text.assign(glyph.width, ' ');
    } else if (is_unsafe(c.value) || (c.value == U'[' && opens_order(line.substr(0, at)))) {
      glyph.text = kReplacement;
    } else {
      glyph.width = width_of(c.value);
    }
    column += glyph.width;
    at += c.size;
    all.push_back(std::move(glyph));
  }
  return all;
}

std::string printable(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string shown;
  for (const Glyph& glyph : glyphs(text)) shown += glyph.text;
  return shown;
}

}  // namespace adxc::text
