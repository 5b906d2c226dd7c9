#include <map>

#include "compiler/base/ticks.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule timeout_of_a_week;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kTimeoutOfAWeek{
    {"timeout-of-a-week", diag::Severity::Info},
    "`timeout` is the 7 days of old{}; an activity that hangs holds the pipeline for a week"};

/// What the user interface wrote into every new activity until the end of 2022.
constexpr std::int64_t kOldDefault = 7 * kTicksPerDay;

bool has_old_default(const Activity& activity) {
  const model::ActivityPolicy* policy = activity.entity->policy.literal();
  const model::Timespan* timeout = policy == nullptr ? nullptr : policy->timeout.literal();
  return timeout != nullptr && timeout->ticks == kOldDefault;
}

/// One finding for a pipeline: the value is a habit, not a mistake of each activity.
void check_program(const Program& program, diag::Sink& sink) {
  std::map<std::uint32_t, std::pair<const Activity*, std::size_t>> pipelines;
  for (const Activity& activity : program.activities) {
    if (!has_old_default(activity)) continue;
    auto& [first, count] = pipelines[activity.pipeline.value];
    if (first == nullptr) first = &activity;
    ++count;
  }
  for (const auto& [pipeline, found] : pipelines) {
    const auto& [first, count] = found;
    const std::string more =
        count == 1 ? "" : " here and in " + std::to_string(count - 1) + " more";
    sink.report(kTimeoutOfAWeek,
                program.place(first->pipeline, first->entity->policy.literal()->timeout.node),
                more);
  }
}

}  // namespace

const Rule timeout_of_a_week = {check_program};

}  // namespace adxc::rules
