#include <unordered_map>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule never_runs;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string> kNeverRuns{
    {"never-runs", diag::Severity::Warning}, "`{}` never runs: {}"};

/// How an activity may end, one bit each.
using Outcomes = std::uint8_t;
constexpr Outcomes kSucceeded = 1;
constexpr Outcomes kFailed = 2;
constexpr Outcomes kSkipped = 4;
constexpr Outcomes kCompleted = 8;  // in conditions only: succeeded or failed

Outcomes accepted(std::uint8_t conditions) {
  Outcomes outcomes = conditions & (kSucceeded | kFailed | kSkipped);
  if ((conditions & kCompleted) != 0) outcomes |= kSucceeded | kFailed;
  return outcomes;
}

bool is_inactive(const Activity& activity) {
  return equal_fold(activity.entity->state.value_or("Active"), "Inactive");
}

/// How an activity can end at all: a Fail never succeeds.
Outcomes possible(const Activity& activity) {
  return is_type(activity, "Fail") && !is_inactive(activity) ? kFailed | kSkipped
                                                             : kSucceeded | kFailed | kSkipped;
}

/// What must have become of earlier activities for one activity to run: every dependency holds,
/// and so do the dependencies of whatever must have run for it.
class Demands {
 public:
  explicit Demands(const Program& program) : program_(program) {}

  /// Why the activity never runs; "" if it may.
  std::string trouble(const Activity& activity) {
    outcomes_.clear();
    open_.clear();
    std::string found = demand(activity);
    while (found.empty() && !open_.empty()) {
      const ActivityId next = open_.back();
      open_.pop_back();
      found = demand(program_.activity(next));
    }
    return found;
  }

 private:
  std::string demand(const Activity& runs) {
    for (const Dependency& dependency : runs.dependencies) {
      // Conditions that are no conditions have been reported.
      if (!dependency.on.valid() || accepted(dependency.conditions) == 0) continue;
      const Activity& on = program_.activity(dependency.on);
      const auto [known, fresh] = outcomes_.emplace(dependency.on.value, possible(on));
      const Outcomes before = fresh ? Outcomes{0xFF} : known->second;
      known->second &= accepted(dependency.conditions);
      if (known->second == 0) return words(on);
      const bool must_run = (known->second & kSkipped) == 0;
      const bool was_open = (before & kSkipped) != 0;
      if (must_run && was_open && !is_inactive(on)) open_.push_back(dependency.on);
    }
    return "";
  }

  static std::string words(const Activity& on) {
    if (possible(on) != (kSucceeded | kFailed | kSkipped))
      return "`" + on.name + "` is a Fail and never succeeds";
    return "`" + on.name + "` would have to end in two ways at once";
  }

  const Program& program_;
  std::unordered_map<std::uint32_t, Outcomes> outcomes_;  // by activity
  std::vector<ActivityId> open_;                          // that must have run
};

void check_program(const Program& program, diag::Sink& sink) {
  Demands demands(program);
  for (const Activity& activity : program.activities) {
    const std::string trouble = demands.trouble(activity);
    if (trouble.empty()) continue;
    sink.report(kNeverRuns, program.place(activity.pipeline, activity.dependencies.front().node),
                activity.name, trouble);
  }
}

}  // namespace

const Rule never_runs = {check_program};

}  // namespace adxc::rules
