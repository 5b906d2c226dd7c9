#include <array>

#include "compiler/expr/evaluate.h"
#include "compiler/program/activity_names.h"
#include "compiler/program/order.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule until_never_ends;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kUntilNeverEnds{
    {"until-never-ends", diag::Severity::Warning},
    "nothing changes the condition of `{}` from one turn to the next"};

/// Functions that give something else at every turn.
bool changes_by_itself(const expr::Tree& tree) {
  constexpr std::array<std::string_view, 5> kChanging = {"utcNow", "getPastTime", "getFutureTime",
                                                         "guid", "rand"};
  for (const expr::Node& node : tree.nodes) {
    for (const std::string_view name : kChanging) {
      if (node.kind == expr::NodeKind::Call && equal_fold(node.text, name)) return true;
    }
  }
  return false;
}

/// Whether some activity may set the variable between two turns: one inside of the loop, or one
/// outside that does not come before it.
bool is_set(const Program& program, Order& order, ActivityId loop, std::string_view variable) {
  const ActivityRange range = activities_of(program, program.activity(loop).pipeline);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!equal_fold(set_variable(program, program.activities[i]), variable)) continue;
    const ActivityId id{static_cast<std::uint32_t>(i)};
    if (order.before(id, loop) != Before::Yes) return true;
  }
  return false;
}

/// Activities outside of the loop have ended when it begins.
bool may_change(const Program& program, Order& order, ActivityNames& names, ActivityId loop,
                const expr::Tree& tree) {
  if (changes_by_itself(tree)) return true;
  for (const expr::Use& use : tree.uses) {
    if (use.kind == expr::Use::Kind::Variable && is_set(program, order, loop, use.name))
      return true;
    if (use.kind != expr::Use::Kind::Activity) continue;
    const ActivityId read = names.find(program.activity(loop).pipeline, use.name);
    if (!read.valid() || order.before(read, loop) != Before::Yes) return true;
  }
  return false;
}

/// `@true` ends after one turn.
bool is_true(const expr::Tree& tree) {
  const expr::Evaluation value = expr::evaluate(tree, {});
  return value && value->is_boolean() && value->get<bool>();
}

void check_program(const Program& program, diag::Sink& sink) {
  Order order(program);
  ActivityNames names(program);
  for (std::size_t i = 0; i < program.activities.size(); ++i) {
    const Activity& loop = program.activities[i];
    if (!is_type(loop, "Until")) continue;
    const document::Document& document = program.document_of(loop.pipeline);
    document::NodeId node = type_property(program, loop, "expression");
    if (node.valid() && document.kind(node) == document::NodeKind::Object)
      node = document.find(node, "value");
    const Computed* computed = node.valid() ? program.computed_at(loop.pipeline, node) : nullptr;
    const bool judged =
        computed != nullptr && computed->tree.sound() && document.text(node).starts_with('@');
    const ActivityId id{static_cast<std::uint32_t>(i)};
    if (!judged || may_change(program, order, names, id, computed->tree)) continue;
    if (is_true(computed->tree)) continue;
    sink.report(kUntilNeverEnds, document.place(node), loop.name)
        .notes.emplace_back("it runs until its `timeout`, seven days unless set");
  }
}

}  // namespace

const Rule until_never_ends = {check_program};

}  // namespace adxc::rules
