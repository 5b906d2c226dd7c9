// HTTP through libcurl. Only real_world() and tests need this header; no curl type leaves the .cpp.
#pragma once

#include <memory>

#include "runtime/sys/world.h"

namespace adxc::sys {

/// Response bodies kept in memory, at most.
inline constexpr std::size_t kMaxBodyBytes = std::size_t{64} << 20;

/// Safe to use from many threads. Proxies are taken from the environment the way curl does, but
/// never for loopback hosts or for the instance metadata service.
std::unique_ptr<Network> curl_network();

}  // namespace adxc::sys
