#include "compiler/lower/order.h"

#include <map>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/plan/conditions.h"

namespace adxc::lower {
namespace {

using plan::Condition;
using program::Activity;
using program::ActivityId;

constexpr diag::Kind<std::string_view> kInactiveMarkedFailed{
    {"inactive-marked-failed", diag::Severity::Error},
    "`{}` is inactive and marked as failed, which adxc cannot reproduce; wanted Succeeded or "
    "Skipped"};

/// True if the set of conditions is met by the state.
bool is_met(std::uint8_t conditions, Condition state) {
  const bool ended = state == Condition::Succeeded || state == Condition::Failed;
  return plan::has(conditions, state) || (ended && plan::has(conditions, Condition::Completed));
}

class Orderer {
 public:
  Orderer(const program::Program& program, program::ObjectId pipeline, diag::Sink& sink)
      : program_(program), pipeline_(pipeline), sink_(sink) {}

  Order run() {
    std::vector<ActivityId> waiting = top_level();
    // Each round takes every activity whose dependencies are settled, in the order of the source;
    // this is O(n²) for a chain written backwards, fine below 10 000 activities.
    for (bool progress = true; progress && !waiting.empty();) {
      std::vector<ActivityId> later;
      for (const ActivityId id : waiting) {
        if (is_ready(id)) {
          settle(id);
        } else {
          later.push_back(id);
        }
      }
      progress = later.size() < waiting.size();
      waiting = std::move(later);
    }
    return std::move(order_);
  }

 private:
  std::vector<ActivityId> top_level() const {
    std::vector<ActivityId> found;
    for (std::size_t i = 0; i < program_.activities.size(); ++i) {
      const Activity& activity = program_.activities[i];
      const bool top = activity.pipeline == pipeline_ && !activity.parent.valid();
      if (top) found.push_back({static_cast<std::uint32_t>(i)});
    }
    return found;
  }

  bool is_ready(ActivityId id) const {
    for (const program::Dependency& dependency : program_.activity(id).dependencies) {
      const bool settled = !dependency.on.valid() || steps_.count(dependency.on) > 0 ||
                           states_.count(dependency.on) > 0;
      if (!settled) return false;
    }
    return true;
  }

  void settle(ActivityId id) {
    if (const std::optional<Condition> state = known_state(id)) {
      states_[id] = *state;
      return;
    }
    const plan::StepId step{static_cast<std::uint32_t>(order_.activities.size())};
    steps_[id] = step;
    order_.activities.push_back(id);
    for (const program::Dependency& dependency : program_.activity(id).dependencies) {
      const auto from = steps_.find(dependency.on);
      if (from != steps_.end()) order_.edges.push_back({from->second, step, dependency.conditions});
    }
  }

  /// The state of an activity that will not run.
  std::optional<Condition> known_state(ActivityId id) {
    const Activity& activity = program_.activity(id);
    for (const program::Dependency& dependency : activity.dependencies) {
      const auto state = states_.find(dependency.on);
      if (state != states_.end() && !is_met(dependency.conditions, state->second)) {
        return Condition::Skipped;
      }
    }
    if (!equal_fold(activity.entity->state.value_or("Active"), "Inactive")) return std::nullopt;
    const std::string mark = activity.entity->on_inactive_mark_as.value_or("Succeeded");
    if (equal_fold(mark, "Skipped")) return Condition::Skipped;
    if (!equal_fold(mark, "Failed")) return Condition::Succeeded;
    sink_.report(kInactiveMarkedFailed, program_.place(pipeline_, activity.name_node),
                 activity.name);
    return Condition::Failed;
  }

  const program::Program& program_;
  program::ObjectId pipeline_;
  diag::Sink& sink_;
  Order order_;
  std::map<ActivityId, plan::StepId> steps_;
  std::map<ActivityId, Condition> states_;  // of activities that will not run
};

}  // namespace

Order order_of(const program::Program& program, program::ObjectId pipeline, diag::Sink& sink) {
  return Orderer(program, pipeline, sink).run();
}

}  // namespace adxc::lower
