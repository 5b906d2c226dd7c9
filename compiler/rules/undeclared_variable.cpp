#include "compiler/expr/parser.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/undeclared_name.h"

namespace adxc::rules {

extern const Rule undeclared_variable;

namespace {

using namespace program;
using expr::Use;

constexpr diag::Kind<std::string_view, std::string> kUndeclaredVariable{
    {"undeclared-variable", diag::Severity::Error, diag::kFixable},
    "the variable `{}` is not declared{}"};

/// The one variable of the system that a pipeline sets, with `setSystemVariable`.
constexpr std::string_view kReturnValue = "pipelineReturnValue";

/// The variable that SetVariable and AppendVariable name.
void check_target(const Program& program, const Activity& activity, diag::Sink& sink) {
  const bool sets =
      equal_fold(activity.type, "SetVariable") || equal_fold(activity.type, "AppendVariable");
  const document::Document& document = program.document_of(activity.pipeline);
  const document::NodeId properties = object_at(document, activity.node, "typeProperties");
  if (!sets || !properties.valid()) return;
  const std::string_view name = text_at(document, properties, "variableName");
  if (name.empty() || expr::is_expression(name)) return;
  const document::NodeId system = document.find(properties, "setSystemVariable");
  const bool returns = system.valid() && equal_fold(document.text(system), "true");
  const model::Pipeline* pipeline = program.entities[activity.pipeline.value].pipeline;
  expect_declared(kUndeclaredVariable, document,
                  document.place(document.find(properties, "variableName")), name,
                  returns ? std::vector{kReturnValue} : names_of(pipeline->variables), sink);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    const model::Pipeline* pipeline = program.entities[computed.object.value].pipeline;
    if (pipeline == nullptr || !computed.tree.sound()) continue;
    for (const Use& use : computed.tree.uses) {
      if (use.kind != Use::Kind::Variable) continue;
      expect_declared(kUndeclaredVariable, program.document_of(computed.object),
                      {use.span, computed.tree.pointer}, use.name, names_of(pipeline->variables),
                      sink);
    }
  }
  for (const Activity& activity : program.activities) check_target(program, activity, sink);
}

}  // namespace

const Rule undeclared_variable = {check_program};

}  // namespace adxc::rules
