// What works but should be written otherwise: names that are deprecated, and what makes a query
// costly for nothing.
#pragma once

#include "compiler/kql/bind.h"
#include "compiler/kql/syntax.h"

namespace adxc::kql {

/// Looks at a tree without errors.
void advise(const Tree& tree, const Reporting& reporting);

}  // namespace adxc::kql
