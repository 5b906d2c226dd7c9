#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule nested_container;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kNestedContainer{
    {"nested-container", diag::Severity::Error}, "`{}` is a {} inside of a {}"};

bool is_loop(const Activity& activity) {
  return is_type(activity, "ForEach") || is_type(activity, "Until");
}
bool is_branch(const Activity& activity) {
  return is_type(activity, "IfCondition") || is_type(activity, "Switch");
}

/// Loops may hold conditions; nothing else may hold containers. Source: nested activities in Data
/// Factory.
bool may_hold(const Activity& outer, const Activity& inner) {
  if (is_type(inner, "Validation")) return !is_loop(outer) && !is_branch(outer);
  if (is_loop(inner)) return !is_loop(outer) && !is_branch(outer);
  return !is_branch(inner) || !is_branch(outer);
}

/// Only the nearest container that may not hold the activity is named.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    for (ActivityId id = activity.parent; id.valid(); id = program.activity(id).parent) {
      const Activity& outer = program.activity(id);
      if (may_hold(outer, activity)) continue;
      diag::Diagnostic& finding =
          sink.report(kNestedContainer, program.place(activity.pipeline, activity.name_node),
                      activity.name, activity.type, outer.type);
      finding.related.push_back({program.place(outer.pipeline, outer.name_node), "the outer one"});
      finding.notes.emplace_back("ExecutePipeline can call a pipeline that holds the inner one");
      break;
    }
  }
}

}  // namespace

const Rule nested_container = {check_program};

}  // namespace adxc::rules
