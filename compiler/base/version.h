// The program's version, as CMakeLists.txt states it.
#pragma once

#include <string_view>

namespace adxc {

/// For example "0.1.0".
std::string_view version();

}  // namespace adxc
