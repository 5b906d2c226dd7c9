// A network that answers from a script, in order, and keeps what it was asked.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "runtime/sys/world.h"

namespace adxc::fakes {

/// Safe to use from many threads. Without an answer left, a request fails as if nobody listened.
class ScriptedNetwork final : public sys::Network {
 public:
  using Handler = std::function<Result<sys::Response>(const sys::Request&)>;

  Result<sys::Response> send(const sys::Request& request, const BodyHandler& on_body) override;

  void answer(int status, std::string body, sys::Headers headers = {});
  void answer(Error error);
  /// The request arrives, its answer does not: Timeout.
  void lose_answer();
  /// Asked for every request once the script is used up.
  void answer_with(Handler handler);
  /// Bodies are given to body handlers in pieces of this size.
  void set_piece(std::size_t bytes) { piece_ = bytes; }

  std::vector<sys::Request> requests();

 private:
  Result<sys::Response> next_answer(const sys::Request& request);

  std::mutex mutex_;
  std::deque<Result<sys::Response>> script_;
  Handler handler_;
  std::vector<sys::Request> requests_;
  std::size_t piece_ = 1 << 14;
};

}  // namespace adxc::fakes
