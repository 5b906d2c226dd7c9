// A whole world in memory. The program does not notice.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "compiler/base/ticks.h"
#include "runtime/sys/world.h"
#include "tests/fakes/memory_files.h"
#include "tests/fakes/scripted_network.h"

namespace adxc::fakes {

/// Stands still until it is told, or until somebody sleeps. Safe to use from many threads.
class ToldClock final : public sys::Clock {
 public:
  std::int64_t now() override;
  std::int64_t steady() override;
  void sleep(std::int64_t ticks) override;

  void set(std::int64_t now);
  void advance(std::int64_t ticks);
  /// How long was slept, nap by nap.
  std::vector<std::int64_t> naps();

 private:
  std::mutex mutex_;
  std::int64_t now_ = kUnixEpochTicks + 18'262 * kTicksPerDay;  // 2020-01-01
  std::int64_t steady_ = kTicksPerDay;
  std::vector<std::int64_t> naps_;
};

class MapEnvironment final : public sys::Environment {
 public:
  std::optional<std::string> variable(const std::string& name) override;
  void set(const std::string& name, const std::string& value) { variables_[name] = value; }

 private:
  std::map<std::string, std::string> variables_;
};

/// The same numbers every time. Safe to use from many threads.
class SeededRandom final : public sys::Random {
 public:
  SeededRandom() = default;
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() override;

 private:
  std::mutex mutex_;
  std::uint64_t state_ = 1;
};

/// Its parts know each other, so it stays where it is made.
struct FakeWorld {
  FakeWorld() = default;
  FakeWorld(const FakeWorld&) = delete;
  FakeWorld& operator=(const FakeWorld&) = delete;

  ToldClock clock;
  MemoryFiles files{clock};
  ScriptedNetwork network;
  MapEnvironment environment;
  SeededRandom random;
  sys::World world{&clock, &files, &network, &environment, &random};
};

}  // namespace adxc::fakes
