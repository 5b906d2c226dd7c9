#include "compiler/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace adxc {
namespace {

/// More threads wait for memory and disk, and each keeps room of its own.
constexpr std::size_t kMostThreads = 8;

/// Asking for them reads files of the system.
std::size_t cores() {
  static const std::size_t count = std::max(1U, std::thread::hardware_concurrency());
  return count;
}

/// Hands out numbers to threads and keeps the first exception.
class Crew {
 public:
  Crew(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  void work_on() {
    try {
      for (std::size_t i = next_++; i < count_; i = next_++) work_(i);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      next_ = count_;
    }
  }

  void finish() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr thrown_;
};

}  // namespace

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work,
                 std::size_t worth) {
  const std::size_t wanted = (count + worth - 1) / worth;
  const std::size_t threads = wanted <= 1 ? 1 : std::min({wanted, cores(), kMostThreads});
  Crew crew(count, work);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back([&] { crew.work_on(); });
  crew.work_on();
  others.clear();  // waits for them
  crew.finish();
}

}  // namespace adxc
