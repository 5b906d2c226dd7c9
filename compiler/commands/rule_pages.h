// The pages of docs/rules, compiled into the program so that `adxc explain` works without files.
#pragma once

#include <iterator>
#include <span>
#include <string_view>

namespace adxc::commands {

struct RulePage {
  std::string_view slug;
  std::string_view text;  // Markdown, as committed
};

/// Sorted by slug.
std::span<const RulePage> rule_pages();

}  // namespace adxc::commands
