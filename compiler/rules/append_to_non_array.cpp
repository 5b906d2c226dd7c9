#include <algorithm>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule append_to_non_array;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string> kAppendToNonArray{
    {"append-to-non-array", diag::Severity::Error},
    "the variable `{}` is a {}; only to an Array can be appended"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const std::string_view name = set_variable(program, activity);
    const model::Pipeline* pipeline = program.entities[activity.pipeline.value].pipeline;
    const auto* declared = pipeline->variables.literal();
    if (name.empty() || !is_type(activity, "AppendVariable") || declared == nullptr) continue;
    const auto found = std::find_if(declared->begin(), declared->end(), [&](const auto& variable) {
      return equal_fold(variable.name, name);
    });
    const std::string type = found == declared->end() ? "" : found->value.type.value_or("");
    if (type.empty() || equal_fold(type, "Array")) continue;
    sink.report(kAppendToNonArray,
                program.place(activity.pipeline, type_property(program, activity, "variableName")),
                name, type)
        .related.push_back(
            {program.place(activity.pipeline, found->value.type.node), "it is declared here"});
  }
}

}  // namespace

const Rule append_to_non_array = {check_program};

}  // namespace adxc::rules
