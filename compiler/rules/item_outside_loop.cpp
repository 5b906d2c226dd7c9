#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule item_outside_loop;

namespace {

using namespace program;

constexpr diag::Kind<> kItemOutsideLoop{
    {"item-outside-loop", diag::Severity::Error},
    "`item()` has a value only inside of a ForEach or in the condition of a Filter"};

/// Whether the expression is the condition of its Filter.
bool is_condition(const Activity& activity, const expr::Tree& tree) {
  return is_type(activity, "Filter") &&
         fold_case(tree.pointer).find("/typeproperties/condition") != std::string::npos;
}

bool has_item(const Program& program, const Computed& computed) {
  if (!computed.activity.valid()) return false;
  const Activity& activity = program.activity(computed.activity);
  if (is_condition(activity, computed.tree)) return true;
  for (ActivityId id = activity.parent; id.valid(); id = program.activity(id).parent) {
    if (is_type(program.activity(id), "ForEach")) return true;
  }
  return false;
}

/// In other objects than pipelines the function means nothing at all, which another rule says.
void check_program(const Program& program, diag::Sink& sink) {
  each_use(program, expr::Use::Kind::Item, [&](const Computed& computed, const expr::Use& use) {
    const bool in_pipeline = program.object(computed.object).kind == ObjectKind::Pipeline;
    if (!in_pipeline || has_item(program, computed)) return;
    sink.report(kItemOutsideLoop, {use.span, computed.tree.pointer});
  });
}

}  // namespace

const Rule item_outside_loop = {check_program};

}  // namespace adxc::rules
