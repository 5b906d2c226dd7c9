// Reads KQL. Never fails and never throws: what is wrong is in the tree's errors, and the tree is
// whole as far as it can be.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/kql/syntax.h"

namespace adxc::kql {

struct ParseLimits {
  std::size_t bytes = std::size_t{4} << 20;
  /// Brackets inside brackets; chains of `+` or `*` may have twice as many operands.
  std::size_t depth = 200;
};

/// Names of all operators that may stand behind a pipe, or of those that may begin a query.
std::vector<std::string_view> operators(bool sources_only);

/// What to write in place of a deprecated operator; "" when it is none.
std::string_view operator_instead(std::string_view name);

/// The tree of a query (statements separated by `;`).
Tree parse(std::string_view text, const ParseLimits& limits = {});

}  // namespace adxc::kql
