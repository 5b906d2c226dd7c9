#include "runtime/auth/patience.h"

#include <algorithm>
#include <charconv>

#include "compiler/base/ticks.h"

namespace adxc::auth {
namespace {

constexpr std::int64_t kLongestAskedWait = 5 * kTicksPerMinute;

/// Retry-After in whole seconds; its other form, a date, is not used by these services.
std::int64_t asked_wait(std::string_view retry_after) {
  std::int64_t seconds = 0;
  const auto* end = retry_after.data() + retry_after.size();
  const auto read = std::from_chars(retry_after.data(), end, seconds);
  const bool whole = read.ec == std::errc() && read.ptr == end && seconds >= 0;
  return whole ? std::min(seconds, kLongestAskedWait / kTicksPerSecond) * kTicksPerSecond : -1;
}

}  // namespace

std::int64_t wait_before(int tried, const Patience& patience, std::string_view retry_after,
                         sys::Random& random) {
  const std::int64_t asked = asked_wait(retry_after);
  if (asked >= 0) return asked;
  std::int64_t wait = patience.first_wait_ticks;
  for (int i = 1; i < tried && wait < patience.longest_wait_ticks; ++i) wait *= 2;
  wait = std::min(wait, patience.longest_wait_ticks);
  if (wait <= 0) return 0;
  return wait + static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(wait));
}

bool is_passing(int status) {
  return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504) ||
         status == 520;
}

Result<sys::Response> send_patiently(sys::World& world, const sys::Request& request,
                                     const Patience& patience) {
  for (int tried = 1;; ++tried) {
    Result<sys::Response> response = world.network->send(request);
    const bool again = response ? is_passing(response->status) : response.error().retryable;
    if (!again || tried >= patience.tries) return response;
    const std::string_view asked = response ? response->header("retry-after") : "";
    world.clock->sleep(wait_before(tried, patience, asked, *world.random));
  }
}

}  // namespace adxc::auth
