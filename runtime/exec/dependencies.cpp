#include "runtime/exec/dependencies.h"

#include <algorithm>

namespace adxc::exec {
namespace {

bool is_over(Status status) {
  return status != Status::Waiting && status != Status::Running;
}

bool holds(std::uint8_t conditions, Status status) {
  const auto asked = [&](plan::Condition condition) {
    return (conditions & static_cast<std::uint8_t>(condition)) != 0;
  };
  switch (status) {
    case Status::Succeeded:
      return asked(plan::Condition::Succeeded) || asked(plan::Condition::Completed);
    case Status::Failed: return asked(plan::Condition::Failed) || asked(plan::Condition::Completed);
    case Status::Skipped: return asked(plan::Condition::Skipped);
    default: return false;
  }
}

/// For each step whether it counts as succeeded; edges lead forwards, so one pass does.
std::vector<bool> evaluate(const plan::Plan& plan, const Run& run) {
  std::vector<bool> good(run.steps.size(), true);
  for (std::size_t step = 0; step < run.steps.size(); ++step) {
    const Status status = run.steps[step].status;
    if (status != Status::Skipped) good[step] = status == Status::Succeeded;
    for (const plan::Edge& edge : plan.edges) {
      const bool parent_of_skipped = status == Status::Skipped && edge.to.value == step;
      if (parent_of_skipped && !good[edge.from.value]) good[step] = false;
    }
  }
  return good;
}

}  // namespace

Readiness readiness(const plan::Plan& plan, const Run& run, std::size_t step) {
  bool all_hold = true;
  for (const plan::Edge& edge : plan.edges) {
    if (edge.to.value != step) continue;
    const Status status = run.steps[edge.from.value].status;
    if (!is_over(status)) return Readiness::NotYet;
    all_hold = all_hold && holds(edge.conditions, status);
  }
  return all_hold ? Readiness::Now : Readiness::Never;
}

Status status_of(const plan::Plan& plan, const Run& run) {
  const bool cancelled = std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun& step) {
    return step.status == Status::Cancelled;
  });
  if (cancelled) return Status::Cancelled;
  std::vector<bool> is_leaf(run.steps.size(), true);
  for (const plan::Edge& edge : plan.edges) is_leaf[edge.from.value] = false;
  const std::vector<bool> good = evaluate(plan, run);
  for (std::size_t step = 0; step < run.steps.size(); ++step) {
    if (is_leaf[step] && !good[step]) return Status::Failed;
  }
  return Status::Succeeded;
}

}  // namespace adxc::exec
