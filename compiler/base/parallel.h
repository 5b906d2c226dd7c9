// The same work on many things, on the cores that there are.
#pragma once

#include <cstddef>
#include <functional>

namespace adxc {

/// Calls `work` once with each number below `count`, in no order and on several threads when that
/// is worth it. Returns when all is done; what `work` throws is thrown here.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace adxc
