// A world for unit tests: a clock that is told the time, a network that a function answers, an
// environment in a map.
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "runtime/sys/world.h"

namespace adxc::tests {

class ScriptedClock : public sys::Clock {
 public:
  std::int64_t now() override { return time; }
  std::int64_t steady() override { return time; }
  void sleep(std::int64_t ticks) override {
    const std::lock_guard lock(mutex);
    time += ticks;
    slept.push_back(ticks);
  }

  std::atomic<std::int64_t> time = 638'000'000'000'000'000;
  std::vector<std::int64_t> slept;
  std::mutex mutex;
};

class ScriptedNetwork : public sys::Network {
 public:
  using Answer = std::function<Result<sys::Response>(const sys::Request&)>;

  Result<sys::Response> send(const sys::Request& request, const BodyHandler& on_body) override {
    const std::lock_guard lock(mutex);
    requests.push_back(request);
    auto response = answer(request);
    if (!response || response->status != 200 || !on_body) return response;
    const std::string body = std::exchange(response->body, "");
    for (std::size_t at = 0; at < body.size(); at += piece)
      ADXC_TRY(on_body(std::string_view(body).substr(at, piece)));
    return response;
  }

  Answer answer;
  std::size_t piece = 7;  // bodies arrive in pieces of this size
  std::vector<sys::Request> requests;
  std::mutex mutex;
};

class ScriptedEnvironment : public sys::Environment {
 public:
  std::optional<std::string> variable(const std::string& name) override {
    const auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return found->second;
  }

  std::map<std::string, std::string> values;
};

class CountingRandom : public sys::Random {
 public:
  std::uint64_t next() override { return ++state * 0x9E3779B97F4A7C15; }

  std::atomic<std::uint64_t> state = 0;
};

struct ScriptedWorld {
  ScriptedClock clock;
  ScriptedNetwork network;
  ScriptedEnvironment environment;
  CountingRandom random;
  sys::World world{&clock, nullptr, &network, &environment, &random};
};

inline sys::Response answered(int status, std::string body) {
  sys::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

}  // namespace adxc::tests
