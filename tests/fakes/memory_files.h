// A file system in memory that behaves like the real one, and a disk that forgets.
#pragma once

#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "runtime/sys/world.h"

namespace adxc::fakes {

/// Safe to use from many threads.
class MemoryFiles final : public sys::Files {
 public:
  explicit MemoryFiles(sys::Clock& clock) : clock_(clock) {}

  Result<std::unique_ptr<ByteSource>> open(const std::string& path) override;
  Result<std::unique_ptr<ByteSink>> create(const std::string& path) override;
  Result<std::vector<sys::FileInfo>> list(const std::string& folder, bool recursive) override;
  Result<sys::FileInfo> info(const std::string& path) override;

  void put(const std::string& path, std::string text);
  /// What is stored under the path; "" when there is nothing.
  std::string text(const std::string& path);
  std::vector<std::string> paths();
  /// Files that were begun and neither finished nor given up.
  std::size_t unfinished();

  /// From now on so many bytes can be written; then the disk is full.
  void set_room(std::size_t bytes);
  /// Writing goes on, and nothing that was not finished before reaches the disk: finish() fails.
  void lose_power();

 private:
  struct Stored {
    std::string bytes;
    std::int64_t modified = 0;
  };
  class Sink;
  Result<void> take_room(std::size_t bytes, const std::string& path);
  Result<void> store(const std::string& path, std::string bytes, std::uint64_t life);

  sys::Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Stored> files_;
  std::size_t room_ = std::numeric_limits<std::size_t>::max();
  std::size_t unfinished_ = 0;
  std::uint64_t life_ = 0;  // power cuts so far
};

}  // namespace adxc::fakes
