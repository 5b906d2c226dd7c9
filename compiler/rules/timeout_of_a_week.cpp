#include <algorithm>
#include <map>

#include "compiler/base/ticks.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule timeout_of_a_week;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kTimeoutOfAWeek{
    {"timeout-of-a-week", diag::Severity::Info, diag::kFixable},
    "`timeout` is the 7 days of old{}; an activity that hangs holds the pipeline for a week"};

/// What the user interface wrote into every new activity until the end of 2022.
constexpr std::int64_t kOldDefault = 7 * kTicksPerDay;
/// What it writes since.
constexpr std::string_view kDefault = "0.12:00:00";

bool has_old_default(const Activity& activity) {
  const model::ActivityPolicy* policy = activity.entity->policy.literal();
  const model::Timespan* timeout = policy == nullptr ? nullptr : policy->timeout.literal();
  return timeout != nullptr && timeout->ticks == kOldDefault;
}

document::NodeId timeout_of(const Activity& activity) {
  return activity.entity->policy.literal()->timeout.node;
}

/// Today's default in place of every old one.
std::optional<diag::Fix> shorter(const document::Document& document,
                                 const std::vector<const Activity*>& activities) {
  diag::Fix fix{"write `" + std::string(kDefault) + "`", false, {}};
  for (const Activity* activity : activities) {
    const auto edit = document::replace_scalar(document, timeout_of(*activity), kDefault);
    if (!edit) return std::nullopt;
    fix.edits.push_back(*edit);
  }
  std::ranges::sort(fix.edits, {}, [](const diag::Edit& edit) { return edit.span.begin; });
  return fix;
}

/// One finding for a pipeline: the value is a habit, not a mistake of each activity.
void check_program(const Program& program, diag::Sink& sink) {
  std::map<std::uint32_t, std::vector<const Activity*>> pipelines;
  for (const Activity& activity : program.activities) {
    if (has_old_default(activity)) pipelines[activity.pipeline.value].push_back(&activity);
  }
  for (const auto& [pipeline, found] : pipelines) {
    const std::string more =
        found.size() == 1 ? "" : " here and in " + std::to_string(found.size() - 1) + " more";
    const ObjectId owner = found.front()->pipeline;
    diag::offer(
        sink.report(kTimeoutOfAWeek, program.place(owner, timeout_of(*found.front())), more),
        shorter(program.document_of(owner), found));
  }
}

}  // namespace

const Rule timeout_of_a_week = {check_program};

}  // namespace adxc::rules
