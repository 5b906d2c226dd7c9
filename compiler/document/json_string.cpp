#include "compiler/document/json_string.h"

namespace adxc::document {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

bool is_high_surrogate(std::uint32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low_surrogate(std::uint32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

/// What a one-letter escape stands for; 0 when there is no such escape.
char simple_escape(char letter) {
  switch (letter) {
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

class StringDecoder {
 public:
  StringDecoder(std::string_view text, text::Span span)
      : text_(text.substr(0, span.end)), at_(span.begin + 1), decoded_{text::Fragment(span), {}} {
    quote_ = span.size() > 0 ? text_[span.begin] : '"';
  }

  DecodedString run() {
    while (at_ < text_.size() && text_[at_] != quote_) {
      text_[at_] == '\\' ? read_escape() : read_plain();
    }
    return std::move(decoded_);
  }

 private:
  /// Everything up to the next escape or quote, one to one.
  void read_plain() {
    const std::uint32_t begin = at_;
    while (at_ < text_.size() && text_[at_] != quote_ && text_[at_] != '\\') {
      if (static_cast<unsigned char>(text_[at_]) < 0x20)
        fault(StringFaultKind::ControlCharacter, at_, at_ + 1);
      ++at_;
    }
    decoded_.fragment.append(text_.substr(begin, at_ - begin), begin, at_ - begin);
  }

  void read_escape() {
    const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (letter == 'u') return read_unicode();
    if (const char meant = simple_escape(letter); meant != 0) return take({&meant, 1}, 2);
    if (letter == quote_) return take({&quote_, 1}, 2);
    std::uint32_t size = at_ + 1 < text_.size() ? 2 : 1;
    while (at_ + size < text_.size() && (text_[at_ + size] & 0xC0) == 0x80) ++size;
    fault(StringFaultKind::UnknownEscape, at_, at_ + size);
    take(text_.substr(at_, size), size);
  }

  void read_unicode() {
    const HexRun high = read_hex(text_, at_ + 2, 4);
    if (high.digits < 4) {
      fault(StringFaultKind::ShortEscape, at_, at_ + 2 + high.digits);
      return take(text_.substr(at_, 2 + high.digits), 2 + high.digits);
    }
    if (is_high_surrogate(high.value) && text_.substr(at_ + 6, 2) == "\\u") {
      const HexRun low = read_hex(text_, at_ + 8, 4);
      if (low.digits == 4 && is_low_surrogate(low.value))
        return take_code_point(0x10000 + ((high.value - 0xD800) << 10U) + (low.value - 0xDC00), 12);
    }
    if (is_high_surrogate(high.value) || is_low_surrogate(high.value))
      fault(StringFaultKind::LoneSurrogate, at_, at_ + 6);
    take_code_point(high.value, 6);
  }

  void take_code_point(std::uint32_t code_point, std::uint32_t source_size) {
    std::string utf8;
    append_utf8(utf8, code_point);
    take(utf8, source_size);
  }

  void take(std::string_view decoded, std::uint32_t source_size) {
    decoded_.fragment.append(decoded, at_, source_size);
    at_ += source_size;
  }

  void fault(StringFaultKind kind, std::uint32_t begin, std::uint32_t end) {
    decoded_.faults.push_back({kind, begin, end});
  }

  std::string_view text_;
  std::uint32_t at_;
  char quote_;
  DecodedString decoded_;
};

}  // namespace

DecodedString decode_json_string(std::string_view text, text::Span span) {
  return StringDecoder(text, span).run();
}

void append_utf8(std::string& text, std::uint32_t code_point) {
  const auto add = [&](std::uint32_t byte) {
    text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  const auto tail = [&](unsigned shift) {
    add(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
    code_point = kReplacement;
  if (code_point < 0x80) return add(code_point);
  if (code_point < 0x800) return add(0xC0U | (code_point >> 6U)), tail(0);
  if (code_point < 0x10000) return add(0xE0U | (code_point >> 12U)), tail(6), tail(0);
  add(0xF0U | (code_point >> 18U)), tail(12), tail(6), tail(0);
}

HexRun read_hex(std::string_view text, std::size_t at, std::uint32_t digits) {
  HexRun run;
  for (; run.digits < digits && at < text.size(); ++at, ++run.digits) {
    const char c = text[at];
    const bool decimal = c >= '0' && c <= '9';
    const auto folded = static_cast<char>(c | 0x20);
    if (!decimal && !(folded >= 'a' && folded <= 'f')) break;
    run.value = run.value * 16 + static_cast<std::uint32_t>(decimal ? c - '0' : folded - 'a' + 10);
  }
  return run;
}

}  // namespace adxc::document
