#include <unordered_map>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule duplicate_parameter;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kDuplicateParameter{
    {"duplicate-parameter", diag::Severity::Error},
    "the {} `{}` is `{}` over again; names differ by more than case"};

/// Names that are the same to the letter are duplicate keys, which the reader reports.
template <typename Entity, typename Declarations>
void check_names(const Entity& entity, const Declarations& declarations, std::string_view what,
                 diag::Sink& sink) {
  const auto* list = declarations.literal();
  if (list == nullptr) return;
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto& one = (*list)[i];
    const auto [known, fresh] = first.emplace(fold_case(one.name), i);
    const auto& other = (*list)[known->second];
    if (fresh || other.name == one.name) continue;
    sink.report(kDuplicateParameter, entity.document->key_place(one.node), what, one.name,
                other.name)
        .related.push_back({entity.document->key_place(other.node), "the first one"});
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Pipeline& pipeline : program.pipelines) {
    check_names(pipeline, pipeline.parameters, "parameter", sink);
    check_names(pipeline, pipeline.variables, "variable", sink);
  }
  for (const model::Dataset& dataset : program.datasets)
    check_names(dataset, dataset.parameters, "parameter", sink);
  for (const model::LinkedService& service : program.linked_services)
    check_names(service, service.parameters, "parameter", sink);
}

}  // namespace

const Rule duplicate_parameter = {check_program};

}  // namespace adxc::rules
