#include "runtime/exec/dependencies.h"

#include <doctest/doctest.h>

namespace adxc::exec {
namespace {

using plan::Condition;
using plan::StepId;

std::uint8_t set(std::initializer_list<Condition> conditions) {
  std::uint8_t bits = 0;
  for (const Condition condition : conditions)
    bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(condition));
  return bits;
}

Run run_of(std::initializer_list<Status> statuses) {
  Run run;
  for (const Status status : statuses) {
    run.steps.emplace_back();
    run.steps.back().status = status;
  }
  return run;
}

plan::Edge edge(std::uint32_t from, std::uint32_t to, std::initializer_list<Condition> conditions) {
  return {StepId{from}, StepId{to}, set(conditions)};
}

plan::Plan plan_of(std::size_t steps, std::vector<plan::Edge> edges) {
  plan::Plan plan;
  plan.steps.resize(steps);
  plan.edges = std::move(edges);
  return plan;
}

TEST_CASE("each condition holds for its outcomes") {
  struct Row {
    Condition condition;
    Readiness succeeded, failed, skipped;
  };
  for (const Row& row :
       {Row{Condition::Succeeded, Readiness::Now, Readiness::Never, Readiness::Never},
        Row{Condition::Failed, Readiness::Never, Readiness::Now, Readiness::Never},
        Row{Condition::Skipped, Readiness::Never, Readiness::Never, Readiness::Now},
        Row{Condition::Completed, Readiness::Now, Readiness::Now, Readiness::Never}}) {
    const plan::Plan plan = plan_of(2, {edge(0, 1, {row.condition})});
    CHECK(readiness(plan, run_of({Status::Succeeded, Status::Waiting}), 1) == row.succeeded);
    CHECK(readiness(plan, run_of({Status::Failed, Status::Waiting}), 1) == row.failed);
    CHECK(readiness(plan, run_of({Status::Skipped, Status::Waiting}), 1) == row.skipped);
    CHECK(readiness(plan, run_of({Status::Running, Status::Waiting}), 1) == Readiness::NotYet);
    CHECK(readiness(plan, run_of({Status::Cancelled, Status::Waiting}), 1) == Readiness::Never);
  }
}

TEST_CASE("several steps are all waited for, several conditions of one are alternatives") {
  const plan::Plan plan = plan_of(
      3, {edge(0, 2, {Condition::Succeeded}), edge(1, 2, {Condition::Failed, Condition::Skipped})});
  CHECK(readiness(plan, run_of({Status::Succeeded, Status::Skipped, Status::Waiting}), 2) ==
        Readiness::Now);
  CHECK(readiness(plan, run_of({Status::Succeeded, Status::Failed, Status::Waiting}), 2) ==
        Readiness::Now);
  CHECK(readiness(plan, run_of({Status::Succeeded, Status::Succeeded, Status::Waiting}), 2) ==
        Readiness::Never);
  CHECK(readiness(plan, run_of({Status::Failed, Status::Running, Status::Waiting}), 2) ==
        Readiness::NotYet);
}

TEST_CASE("a handler of a failure makes the run succeed, a bystander does not") {
  const plan::Plan handled = plan_of(2, {edge(0, 1, {Condition::Failed})});
  CHECK(status_of(handled, run_of({Status::Failed, Status::Succeeded})) == Status::Succeeded);
  CHECK(status_of(handled, run_of({Status::Succeeded, Status::Skipped})) == Status::Succeeded);
  CHECK(status_of(handled, run_of({Status::Failed, Status::Failed})) == Status::Failed);

  const plan::Plan both =
      plan_of(3, {edge(0, 1, {Condition::Succeeded}), edge(0, 2, {Condition::Failed})});
  CHECK(status_of(both, run_of({Status::Failed, Status::Skipped, Status::Succeeded})) ==
        Status::Failed);
  CHECK(status_of(both, run_of({Status::Succeeded, Status::Succeeded, Status::Skipped})) ==
        Status::Succeeded);

  const plan::Plan chain =
      plan_of(3, {edge(0, 1, {Condition::Succeeded}), edge(1, 2, {Condition::Succeeded})});
  CHECK(status_of(chain, run_of({Status::Failed, Status::Skipped, Status::Skipped})) ==
        Status::Failed);
  CHECK(status_of(chain, run_of({Status::Succeeded, Status::Cancelled, Status::Skipped})) ==
        Status::Cancelled);
  CHECK(status_of(plan_of(0, {}), run_of({})) == Status::Succeeded);
}

}  // namespace
}  // namespace adxc::exec
