#include "compiler/program/activity_names.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule output_without_waiting;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kOutputWithoutWaiting{
    {"output-without-waiting", diag::Severity::Warning},
    "`{}` does not wait for the pipeline it calls, so it has no return value"};

/// The default is false; the user interface writes true.
bool waits(const Program& program, const Activity& call) {
  return !type_property(program, call, "waitOnCompletion").valid()
             ? false
             : !has_literal(program, call, "waitOnCompletion", "false");
}

void check_node(const Program& program, ActivityNames& names, const Computed& computed,
                const expr::Node& node, diag::Sink& sink) {
  const bool asks =
      node.kind == expr::NodeKind::Member && equal_fold(node.text, "pipelineReturnValue");
  if (!asks) return;
  // activity('Call').output.pipelineReturnValue
  const expr::Tree& tree = computed.tree;
  const expr::Node& output = tree[node.parts[0]];
  for (const expr::Use& use : tree.uses) {
    if (use.kind != expr::Use::Kind::Activity || output.parts.empty()) continue;
    if (use.node.value != output.parts[0].value) continue;
    const ActivityId id = names.find(computed.object, use.name);
    if (!id.valid() || !is_type(program.activity(id), "ExecutePipeline")) continue;
    if (waits(program, program.activity(id))) continue;
    sink.report(kOutputWithoutWaiting, {node.name_span, tree.pointer}, use.name)
        .notes.emplace_back("`waitOnCompletion` is false, as it is when it is left out");
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  ActivityNames names(program);
  each_expression(program, [&](const Computed& computed, const expr::Tree& tree) {
    for (const expr::Node& node : tree.nodes) check_node(program, names, computed, node, sink);
  });
}

}  // namespace

const Rule output_without_waiting = {check_program};

}  // namespace adxc::rules
