#include "compiler/rules/expressions.h"
#include "compiler/rules/fixes.h"

namespace adxc::rules {

extern const Rule redundant_condition;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kRedundantCondition{
    {"redundant-condition", diag::Severity::Warning, diag::kFixable},
    "`Completed` means that `{}` succeeded or failed; the condition beside it adds nothing"};

constexpr std::uint8_t kSucceededOrFailed = 3;
constexpr std::uint8_t kCompleted = 8;
constexpr std::uint8_t kSkipped = 4;

/// A list in brackets, which one condition replaces in JSON and in YAML alike.
std::optional<diag::Fix> only_completed(const document::Document& document,
                                        document::NodeId conditions) {
  const text::Span span = document[conditions].span;
  if (!document.file->view(span).starts_with('[')) return std::nullopt;
  return diag::Fix{"write `Completed` alone", true, {{span, "[\"Completed\"]"}}};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    for (const Dependency& dependency : activity.dependencies) {
      const bool both = (dependency.conditions & kCompleted) != 0 &&
                        (dependency.conditions & kSucceededOrFailed) != 0;
      if (!both) continue;
      const document::Document& document = program.document_of(activity.pipeline);
      const document::NodeId entry = document[dependency.node].parent;
      const document::NodeId conditions = document.find(entry, "dependencyConditions");
      diag::Diagnostic& finding =
          sink.report(kRedundantCondition, document.place(conditions), dependency.name);
      if ((dependency.conditions & kSkipped) == 0)
        diag::offer(finding, only_completed(document, conditions));
    }
  }
}

}  // namespace

const Rule redundant_condition = {check_program};

}  // namespace adxc::rules
