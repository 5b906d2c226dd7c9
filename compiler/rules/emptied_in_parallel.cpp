#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/model/search.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule emptied_in_parallel;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view> kEmptiedInParallel{
    {"emptied-in-parallel", diag::Severity::Warning},
    "every turn of the loop `{}` empties the same table while others write to it; wanted "
    "`isSequential: true`, or to empty it before the loop"};

bool empties(std::string_view script) {
  const std::string folded = fold_case(script);
  return folded.find("truncate") != std::string::npos ||
         folded.find("delete ") != std::string::npos || folded.find("drop ") != std::string::npos;
}

/// The nearest loop around an activity that runs its turns side by side; null when there is none.
const Activity* parallel_loop(const Program& program, const Activity& activity) {
  for (ActivityId at = activity.parent; at.valid(); at = program.activity(at).parent) {
    const Activity& around = program.activity(at);
    const auto* loop = model::as<model::ForEachActivity>(around.entity->type_properties);
    if (loop != nullptr && !loop->is_sequential.value_or(false)) return &around;
  }
  return nullptr;
}

void check_copy(const Program& program, const Copy& copy, diag::Sink& sink) {
  const NodeId script = value_at(*copy.document, copy.sink.node, "preCopyScript");
  if (!script.valid() || !is_text((*copy.document)[script])) return;
  const std::string_view text = (*copy.document)[script].text;
  if (!empties(text) || expr::is_expression(text) || copy.sink.link == nullptr) return;
  // With computed arguments every turn may have a table of its own.
  if (!model::expressions_under(*copy.document, copy.sink.link->node).empty()) return;
  const Activity* loop = parallel_loop(program, *copy.activity);
  if (loop == nullptr) return;
  sink.report(kEmptiedInParallel, copy.document->place(script), loop->name);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    if (copy.sink.node.valid()) check_copy(program, copy, sink);
  }
}

}  // namespace

const Rule emptied_in_parallel = {check_program};

}  // namespace adxc::rules
