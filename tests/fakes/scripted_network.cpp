#include "tests/fakes/scripted_network.h"

#include <utility>

namespace adxc::fakes {

Result<sys::Response> ScriptedNetwork::next_answer(const sys::Request& request) {
  Handler handler;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    if (!script_.empty()) {
      Result<sys::Response> answer = std::move(script_.front());
      script_.pop_front();
      return answer;
    }
    handler = handler_;
  }
  if (handler) return handler(request);
  return tl::make_unexpected(Error{ErrorKind::Unavailable, "nobody listens", {}, true});
}

Result<sys::Response> ScriptedNetwork::send(const sys::Request& request,
                                            const BodyHandler& on_body) {
  ADXC_LET(response, next_answer(request));
  if (!on_body || response.status != 200) return std::move(response);
  const std::string body = std::exchange(response.body, "");
  for (std::size_t at = 0; at < body.size(); at += piece_) {
    ADXC_TRY(on_body(std::string_view(body).substr(at, piece_)));
  }
  return std::move(response);
}

void ScriptedNetwork::answer(int status, std::string body, sys::Headers headers) {
  const std::lock_guard lock(mutex_);
  script_.emplace_back(sys::Response{status, std::move(headers), std::move(body)});
}

void ScriptedNetwork::answer(Error error) {
  const std::lock_guard lock(mutex_);
  script_.emplace_back(tl::make_unexpected(std::move(error)));
}

void ScriptedNetwork::lose_answer() {
  answer(Error{ErrorKind::Timeout, "no answer came in time", {}, true});
}

void ScriptedNetwork::answer_with(Handler handler) {
  const std::lock_guard lock(mutex_);
  handler_ = std::move(handler);
}

std::vector<sys::Request> ScriptedNetwork::requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

}  // namespace adxc::fakes
