#include <algorithm>

#include <fmt/format.h>

#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule depends_on_cycle;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kDependsOnCycle{
    {"depends-on-cycle", diag::Severity::Error},
    "activities wait for each other and none can begin: {}"};

/// Depth-first search that reports each cycle once, at the dependency that closes it.
class Search {
 public:
  Search(const Program& program, diag::Sink& sink)
      : program_(program), sink_(sink), state_(program.activities.size(), State::New) {}

  void run() {
    for (std::size_t i = 0; i < state_.size(); ++i)
      visit(ActivityId{static_cast<std::uint32_t>(i)});
  }

 private:
  enum class State : std::uint8_t { New, Open, Done };

  /// The search keeps its own stack: chains are as long as a file allows.
  void visit(ActivityId start) {
    if (state_[start.value] != State::New) return;
    open(start);
    while (!path_.empty()) {
      Step& step = path_.back();
      const std::vector<Dependency>& next = program_.activity(step.activity).dependencies;
      if (step.next == next.size()) {
        state_[step.activity.value] = State::Done;
        path_.pop_back();
        continue;
      }
      const Dependency& dependency = next[step.next++];
      if (!dependency.on.valid()) continue;
      if (state_[dependency.on.value] == State::New) {
        open(dependency.on);
      } else if (state_[dependency.on.value] == State::Open) {
        report(program_.activity(step.activity), dependency);
      }
    }
  }

  void open(ActivityId id) {
    state_[id.value] = State::Open;
    path_.push_back({id, 0});
  }

  void report(const Activity& from, const Dependency& closing) {
    const auto begin = std::find_if(path_.begin(), path_.end(),
                                    [&](const Step& step) { return step.activity == closing.on; });
    std::string cycle;
    for (auto step = begin; step != path_.end(); ++step) {
      cycle += fmt::format("`{}` waits for ", program_.activity(step->activity).name);
    }
    cycle += fmt::format("`{}`", program_.activity(closing.on).name);
    sink_.report(kDependsOnCycle, program_.place(from.pipeline, closing.node), cycle);
  }

  struct Step {
    ActivityId activity;
    std::size_t next;  // dependency to follow next
  };
  const Program& program_;
  diag::Sink& sink_;
  std::vector<State> state_;
  std::vector<Step> path_;
};

void check_program(const Program& program, diag::Sink& sink) {
  Search(program, sink).run();
}

}  // namespace

const Rule depends_on_cycle = {check_program};

}  // namespace adxc::rules
