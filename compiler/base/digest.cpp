#include "compiler/base/digest.h"

#include <array>
#include <cstdint>
#include <sha2.h>
#include <sys/types.h>

namespace adxc {

std::string sha256_hex(std::string_view bytes) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> hex{};
  SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), hex.data());
  return {hex.data(), hex.size() - 1};
}

}  // namespace adxc
