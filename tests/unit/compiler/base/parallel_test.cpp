#include "compiler/base/parallel.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

using namespace adxc;

TEST_CASE("each number is worked on once, however many there are") {
  for (const std::size_t count : {0U, 1U, 15U, 16U, 1000U}) {
    std::vector<std::atomic<int>> seen(count);
    in_parallel(count, [&](std::size_t i) { ++seen[i]; });
    for (const std::atomic<int>& times : seen) CHECK(times == 1);
  }
}

TEST_CASE("what is thrown arrives, and work ends") {
  std::atomic<int> done = 0;
  const auto work = [&](std::size_t i) {
    if (i == 3) throw std::runtime_error("three");
    ++done;
  };
  CHECK_THROWS_WITH(in_parallel(1'000'000, work), "three");
  CHECK(done < 1'000'000);
}
