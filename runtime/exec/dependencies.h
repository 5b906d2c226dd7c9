// When a step may run and what the run as a whole came to, by Data Factory's rules.
#pragma once

#include "runtime/exec/run.h"

namespace adxc::exec {

enum class Readiness { NotYet, Now, Never };

/// A step runs when all the steps it waits for have ended and, for each, one of the conditions of
/// the edge holds; otherwise it is skipped. Completed means Succeeded or Failed, not Skipped.
/// Nothing follows from a cancelled step.
Readiness readiness(const plan::Plan& plan, const Run& run, std::size_t step);

/// Succeeded if every leaf did, where a skipped leaf is replaced by the steps it waited for. So a
/// step that failed but has a handler for that leaves the run succeeded.
Status status_of(const plan::Plan& plan, const Run& run);

}  // namespace adxc::exec
