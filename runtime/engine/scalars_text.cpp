// Texts: characters, not bytes, are counted.
#include <algorithm>
#include <limits>

#include "compiler/base/digest.h"
#include "runtime/engine/characters.h"
#include "runtime/engine/json_value.h"
#include "runtime/engine/scalar_function.h"

namespace adxc::engine {

namespace {

using Long = std::int64_t;
using Text = std::string_view;

/// Larger results are cut: a string of Kusto has at most this many bytes.
constexpr std::size_t kMaxText = std::size_t{1} << 20;

Long length(Text text) {
  return static_cast<Long>(count_characters(text));
}
Long size(Text text) {
  return static_cast<Long>(text.size());
}

/// A negative start counts from the end, a negative length means the rest.
std::string substring(Text text, Long start, std::optional<Long> count) {
  const Long characters = length(text);
  if (start < 0) start = std::max<Long>(0, start + characters);
  if (start >= characters || (count && *count == 0)) return "";
  const Long wanted = count && *count > 0 ? *count : characters;
  return std::string(
      slice_characters(text, static_cast<std::size_t>(start), static_cast<std::size_t>(wanted)));
}

std::string reverse(Text text) {
  std::vector<std::uint32_t> characters;
  while (!text.empty()) characters.push_back(take_character(text));
  std::string reversed;
  for (std::size_t i = characters.size(); i-- > 0;) append_character(reversed, characters[i]);
  return reversed;
}

std::vector<Text> pieces(Text text, Text delimiter) {
  std::vector<Text> all;
  while (!delimiter.empty()) {
    const std::size_t end = text.find(delimiter);
    if (end == text.npos) break;
    all.push_back(text.substr(0, end));
    text.remove_prefix(end + delimiter.size());
  }
  all.push_back(text);
  return all;
}

/// All pieces; with an index an array of that one, or null when there is none.
std::optional<std::string> split(Text text, Text delimiter, std::optional<Long> index) {
  const std::vector<Text> all = pieces(text, delimiter);
  Json array = Json::array();
  if (!index) {
    for (Text piece : all) array.push_back(std::string(piece));
    return write_json(array);
  }
  if (*index < 0 || *index >= static_cast<Long>(all.size())) return std::nullopt;
  array.push_back(std::string(all[static_cast<std::size_t>(*index)]));
  return write_json(array);
}

std::string replace(Text text, Text old, Text fresh) {
  if (old.empty()) return std::string(text);
  std::string out;
  while (true) {
    const std::size_t at = text.find(old);
    out += text.substr(0, at);
    if (at == text.npos || out.size() > kMaxText) return out;
    out += fresh;
    text.remove_prefix(at + old.size());
  }
}

/// Place of the needle, in characters; -1 when it is not there. `occurrence` counts from 1.
Long index_of(Text text, Text needle, Long start, Long count, Long occurrence) {
  const Long characters = length(text);
  if (start < 0) start = std::max<Long>(0, start + characters);
  if (start > characters || occurrence < 1) return -1;
  const Long wanted = count < 0 ? characters : count;
  const Text window =
      slice_characters(text, static_cast<std::size_t>(start), static_cast<std::size_t>(wanted));
  std::size_t at = window.find(needle);
  for (Long i = 1; i < occurrence && at != window.npos; ++i) at = window.find(needle, at + 1);
  if (at == window.npos) return -1;
  return start + length(window.substr(0, at));
}

/// Occurrences, overlapping ones too.
Long count_of(Text text, Text needle) {
  if (needle.empty()) return 0;
  Long count = 0;
  for (std::size_t at = text.find(needle); at != text.npos; at = text.find(needle, at + 1)) ++count;
  return count;
}

std::string repeat(Text text, Long count, Text delimiter) {
  std::string all;
  for (Long i = 0; i < count && all.size() < kMaxText; ++i) {
    if (i > 0) all += delimiter;
    all += text;
  }
  return all;
}

std::int32_t compare(Text a, Text b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

std::string join(Texts texts) {
  const Text delimiter = texts.empty() ? Text() : texts[0].value_or("");
  std::string all;
  for (std::size_t i = 1; i < texts.size(); ++i) {
    if (i > 1) all += delimiter;
    all += texts[i].value_or("");
  }
  return all;
}

std::string hexadecimal(std::uint64_t rest, std::optional<Long> width) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  do {
    text.insert(text.begin(), kDigits[rest & 15]);
    rest >>= 4;
  } while (rest != 0);
  const Long wanted = std::min<Long>(width.value_or(0), 1024);
  if (static_cast<Long>(text.size()) < wanted) {
    text.insert(0, static_cast<std::size_t>(wanted) - text.size(), '0');
  }
  return text;
}

std::string hex_of_long(Long value, std::optional<Long> width) {
  return hexadecimal(static_cast<std::uint64_t>(value), width);
}
std::string hex_of_int(std::int32_t value, std::optional<Long> width) {
  return hexadecimal(static_cast<std::uint32_t>(value), width);
}

bool url_safe(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         Text("-_.!*()").find(c) != Text::npos;
}

std::string url_encode(Text text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (char c : text) {
    if (url_safe(c) || c == ' ') {
      out += c == ' ' ? '+' : c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string url_decode(Text text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                        hex_digit(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return is_utf8(out) ? out : "";
}

constexpr Text kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64_encode(Text text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const Text group = text.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (j < group.size() ? static_cast<unsigned char>(group[j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += j <= group.size() ? kBase64[bits >> (18 - 6 * j) & 63] : '=';
    }
  }
  return out;
}

/// "" when the text is no base64 or its bytes are no UTF-8.
std::string base64_decode(Text text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (char c : text) {
    const std::size_t value = kBase64.find(c);
    if (value == Text::npos) return "";
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return is_utf8(out) ? out : "";
}

bool is_ascii(Text text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Each character of the first list becomes the one at its place in the second, or its last one.
std::string translate(Text search, Text fresh, Text text) {
  std::vector<std::uint32_t> from, to;
  while (!search.empty()) from.push_back(take_character(search));
  while (!fresh.empty()) to.push_back(take_character(fresh));
  std::string out;
  while (!text.empty()) {
    const std::uint32_t character = take_character(text);
    const auto at = static_cast<std::size_t>(std::ranges::find(from, character) - from.begin());
    if (at == from.size()) {
      append_character(out, character);
    } else if (!to.empty()) {
      append_character(out, to[std::min(at, to.size() - 1)]);
    }
  }
  return out;
}

std::string characters_to_text(Text codes) {
  std::string text;
  for (const Json& code : parse_json(codes)) {
    if (code.is_number_integer()) append_character(text, code.get<std::uint32_t>());
  }
  return text;
}

std::string text_to_characters(Text text) {
  Json codes = Json::array();
  while (!text.empty()) codes.push_back(take_character(text));
  return write_json(codes);
}

}  // namespace

void add_text_scalars(ScalarFunctions& functions) {
  functions.add("k_strlen", length);
  functions.add("k_string_size", size);
  functions.add("k_substring", substring);
  functions.add("k_reverse", reverse);
  functions.add("k_split", split);
  functions.add("k_replace", replace);
  functions.add("k_indexof", index_of);
  functions.add("k_countof", count_of);
  functions.add("k_strrep", repeat);
  functions.add("k_strcmp", compare);
  functions.add_texts("k_strcat_delim", join);
  functions.add("k_tohex_long", hex_of_long);
  functions.add("k_tohex_int", hex_of_int);
  functions.add("k_url_encode", url_encode);
  functions.add("k_url_decode", url_decode);
  functions.add("k_base64_encode", base64_encode);
  functions.add("k_base64_decode", base64_decode);
  functions.add("k_isascii", is_ascii);
  functions.add("k_translate", translate);
  functions.add("k_sha256", sha256_hex);
  functions.add("k_codepoints_to_string", characters_to_text);
  functions.add("k_codepoints_of", text_to_characters);
}

}  // namespace adxc::engine
