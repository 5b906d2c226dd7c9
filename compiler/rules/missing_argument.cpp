#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule missing_argument;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kMissingArgument{
    {"missing-argument", diag::Severity::Error},
    "`{}` is not given its parameter `{}`, which has no default"};

void check_reference(const Program& program, const Activity& activity,
                     const model::Reference& reference, diag::Sink& sink) {
  const Link* link = program.link_at(activity.pipeline, reference.node);
  const model::Dataset* dataset = program.dataset_of(link);
  const auto* declared = dataset == nullptr ? nullptr : dataset->parameters.literal();
  if (declared == nullptr) return;
  for (const auto& parameter : *declared) {
    const bool given = std::any_of(
        reference.arguments.begin(), reference.arguments.end(),
        [&](const model::Argument& argument) { return equal_fold(argument.name, parameter.name); });
    if (given || parameter.value.default_value.written()) continue;
    sink.report(kMissingArgument, program.place(activity.pipeline, reference.name_node), link->name,
                parameter.name)
        .related.push_back({dataset->document->key_place(parameter.node), "it is declared here"});
  }
}

/// Inputs and outputs of copies. Calls of pipelines leave parameters out in working factories, and
/// data flows take theirs elsewhere.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    for (const auto* references : {&activity.entity->inputs, &activity.entity->outputs}) {
      const auto* list = references->literal();
      if (list == nullptr) continue;
      for (const model::Reference& reference : *list) {
        check_reference(program, activity, reference, sink);
      }
    }
  }
}

}  // namespace

const Rule missing_argument = {check_program};

}  // namespace adxc::rules
