// Finds references and expressions wherever they stand in a definition, also inside types that have
// no property table. Only for compiler/program.
#pragma once

#include "compiler/program/program.h"

namespace adxc::program {

/// Appends what the object holds to program.links (unresolved) and program.computed. The activities
/// of a pipeline must already be in program.activities.
void gather(Program& program, ObjectId id, diag::Sink& sink);

}  // namespace adxc::program
