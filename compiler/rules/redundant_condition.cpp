#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule redundant_condition;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kRedundantCondition{
    {"redundant-condition", diag::Severity::Warning},
    "`Completed` means that `{}` succeeded or failed; the condition beside it adds nothing"};

constexpr std::uint8_t kSucceededOrFailed = 3;
constexpr std::uint8_t kCompleted = 8;

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    for (const Dependency& dependency : activity.dependencies) {
      const bool both = (dependency.conditions & kCompleted) != 0 &&
                        (dependency.conditions & kSucceededOrFailed) != 0;
      if (!both) continue;
      const document::Document& document = program.document_of(activity.pipeline);
      const document::NodeId entry = document[dependency.node].parent;
      const document::NodeId conditions = document.find(entry, "dependencyConditions");
      sink.report(kRedundantCondition, document.place(conditions), dependency.name);
    }
  }
}

}  // namespace

const Rule redundant_condition = {check_program};

}  // namespace adxc::rules
