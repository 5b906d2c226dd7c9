#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule variable_refers_to_itself;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kVariableRefersToItself{
    {"variable-refers-to-itself", diag::Severity::Error},
    "the new value of the variable `{}` is made from the variable itself"};

void check_program(const Program& program, diag::Sink& sink) {
  each_use(program, expr::Use::Kind::Variable, [&](const Computed& computed, const expr::Use& use) {
    if (!computed.activity.valid()) return;
    const Activity& activity = program.activity(computed.activity);
    const bool sets =
        is_type(activity, "SetVariable") && equal_fold(set_variable(program, activity), use.name);
    if (!sets) return;
    sink.report(kVariableRefersToItself, {use.span, computed.tree.pointer}, use.name)
        .notes.emplace_back("a second variable can hold the value in between");
  });
}

}  // namespace

const Rule variable_refers_to_itself = {check_program};

}  // namespace adxc::rules
