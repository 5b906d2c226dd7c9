#include "compiler/rules/undeclared_name.h"

namespace adxc::rules {

extern const Rule unknown_activity;

namespace {

using namespace program;
using expr::Use;

constexpr diag::Kind<std::string_view, std::string> kUnknownActivity{
    {"unknown-activity", diag::Severity::Error}, "the pipeline has no activity `{}`{}"};

std::vector<std::string_view> activities_of(const Program& program, ObjectId pipeline) {
  std::vector<std::string_view> names;
  for (const Activity& activity : program.activities) {
    if (activity.pipeline == pipeline) names.push_back(activity.name);
  }
  return names;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    if (program.entities[computed.object.value].pipeline == nullptr || !computed.tree.sound())
      continue;
    for (const Use& use : expr::uses(computed.tree)) {
      if (use.kind != Use::Kind::Activity) continue;
      expect_declared(kUnknownActivity, {use.span, computed.tree.pointer}, use.name,
                      activities_of(program, computed.object), sink);
    }
  }
}

}  // namespace

const Rule unknown_activity = {check_program};

}  // namespace adxc::rules
