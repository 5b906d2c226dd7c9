#include <set>
#include <string>

#include "compiler/rules/kusto_commands.h"

namespace adxc::rules {

extern const Rule async_not_awaited;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kAsyncNotAwaited{
    {"async-not-awaited", diag::Severity::Warning},
    "the command only begins here and goes on after the activity has ended, but `{}` waits for "
    "it; wanted the command without `async`, or a look at `.show operations`"};

/// Pipelines in which somebody looks at the operations that were begun.
std::set<std::uint32_t> watching(const Program& program) {
  std::set<std::uint32_t> pipelines;
  for (const Text& text : program.texts) {
    const std::string folded = fold_case(program.document_of(text.object)[text.node].text);
    if (folded.find(".show operations") != std::string::npos) pipelines.insert(text.object.value);
  }
  return pipelines;
}

/// The first activity that waits for success of `on`; null when none does.
const Activity* waiting_for(const Program& program, ActivityId on) {
  constexpr std::uint8_t kSucceededOrCompleted = 1 | 8;
  for (const Activity& activity : program.activities) {
    for (const Dependency& dependency : activity.dependencies) {
      const bool waits =
          dependency.on == on && (dependency.conditions & kSucceededOrCompleted) != 0;
      if (waits) return &activity;
    }
  }
  return nullptr;
}

void check_program(const Program& program, diag::Sink& sink) {
  std::optional<std::set<std::uint32_t>> watched;
  for (std::size_t i = 0; i < program.activities.size(); ++i) {
    const Activity& activity = program.activities[i];
    const auto command = written_command(activity);
    const auto async = command ? async_word(command->text) : std::nullopt;
    if (!async) continue;
    if (!watched) watched = watching(program);
    if (watched->count(activity.pipeline.value) > 0) continue;
    const Activity* next = waiting_for(program, {static_cast<std::uint32_t>(i)});
    if (next == nullptr) continue;
    const document::Document& document = program.document_of(activity.pipeline);
    sink.report(kAsyncNotAwaited, place_in(document, command->node, async->begin, async->begin + 5),
                next->name);
  }
}

}  // namespace

const Rule async_not_awaited = {check_program};

}  // namespace adxc::rules
