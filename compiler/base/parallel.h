// The same work on many things, on the cores that there are.
#pragma once

#include <cstddef>
#include <functional>

namespace adxc {

/// Small things that pay for a thread, which costs as much as reading two files.
inline constexpr std::size_t kWorthAThread = 16;

/// Calls `work` once with each number below `count`, begun in that order, on a thread more for
/// every `worth` of them. Returns when all is done; what `work` throws is thrown here.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work,
                 std::size_t worth = kWorthAThread);

}  // namespace adxc
