#include "compiler/expr/parser.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule default_not_evaluated;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string> kDefaultNotEvaluated{
    {"default-not-evaluated", diag::Severity::Warning},
    "the default of `{}` is the text `{}`: defaults are not worked out"};

/// A text with a call in it was meant as an expression; an address with an at sign was not.
bool is_meant_as_expression(std::string_view text) {
  const bool marked = expr::is_expression(text) && !text.starts_with("@@");
  return marked && text.find('(') != std::string_view::npos;
}

template <typename Entity, typename Declarations>
void check_defaults(const Entity& entity, const Declarations& declarations, diag::Sink& sink) {
  const auto* list = declarations.literal();
  if (list == nullptr) return;
  for (const auto& one : *list) {
    const document::NodeId node = one.value.default_value.node;
    if (!node.valid() || !is_text((*entity.document)[node])) continue;
    const std::string_view text = (*entity.document)[node].text;
    if (!is_meant_as_expression(text)) continue;
    sink.report(kDefaultNotEvaluated, entity.document->place(node), one.name, shortened(text));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Pipeline& pipeline : program.pipelines) {
    check_defaults(pipeline, pipeline.parameters, sink);
    check_defaults(pipeline, pipeline.variables, sink);
  }
  for (const model::Dataset& dataset : program.datasets)
    check_defaults(dataset, dataset.parameters, sink);
  for (const model::LinkedService& service : program.linked_services)
    check_defaults(service, service.parameters, sink);
}

}  // namespace

const Rule default_not_evaluated = {check_program};

}  // namespace adxc::rules
