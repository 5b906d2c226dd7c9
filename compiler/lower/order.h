// Which activities become steps, in which order, and what each waits for. Only for compiler/lower.
#pragma once

#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/plan/plan.h"
#include "compiler/program/program.h"

namespace adxc::lower {

/// The activities that run, each after all it waits for; edges are between positions in
/// `activities`.
struct Order {
  std::vector<program::ActivityId> activities;
  std::vector<plan::Edge> edges;
};

/// Activities at the top of the pipeline. Inactive ones are left out: what waits for them goes by
/// the state they are marked with, so an activity that waits for another state is left out too. An
/// inactive activity that is marked as failed is reported, because a run without it could not
/// report failure.
Order order_of(const program::Program& program, program::ObjectId pipeline, diag::Sink& sink);

}  // namespace adxc::lower
