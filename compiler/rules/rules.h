// What definitions must not say, beyond what the property tables and the expression language
// refuse. One file per rule, named after the fault it finds; each has its page in docs/rules/.
#pragma once

#include "compiler/diag/diagnostic.h"
#include "compiler/program/program.h"

namespace adxc::rules {

struct Rule {
  /// Reports every place where the program has the fault.
  void (*check)(const program::Program& program, diag::Sink& sink);
};

/// Runs every rule of the folder.
void check(const program::Program& program, diag::Sink& sink);

}  // namespace adxc::rules
