#include <algorithm>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule awkward_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kAwkwardName{
    {"awkward-name", diag::Severity::Info},
    "`.{0}` cannot be written in an expression, only `['{0}']`"};

/// What may stand after a dot.
bool is_word(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
  });
}

template <typename Entity>
void check_names(const Entity& entity, diag::Sink& sink) {
  const auto* list = entity.parameters.literal();
  if (list == nullptr) return;
  for (const auto& one : *list) {
    if (!is_word(one.name))
      sink.report(kAwkwardName, entity.document->key_place(one.node), one.name);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Pipeline& pipeline : program.pipelines) check_names(pipeline, sink);
  for (const model::Dataset& dataset : program.datasets) check_names(dataset, sink);
  for (const model::LinkedService& service : program.linked_services) check_names(service, sink);
}

}  // namespace

const Rule awkward_name = {check_program};

}  // namespace adxc::rules
