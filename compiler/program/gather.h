// Finds references and expressions wherever they stand in a definition, also inside types that have
// no property table. Only for compiler/program.
#pragma once

#include <vector>

#include "compiler/program/program.h"

namespace adxc::program {

/// What one object holds, in the order of the source.
struct Gathered {
  std::vector<Link> links;  // unresolved
  std::vector<Computed> computed;
  std::vector<Text> texts;
  std::vector<diag::Diagnostic> mistakes;
};

/// The activities of a pipeline must already be in program.activities.
Gathered gather(const Program& program, ObjectId id);

}  // namespace adxc::program
