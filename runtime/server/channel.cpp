#include "runtime/server/channel.h"

#include <utility>

namespace adxc::server {

bool Channel::push(std::string bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return abandoned_ || bytes_.size() < kCapacity; });
  if (abandoned_) return false;
  bytes_.append(bytes);
  changed_.notify_all();
  return true;
}

void Channel::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

void Channel::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  changed_.notify_all();
}

std::optional<std::string> Channel::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || abandoned_ || !bytes_.empty(); });
  if (bytes_.empty() || abandoned_) return std::nullopt;
  std::string taken = std::exchange(bytes_, {});
  changed_.notify_all();
  return taken;
}

}  // namespace adxc::server
