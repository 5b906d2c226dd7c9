// Base64 with padding (RFC 4648 section 4) and percent escapes (RFC 3986). Only for compiler/expr.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adxc::expr {

std::string base64_encode(std::string_view bytes);
/// Empty when the text is no base64.
std::optional<std::string> base64_decode(std::string_view text);

/// Everything but letters, digits and `-_.~` becomes %XX.
std::string percent_encode(std::string_view bytes);
/// A `%` that begins no escape stays as it is.
std::string percent_decode(std::string_view text);

}  // namespace adxc::expr
