#include "compiler/program/activity_names.h"
#include "compiler/program/order.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule output_before_run;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string> kOutputBeforeRun{
    {"output-before-run", diag::Severity::Error}, "`{}` {}"};

/// What is wrong with reading `read` in an expression of `reader`, or "".
std::string trouble(Before before, const Activity& read, const Activity& reader) {
  switch (before) {
    case Before::Yes:
    case Before::Unknown: return "";
    case Before::Itself: return "reads its own output, which it has only when it has ended";
    case Before::Around: return "reads the output of `" + read.name + "`, which it is a part of";
    case Before::Inside:
      // The condition of an Until is looked at after each turn of its activities.
      if (is_type(reader, "Until")) return "";
      return "reads the output of `" + read.name + "`, which runs only later, inside of it";
    case Before::No: break;
  }
  return "reads the output of `" + read.name + "`, but does not wait for it";
}

void check_program(const Program& program, diag::Sink& sink) {
  ActivityNames activities(program);
  Order order(program);
  each_use(program, expr::Use::Kind::Activity, [&](const Computed& computed, const expr::Use& use) {
    if (!computed.activity.valid()) return;
    const ActivityId read = activities.find(computed.object, use.name);
    if (!read.valid()) return;
    const Activity& reader = program.activity(computed.activity);
    const std::string words =
        trouble(order.before(read, computed.activity), program.activity(read), reader);
    if (words.empty()) return;
    sink.report(kOutputBeforeRun, {use.span, computed.tree.pointer}, reader.name, words)
        .related.push_back({program.place(computed.object, program.activity(read).name_node),
                            "the activity that is read"});
  });
}

}  // namespace

const Rule output_before_run = {check_program};

}  // namespace adxc::rules
