// Sending a request that may be sent again: reads, logins, secrets. Writes do not come here,
// because a write without an answer may have happened.
#pragma once

#include "runtime/sys/world.h"

namespace adxc::auth {

struct Patience {
  int tries = 5;                              // in all
  std::int64_t first_wait_ticks = 5'000'000;  // 0.5 s; doubles each time, plus up to as much again
  std::int64_t longest_wait_ticks = 300'000'000;
};

/// How long to wait before try number `tried` + 1 (`tried` counts from 1). What the server asked
/// for in Retry-After wins, up to five minutes.
std::int64_t wait_before(int tried, const Patience& patience, std::string_view retry_after,
                         sys::Random& random);

/// True for 408, 429 and the 5xx that may pass.
bool is_passing(int status);

/// Sends until an answer comes that is not passing trouble, or the tries are used up; the last
/// answer or error is returned.
Result<sys::Response> send_patiently(sys::World& world, const sys::Request& request,
                                     const Patience& patience = {});

}  // namespace adxc::auth
