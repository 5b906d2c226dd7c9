#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule several_datasets;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kSeveralDatasets{
    {"several-datasets", diag::Severity::Warning}, "a copy {} one dataset, `{}` is not used"};

void check_list(const Program& program, const Activity& activity,
                const model::Property<std::vector<model::Reference>>& references,
                std::string_view verb, diag::Sink& sink) {
  const auto* list = references.literal();
  if (list == nullptr || list->size() < 2) return;
  const model::Reference& second = (*list)[1];
  if (second.name.empty()) return;
  sink.report(kSeveralDatasets, program.place(activity.pipeline, second.node), verb, second.name);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    if (!equal_fold(activity.type, "Copy")) continue;
    check_list(program, activity, activity.entity->inputs, "reads", sink);
    check_list(program, activity, activity.entity->outputs, "writes", sink);
  }
}

}  // namespace

const Rule several_datasets = {check_program};

}  // namespace adxc::rules
