#include <algorithm>
#include <set>

#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule reference_cycle;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string, std::string> kReferenceCycle{
    {"reference-cycle", diag::Severity::Error}, "`{}` calls itself{}"};

/// Who calls whom, by position in Workspace::objects.
using Calls = std::map<std::uint32_t, std::vector<const Link*>>;

Calls calls_of(const Program& program) {
  Calls calls;
  for (const Link& link : program.links) {
    const bool call = link.kind == ObjectKind::Pipeline && link.state == Link::State::Found &&
                      link.activity.valid();
    if (call) calls[link.from.value].push_back(&link);
  }
  return calls;
}

/// Walks down from each pipeline once; a call that leads back to a pipeline above is a cycle.
class Walk {
 public:
  Walk(const Program& program, diag::Sink& sink)
      : program_(program), calls_(calls_of(program)), sink_(sink) {}

  void from_everywhere() {
    for (const auto& [pipeline, calls] : calls_) from(pipeline);
  }

 private:
  struct Step {
    std::uint32_t pipeline;
    std::size_t next = 0;  // of its calls
  };

  void from(std::uint32_t start) {
    if (!seen_.insert(start).second) return;
    above_ = {{start}};
    while (!above_.empty()) {
      Step& step = above_.back();
      const auto calls = calls_.find(step.pipeline);
      if (calls == calls_.end() || step.next == calls->second.size()) {
        above_.pop_back();
        continue;
      }
      const Link& call = *calls->second[step.next++];
      if (is_above(call.target.value)) {
        report(call);
      } else if (seen_.insert(call.target.value).second) {
        above_.push_back({call.target.value});
      }
    }
  }

  bool is_above(std::uint32_t pipeline) const {
    return std::ranges::find(above_, pipeline, &Step::pipeline) != above_.end();
  }

  /// "`A` calls itself, by way of `B` and `C`", at the call that closes the circle.
  void report(const Link& call) {
    const auto first = std::ranges::find(above_, call.target.value, &Step::pipeline);
    std::string way;
    for (auto step = first + 1; step != above_.end(); ++step)
      way += (way.empty() ? ", by way of `" : ", `") + program_.object({step->pipeline}).name + "`";
    sink_.report(kReferenceCycle, program_.place(call.from, call.name_node),
                 program_.object(call.target).name, way);
  }

  const Program& program_;
  Calls calls_;
  diag::Sink& sink_;
  std::set<std::uint32_t> seen_;
  std::vector<Step> above_;
};

void check_program(const Program& program, diag::Sink& sink) {
  Walk(program, sink).from_everywhere();
}

}  // namespace

const Rule reference_cycle = {check_program};

}  // namespace adxc::rules
