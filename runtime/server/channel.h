// Bytes on their way from the engine's thread to the socket's, at most a few megabytes at a time.
// The reader learns whether an answer began before it has to send a status line.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

namespace adxc::server {

class Channel {
 public:
  static constexpr std::size_t kCapacity = std::size_t{4} << 20;

  /// Waits while the channel is full. False when the reader has gone: stop producing.
  bool push(std::string bytes);
  /// No more bytes will come.
  void close();
  /// The reader has gone.
  void abandon();
  /// The next bytes; nothing at the end. Waits.
  std::optional<std::string> pop();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string bytes_;
  bool closed_ = false;
  bool abandoned_ = false;
};

}  // namespace adxc::server
