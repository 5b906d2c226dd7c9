#include "compiler/program/activity_names.h"
#include "compiler/rules/undeclared_name.h"

namespace adxc::rules {

extern const Rule unknown_activity;

namespace {

using namespace program;
using expr::Use;

constexpr diag::Kind<std::string_view, std::string> kUnknownActivity{
    {"unknown-activity", diag::Severity::Error, diag::kFixable},
    "the pipeline has no activity `{}`{}"};

void check_program(const Program& program, diag::Sink& sink) {
  ActivityNames activities(program);
  for (const Computed& computed : program.computed) {
    if (program.entities[computed.object.value].pipeline == nullptr || !computed.tree.sound())
      continue;
    for (const Use& use : computed.tree.uses) {
      if (use.kind != Use::Kind::Activity) continue;
      if (activities.find(computed.object, use.name).valid()) continue;
      expect_declared(kUnknownActivity, program.document_of(computed.object),
                      {use.span, computed.tree.pointer}, use.name,
                      activities.names(computed.object), sink);
    }
  }
}

}  // namespace

const Rule unknown_activity = {check_program};

}  // namespace adxc::rules
