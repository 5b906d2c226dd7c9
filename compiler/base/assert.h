// For mistakes of ours. If a test can provoke it with input, it was not an assertion.
#pragma once

namespace adxc {

/// Prints the broken assumption and where it stands, then aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace adxc

#define ADXC_ASSERT(condition) \
  ((condition) ? void(0) : ::adxc::assertion_failed(#condition, __FILE__, __LINE__))
