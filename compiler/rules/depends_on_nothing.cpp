#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule depends_on_nothing;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string, std::string> kDependsOnNothing{
    {"depends-on-nothing", diag::Severity::Error, diag::kFixable},
    "`{}` waits for `{}`, but no activity of that name stands in the same list{}"};

std::vector<std::string_view> siblings(const Program& program, const Activity& of) {
  std::vector<std::string_view> names;
  for (const Activity& other : program.activities) {
    const bool beside = other.pipeline == of.pipeline && other.list == of.list;
    if (beside && &other != &of) names.push_back(other.name);
  }
  return names;
}

/// The activity of that name in another list of the pipeline, or null.
const Activity* elsewhere(const Program& program, const Activity& of, std::string_view name) {
  const auto found = std::find_if(
      program.activities.begin(), program.activities.end(), [&](const Activity& other) {
        return other.pipeline == of.pipeline && equal_fold(other.name, name);
      });
  return found == program.activities.end() ? nullptr : &*found;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    for (const Dependency& dependency : activity.dependencies) {
      if (dependency.on.valid()) continue;
      const std::string_view nearest = nearest_name(dependency.name, siblings(program, activity));
      const std::string advice =
          nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?";
      diag::Diagnostic& finding =
          sink.report(kDependsOnNothing, program.place(activity.pipeline, dependency.node),
                      activity.name, dependency.name, advice);
      offer_word(finding, program.document_of(activity.pipeline), dependency.name, nearest, false);
      if (const Activity* other = elsewhere(program, activity, dependency.name)) {
        finding.related.push_back({program.place(other->pipeline, other->name_node),
                                   "an activity of that name stands here, in another list"});
      }
    }
  }
}

}  // namespace

const Rule depends_on_nothing = {check_program};

}  // namespace adxc::rules
