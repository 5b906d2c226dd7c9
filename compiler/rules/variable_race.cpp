#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule variable_race;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kVariableRace{
    {"variable-race", diag::Severity::Warning},
    "`{}` sets a variable while `{}` works on several items at once"};

bool is_parallel(const Program& program, const Activity& loop) {
  if (!is_type(loop, "ForEach")) return false;
  const bool one_by_one = has_literal(program, loop, "isSequential", "true") ||
                          has_literal(program, loop, "batchCount", "1");
  return !one_by_one;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    if (!is_type(activity, "SetVariable")) continue;
    for (ActivityId id = activity.parent; id.valid(); id = program.activity(id).parent) {
      const Activity& loop = program.activity(id);
      if (!is_parallel(program, loop)) continue;
      sink.report(kVariableRace, program.place(activity.pipeline, activity.name_node),
                  activity.name, loop.name)
          .notes.emplace_back(
              "a variable belongs to the whole pipeline: `isSequential`, or a "
              "pipeline called for each item, keeps the items apart");
      break;
    }
  }
}

}  // namespace

const Rule variable_race = {check_program};

}  // namespace adxc::rules
