// SHA-256, the digest of plans and batches. The same bytes give the same digest on every machine.
#pragma once

#include <string>
#include <string_view>

namespace adxc {

/// Lower-case hexadecimal SHA-256 of `bytes`, 64 characters.
std::string sha256_hex(std::string_view bytes);

}  // namespace adxc
