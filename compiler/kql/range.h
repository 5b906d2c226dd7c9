// Stretches of the query text, counted in bytes of the fragment's decoded text.
#pragma once

#include <cstdint>
#include <string>

namespace adxc::kql {

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  friend bool operator==(const Range&, const Range&) = default;
};

/// Text that is not KQL: where, and what is wrong with it in words.
struct SyntaxError {
  Range range;
  std::string message;
};

}  // namespace adxc::kql
