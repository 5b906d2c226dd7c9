// Files that are not UTF-8. What reads UTF-16 reads it here once; everything after it sees UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::text {

enum class Encoding : std::uint8_t { Utf8, Utf16Little, Utf16Big };

/// By the byte order mark, or by the zero bytes that the ASCII characters at the begin of every
/// JSON text have (RFC 4627 section 3); YAML of ours begins with two of those as well.
Encoding encoding_of(std::string_view bytes);

/// The text of bytes in UTF-16, a byte order mark included; nothing when they are not valid.
std::optional<std::string> utf8_of(std::string_view bytes, Encoding encoding);

/// The bytes that valid UTF-8 has in `encoding`: what utf8_of was made from.
std::string bytes_of(std::string_view utf8, Encoding encoding);

}  // namespace adxc::text
