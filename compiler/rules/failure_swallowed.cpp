#include <vector>

#include "compiler/program/activity_names.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule failure_swallowed;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kFailureSwallowed{
    {"failure-swallowed", diag::Severity::Info},
    "when `{}` fails, what follows handles it and the run is reported as succeeded"};

constexpr std::uint8_t kFailed = 2;
constexpr std::uint8_t kCompleted = 8;

/// One activity after another, in one list.
struct Edge {
  ActivityId to;
  std::uint8_t conditions;
};

/// Edges of the activities of one pipeline; positions count from the first of them.
class Successors {
 public:
  Successors(const Program& program, ActivityRange range)
      : program_(program), begin_(range.begin), edges_(range.end - range.begin) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      for (const Dependency& dependency : program.activities[i].dependencies) {
        if (dependency.on.valid())
          edges_[dependency.on.value - begin_].push_back(
              {ActivityId{static_cast<std::uint32_t>(i)}, dependency.conditions});
      }
    }
  }

  const std::vector<Edge>& of(std::size_t activity) const { return edges_[activity - begin_]; }

  /// Whether a Fail comes after the activity, at whatever distance.
  bool fails_later(std::size_t activity) const {
    std::vector<bool> seen(edges_.size());
    std::vector<std::size_t> open = {activity};
    while (!open.empty()) {
      const std::size_t next = open.back();
      open.pop_back();
      for (const Edge& edge : of(next)) {
        if (is_type(program_.activity(edge.to), "Fail")) return true;
        if (seen[edge.to.value - begin_]) continue;
        seen[edge.to.value - begin_] = true;
        open.push_back(edge.to.value);
      }
    }
    return false;
  }

 private:
  const Program& program_;
  std::size_t begin_;
  std::vector<std::vector<Edge>> edges_;
};

/// A run has failed when a leaf has; a leaf that was skipped counts as its parents do. So a failure
/// vanishes when all that follows takes it. Source: pipeline failure and error handling.
void check_pipeline(const Program& program, ActivityRange range, diag::Sink& sink) {
  const Successors successors(program, range);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const Activity& activity = program.activities[i];
    bool handled = false;
    bool all = true;
    for (const Edge& edge : successors.of(i)) {
      handled = handled || (edge.conditions & kFailed) != 0;
      all = all && (edge.conditions & (kFailed | kCompleted)) != 0;
    }
    if (!handled || !all || activity.parent.valid() || successors.fails_later(i)) continue;
    sink.report(kFailureSwallowed, program.place(activity.pipeline, activity.name_node),
                activity.name)
        .notes.emplace_back("a Fail activity after the handling reports the run as failed");
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    if (program.entities[i].pipeline == nullptr) continue;
    check_pipeline(program, activities_of(program, ObjectId{static_cast<std::uint32_t>(i)}), sink);
  }
}

}  // namespace

const Rule failure_swallowed = {check_program};

}  // namespace adxc::rules
