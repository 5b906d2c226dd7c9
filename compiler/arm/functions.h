// The functions that Azure Resource Manager knows in templates: schemas/functions/arm.yaml.
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>

#include "compiler/arm/tree.h"
#include "compiler/diag/diagnostic.h"

namespace adxc::arm {

inline constexpr std::size_t kAnyCount = std::numeric_limits<std::size_t>::max();

struct Function {
  std::string_view name;
  std::string_view signature;
  std::size_t least = 0;
  std::size_t most = kAnyCount;
};

/// The function of that name, case folded as the service does; null when there is none.
const Function* find_function(std::string_view name);

/// Reports calls of functions that do not exist and calls with too few or too many arguments. What
/// the template defines itself, `namespace.name(…)`, is left to the caller.
void check_calls(const Tree& tree, diag::Sink& sink);

}  // namespace adxc::arm
