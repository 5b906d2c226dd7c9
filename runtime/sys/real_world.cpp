#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <sys/random.h>
#include <thread>

#include "compiler/base/assert.h"
#include "compiler/base/ticks.h"
#include "runtime/sys/curl_network.h"
#include "runtime/sys/real_files.h"
#include "runtime/sys/world.h"

namespace adxc::sys {
namespace {

using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, kTicksPerSecond>>;

class RealClock final : public Clock {
 public:
  std::int64_t now() override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return kUnixEpochTicks + std::chrono::duration_cast<Ticks>(since_epoch).count();
  }
  std::int64_t steady() override {
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<Ticks>(since_start).count();
  }
  void sleep(std::int64_t ticks) override { std::this_thread::sleep_for(Ticks(ticks)); }
};

class RealEnvironment final : public Environment {
 public:
  std::optional<std::string> variable(const std::string& name) override {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  }
};

class RealRandom final : public Random {
 public:
  std::uint64_t next() override {
    std::uint64_t value = 0;
    while (::getrandom(&value, sizeof value, 0) != sizeof value) ADXC_ASSERT(errno == EINTR);
    return value;
  }
};

struct Machine {
  RealClock clock;
  RealRandom random;
  RealFiles files{random};
  RealEnvironment environment;
  std::unique_ptr<Network> network = curl_network();
};

}  // namespace

World real_world() {
  // There is one machine, and threads may use it until the program ends.
  static Machine machine;
  return {&machine.clock, &machine.files, machine.network.get(), &machine.environment,
          &machine.random};
}

}  // namespace adxc::sys
