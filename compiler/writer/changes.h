// What changed between two texts, line by line, as `diff -u` shows it.
#pragma once

#include <string>
#include <string_view>

namespace adxc::writer {

/// A patch from `before` to `after`, both named `path`; "" when they are equal.
std::string changes(std::string_view path, std::string_view before, std::string_view after);

}  // namespace adxc::writer
