#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/rules/table_writes.h"

namespace adxc::rules {

extern const Rule unordered_writes;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kReplaces{
    {"unordered-writes", diag::Severity::Warning},
    "`{}` and `{}` write to the table `{}` without one waiting for the other, and one of them "
    "removes what is in it; wanted `dependsOn`"};
constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kAppends{
    {"unordered-writes", diag::Severity::Info},
    "`{}` and `{}` append to the table `{}` at the same time; when one fails and the pipeline is "
    "run again, the rows of the other stand there twice"};

class Order {
 public:
  explicit Order(const Program& program) : program_(program) {}

  /// True if one of the two begins only after the other has ended, or both cannot run in one turn.
  bool holds(ActivityId one, ActivityId other) const {
    return waits(one, other) || waits(other, one);
  }

 private:
  /// True if `late`, or a loop or condition around it, waits for `early` or for what is around it.
  bool waits(ActivityId late, ActivityId early) const {
    std::set<std::uint32_t> early_ones;
    for (ActivityId at = early; at.valid(); at = program_.activity(at).parent)
      early_ones.insert(at.value);
    std::set<std::uint32_t> seen;
    std::vector<ActivityId> open;
    for (ActivityId at = late; at.valid(); at = program_.activity(at).parent) {
      if (early_ones.count(at.value) > 0) break;  // what is around both orders neither
      push(at, open);
    }
    while (!open.empty()) {
      const ActivityId at = open.back();
      open.pop_back();
      if (early_ones.count(at.value) > 0) return true;
      if (seen.insert(at.value).second) push(at, open);
    }
    return false;
  }

  void push(ActivityId of, std::vector<ActivityId>& open) const {
    for (const Dependency& dependency : program_.activity(of).dependencies)
      if (dependency.on.valid()) open.push_back(dependency.on);
  }

  const Program& program_;
};

bool is_inactive(const Activity& activity) {
  return equal_fold(activity.entity->state.value_or(""), "Inactive");
}

/// Branches of one condition never run together.
bool in_other_branch(const Program& program, const Activity& one, const Activity& other) {
  return one.list != other.list && one.parent.valid() && one.parent == other.parent &&
         !equal_fold(program.activity(one.parent).type, "ForEach");
}

void check_pair(const Program& program, const TableWrite& one, const TableWrite& other,
                diag::Sink& sink) {
  const Activity& first = program.activity(one.activity);
  const Activity& second = program.activity(other.activity);
  if (is_inactive(first) || is_inactive(second)) return;
  if (in_other_branch(program, first, second) || Order(program).holds(one.activity, other.activity))
    return;
  const auto& kind = one.replaces || other.replaces ? kReplaces : kAppends;
  sink.report(kind, other.place, first.name, second.name, other.table)
      .related.push_back({one.place, "the other one writes here"});
}

/// Each write is held against the first and the one before it, so that the work grows with their
/// number.
void check_program(const Program& program, diag::Sink& sink) {
  std::map<std::string, std::vector<TableWrite>> tables;
  for (TableWrite& write : table_writes(program)) {
    const ObjectId pipeline = program.activity(write.activity).pipeline;
    tables[std::to_string(pipeline.value) + "/" + write.key].push_back(std::move(write));
  }
  for (const auto& [table, writes] : tables) {
    for (std::size_t i = 1; i < writes.size(); ++i) {
      check_pair(program, writes[0], writes[i], sink);
      if (i > 1) check_pair(program, writes[i - 1], writes[i], sink);
    }
  }
}

}  // namespace

const Rule unordered_writes = {check_program};

}  // namespace adxc::rules
