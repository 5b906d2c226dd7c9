#include "runtime/adx/json_cursor.h"

#include <charconv>
#include <cstdint>

namespace adxc::adx {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) {
    out += static_cast<char>(byte);
  };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

/// Four hexadecimal digits, or -1.
std::int32_t hex4(std::string_view text) {
  std::uint32_t value = 0;
  if (text.size() < 4) return -1;
  const auto read = std::from_chars(text.data(), text.data() + 4, value, 16);
  return read.ptr == text.data() + 4 ? static_cast<std::int32_t>(value) : -1;
}

constexpr std::uint32_t kReplacement = 0xFFFD;

/// Decodes what follows `\u`; how many bytes that was, 0 when it is broken. Half a surrogate pair
/// becomes the replacement character.
std::size_t decode_unicode(std::string_view text, std::string& out) {
  const std::int32_t first = hex4(text);
  if (first < 0) return 0;
  auto code = static_cast<std::uint32_t>(first);
  if (code < 0xD800 || code > 0xDFFF) {
    append_utf8(out, code);
    return 4;
  }
  const bool pair = code < 0xDC00 && text.size() >= 10 && text[4] == '\\' && text[5] == 'u';
  const std::int32_t second = pair ? hex4(text.substr(6)) : -1;
  if (second < 0xDC00 || second > 0xDFFF) {
    append_utf8(out, kReplacement);
    return 4;
  }
  code = 0x10000 + ((code - 0xD800) << 10) + (static_cast<std::uint32_t>(second) - 0xDC00);
  append_utf8(out, code);
  return 10;
}

/// What a one-letter escape stands for, or 0.
char plain_escape(char c) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t at = kLetters.find(c);
  return at == std::string_view::npos ? '\0' : kMeanings[at];
}

}  // namespace

void JsonCursor::skip_blanks() {
  const std::size_t first = rest_.find_first_not_of(" \t\r\n");
  rest_.remove_prefix(first == std::string_view::npos ? rest_.size() : first);
}

/// What stands before an element: Raw when there is one, End after the closing bracket.
JsonCursor::Kind JsonCursor::separator() {
  skip_blanks();
  if (rest_.empty()) return Kind::Broken;
  const char c = rest_.front();
  if (!begun_ && c != '[') return Kind::Broken;
  if (begun_ && c != ',' && c != ']') return Kind::Broken;
  rest_.remove_prefix(1);
  skip_blanks();
  const bool empty = c == '[' && !rest_.empty() && rest_.front() == ']';
  if (empty) rest_.remove_prefix(1);
  begun_ = true;
  if (c != ']' && !empty) return rest_.empty() ? Kind::Broken : Kind::Raw;
  skip_blanks();
  return rest_.empty() ? Kind::End : Kind::Broken;
}

JsonCursor::Kind JsonCursor::next() {
  const Kind kind = separator();
  if (kind != Kind::Raw) return kind;
  return rest_.front() == '"' ? string() : raw();
}

JsonCursor::Kind JsonCursor::string() {
  std::size_t at = 1;
  bool escapes = false;
  for (; at < rest_.size() && rest_[at] != '"'; ++at) {
    if (static_cast<unsigned char>(rest_[at]) < 0x20) return Kind::Broken;
    if (rest_[at] != '\\') continue;
    escapes = true;
    ++at;
  }
  if (at >= rest_.size()) return Kind::Broken;
  text_ = rest_.substr(1, at - 1);
  rest_.remove_prefix(at + 1);
  return !escapes || decode(text_) ? Kind::String : Kind::Broken;
}

bool JsonCursor::decode(std::string_view body) {
  decoded_.clear();
  while (!body.empty()) {
    const std::size_t plain = std::min(body.find('\\'), body.size());
    decoded_.append(body.substr(0, plain));
    body.remove_prefix(plain);
    if (body.empty()) break;
    if (body.size() < 2) return false;
    const char meaning = plain_escape(body[1]);
    const std::size_t unicode =
        body[1] == 'u' ? decode_unicode(body.substr(2), decoded_) : std::size_t{0};
    if (meaning == '\0' && unicode == 0) return false;
    if (meaning != '\0') decoded_ += meaning;
    body.remove_prefix(2 + unicode);
  }
  text_ = decoded_;
  return true;
}

JsonCursor::Kind JsonCursor::raw() {
  int depth = 0;
  bool in_string = false;
  std::size_t at = 0;
  for (; at < rest_.size(); ++at) {
    const char c = rest_[at];
    if (in_string) {
      if (c == '\\') ++at;
      in_string = c != '"';
      continue;
    }
    if (c == '"') in_string = true;
    if (depth == 0 && (c == ',' || c == ']' || c == '}')) break;
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
  }
  if (at >= rest_.size()) return Kind::Broken;
  text_ = rest_.substr(0, at);
  text_ = text_.substr(0, text_.find_last_not_of(" \t\r\n") + 1);
  rest_.remove_prefix(at);
  if (text_.empty()) return Kind::Broken;
  return text_ == "null" ? Kind::Null : Kind::Raw;
}

}  // namespace adxc::adx
