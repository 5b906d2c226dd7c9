#include "runtime/sys/world.h"

#include <fmt/format.h>

namespace adxc::sys {

std::string_view Response::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return "";
}

std::string new_guid(Random& random) {
  const std::uint64_t high = (random.next() & ~std::uint64_t{0xF000}) | 0x4000;  // version 4
  const std::uint64_t low = (random.next() >> 2) | (std::uint64_t{2} << 62);     // its variant
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xFFFF,
                     high & 0xFFFF, low >> 48, low & 0xFFFF'FFFF'FFFF);
}

}  // namespace adxc::sys
