#include <unordered_set>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule unused_parameter;

namespace {

using namespace program;
using expr::Use;

constexpr diag::Kind<std::string_view, std::string_view> kUnusedParameter{
    {"unused-parameter", diag::Severity::Info}, "the parameter `{}` is used nowhere in this {}"};
constexpr diag::Kind<std::string_view> kUnusedVariable{{"unused-variable", diag::Severity::Info},
                                                       "the variable `{}` is neither read nor set"};

/// What the expressions of one object name.
struct Named {
  std::unordered_set<std::string> parameters;  // folded
  std::unordered_set<std::string> variables;
  bool all = false;  // an expression that cannot be read, or a name that is worked out
};

bool is_parameter(Use::Kind kind) {
  return kind == Use::Kind::PipelineParameter || kind == Use::Kind::DatasetParameter ||
         kind == Use::Kind::LinkedServiceParameter;
}

/// A context function whose member no literal names: `pipeline().parameters[…]`.
bool is_open(const expr::Tree& tree) {
  std::size_t calls = 0;
  std::size_t named = 0;
  for (const expr::Node& node : tree.nodes) {
    if (node.kind != expr::NodeKind::Call) {
      const bool base =
          node.kind == expr::NodeKind::Member && (equal_fold(node.text, "parameters"));
      calls += base ? 1 : 0;
      continue;
    }
    for (const std::string_view context : {"dataset", "linkedService", "variables"})
      calls += equal_fold(node.text, context) ? 1 : 0;
  }
  for (const Use& use : tree.uses)
    named += is_parameter(use.kind) || use.kind == Use::Kind::Variable ? 1 : 0;
  return calls > named;
}

void add(Named& named, const expr::Tree& tree) {
  if (!tree.sound() || is_open(tree)) {
    named.all = true;
    return;
  }
  for (const Use& use : tree.uses) {
    if (is_parameter(use.kind)) named.parameters.insert(fold_case(use.name));
    if (use.kind == Use::Kind::Variable) named.variables.insert(fold_case(use.name));
  }
}

std::vector<Named> collect(const Program& program) {
  std::vector<Named> named(program.entities.size());
  for (const Computed& computed : program.computed)
    add(named[computed.object.value], computed.tree);
  for (const Activity& activity : program.activities) {
    const std::string_view variable = set_variable(program, activity);
    if (!variable.empty()) named[activity.pipeline.value].variables.insert(fold_case(variable));
  }
  return named;
}

template <typename Declarations, typename Report>
void each_unused(const Declarations& declarations, const std::unordered_set<std::string>& used,
                 Report report) {
  const auto* list = declarations.literal();
  if (list == nullptr) return;
  for (const auto& one : *list) {
    if (used.count(fold_case(one.name)) == 0) report(one);
  }
}

template <typename Entity>
void check_parameters(const Entity& entity, std::string_view kind, const Named& named,
                      diag::Sink& sink) {
  each_unused(entity.parameters, named.parameters, [&](const auto& one) {
    sink.report(kUnusedParameter, entity.document->key_place(one.node), one.name, kind);
  });
}

void check_program(const Program& program, diag::Sink& sink) {
  const std::vector<Named> named = collect(program);
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const Program::Entity& entity = program.entities[i];
    if (named[i].all) continue;
    if (entity.dataset != nullptr) check_parameters(*entity.dataset, "dataset", named[i], sink);
    if (entity.linked_service != nullptr)
      check_parameters(*entity.linked_service, "linked service", named[i], sink);
    if (entity.pipeline == nullptr) continue;
    check_parameters(*entity.pipeline, "pipeline", named[i], sink);
    each_unused(entity.pipeline->variables, named[i].variables, [&](const auto& one) {
      sink.report(kUnusedVariable, entity.pipeline->document->key_place(one.node), one.name);
    });
  }
}

}  // namespace

constexpr std::string_view kAlso[] = {"unused-variable"};

const Rule unused_parameter = {check_program, kAlso};

}  // namespace adxc::rules
