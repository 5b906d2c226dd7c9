#include <algorithm>
#include <array>

#include "compiler/rules/expressions.h"
#include "compiler/rules/fixes.h"

namespace adxc::rules {

extern const Rule policy_without_effect;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kPolicyWithoutEffect{
    {"policy-without-effect", diag::Severity::Info, diag::kFixable},
    "`{}` has no effect: a {} is neither timed out nor tried again"};

constexpr std::array<std::string_view, 9> kControl = {
    "ForEach", "Until",       "IfCondition",    "Switch", "Filter",
    "Wait",    "SetVariable", "AppendVariable", "Fail"};
constexpr std::array<std::string_view, 3> kAttempts = {"timeout", "retry",
                                                       "retryIntervalInSeconds"};

/// The user interface writes `secureInput` and `secureOutput` for some of them.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const bool control = std::any_of(kControl.begin(), kControl.end(), [&](std::string_view type) {
      return is_type(activity, type);
    });
    const document::Document& document = program.document_of(activity.pipeline);
    const document::NodeId policy =
        control ? object_at(document, activity.node, "policy") : document::NodeId{};
    if (!policy.valid()) continue;
    for (const std::string_view name : kAttempts) {
      const document::NodeId node = document.find(policy, name);
      if (!node.valid()) continue;
      offer_removal(
          sink.report(kPolicyWithoutEffect, document.key_place(node), name, activity.type),
          document, node, true);
      break;
    }
  }
}

}  // namespace

const Rule policy_without_effect = {check_program};

}  // namespace adxc::rules
