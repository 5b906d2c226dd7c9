// The inside of a JSON string: escapes to UTF-8, with the way back to the source.
#pragma once

#include <vector>

#include "compiler/text/fragment.h"

namespace adxc::document {

enum class StringFaultKind {
  UnknownEscape,     // \x, \', ...
  ShortEscape,       // \u without four hexadecimal digits
  LoneSurrogate,     // one half of a character beyond U+FFFF
  ControlCharacter,  // a byte below 0x20 that stands as itself
};

/// Something a strict reader refuses inside a string; bytes [begin, end) of the file.
struct StringFault {
  StringFaultKind kind;
  std::uint32_t begin;
  std::uint32_t end;
};

struct DecodedString {
  text::Fragment fragment;
  std::vector<StringFault> faults;  // in order
};

/// Decodes the string at `span`, its quotes (double or single) included; the closing one may be
/// missing. What is faulty becomes U+FFFD (surrogates) or stays as written, so there always is
/// text.
DecodedString decode_json_string(std::string_view text, text::Span span);

/// Appends the UTF-8 form of a code point; U+FFFD for a surrogate or anything beyond U+10FFFF.
void append_utf8(std::string& text, std::uint32_t code_point);

/// Reads up to `digits` hexadecimal digits at `at`; returns how many there are and their value.
struct HexRun {
  std::uint32_t value = 0;
  std::uint32_t digits = 0;
};
HexRun read_hex(std::string_view text, std::size_t at, std::uint32_t digits);

}  // namespace adxc::document
