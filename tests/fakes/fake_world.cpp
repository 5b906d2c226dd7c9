#include "tests/fakes/fake_world.h"

namespace adxc::fakes {

std::int64_t ToldClock::now() {
  const std::lock_guard lock(mutex_);
  return now_;
}

std::int64_t ToldClock::steady() {
  const std::lock_guard lock(mutex_);
  return steady_;
}

void ToldClock::sleep(std::int64_t ticks) {
  advance(ticks);
  const std::lock_guard lock(mutex_);
  naps_.push_back(ticks);
}

void ToldClock::set(std::int64_t now) {
  const std::lock_guard lock(mutex_);
  now_ = now;
}

void ToldClock::advance(std::int64_t ticks) {
  const std::lock_guard lock(mutex_);
  now_ += ticks;
  steady_ += ticks;
}

std::vector<std::int64_t> ToldClock::naps() {
  const std::lock_guard lock(mutex_);
  return naps_;
}

std::optional<std::string> MapEnvironment::variable(const std::string& name) {
  const auto found = variables_.find(name);
  if (found == variables_.end()) return std::nullopt;
  return found->second;
}

/// Sebastiano Vigna's splitmix64.
std::uint64_t SeededRandom::next() {
  const std::lock_guard lock(mutex_);
  state_ += 0x9E37'79B9'7F4A'7C15;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EB;
  return mixed ^ (mixed >> 31);
}

}  // namespace adxc::fakes
