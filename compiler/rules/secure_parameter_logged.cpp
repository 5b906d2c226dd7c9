#include <algorithm>
#include <array>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule secure_parameter_logged;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kSecureParameterLogged{
    {"secure-parameter-logged", diag::Severity::Warning},
    "the secret `{}` is shown in the log: `{}` does not set `secureInput`"};

/// Activities without a policy; what they hand on is judged where it is used.
constexpr std::array<std::string_view, 9> kControl = {"ForEach", "Until",      "IfCondition",
                                                      "Switch",  "Filter",     "Wait",
                                                      "Fail",    "Validation", "ExecutePipeline"};

bool has_policy(const Activity& activity) {
  return std::none_of(kControl.begin(), kControl.end(),
                      [&](std::string_view type) { return is_type(activity, type); });
}

bool hides_input(const Program& program, const Activity& activity) {
  const document::Document& document = program.document_of(activity.pipeline);
  const document::NodeId policy = object_at(document, activity.node, "policy");
  return policy.valid() && equal_fold(scalar_at(document, policy, "secureInput"), "true");
}

bool is_secure(const Program& program, ObjectId object, std::string_view name) {
  const model::Pipeline* pipeline = program.entities[object.value].pipeline;
  const auto* declared = pipeline == nullptr ? nullptr : pipeline->parameters.literal();
  if (declared == nullptr) return false;
  return std::any_of(declared->begin(), declared->end(), [&](const auto& one) {
    return equal_fold(one.name, name) && equal_fold(one.value.type.value_or(""), "SecureString");
  });
}

void check_program(const Program& program, diag::Sink& sink) {
  each_use(program, expr::Use::Kind::PipelineParameter,
           [&](const Computed& computed, const expr::Use& use) {
             if (!computed.activity.valid()) return;
             const Activity& activity = program.activity(computed.activity);
             if (!has_policy(activity) || hides_input(program, activity)) return;
             if (!is_secure(program, computed.object, use.name)) return;
             sink.report(kSecureParameterLogged, {use.span, computed.tree.pointer}, use.name,
                         activity.name);
           });
}

}  // namespace

const Rule secure_parameter_logged = {check_program};

}  // namespace adxc::rules
