#include <array>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule clock_read_twice;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kClockReadTwice{
    {"clock-read-twice", diag::Severity::Info},
    "`{}()` is called twice in one expression; the two times differ, and may fall on different "
    "days"};

bool reads_clock(const expr::Node& node) {
  constexpr std::array<std::string_view, 3> kClocks = {"utcNow", "getPastTime", "getFutureTime"};
  for (const std::string_view clock : kClocks) {
    if (node.kind == expr::NodeKind::Call && equal_fold(node.text, clock)) return true;
  }
  return false;
}

/// Only calls inside one expression: whole pipelines read the clock where they need it.
void check_program(const Program& program, diag::Sink& sink) {
  each_expression(program, [&](const Computed& computed, const expr::Tree& tree) {
    const expr::Node* first = nullptr;
    for (const expr::Node& node : tree.nodes) {
      if (!reads_clock(node)) continue;
      if (first == nullptr) {
        first = &node;
        continue;
      }
      sink.report(kClockReadTwice, {node.span, computed.tree.pointer}, node.text)
          .notes.emplace_back("`pipeline().TriggerTime` and a variable stay the same in a run");
      return;
    }
  });
}

}  // namespace

const Rule clock_read_twice = {check_program};

}  // namespace adxc::rules
