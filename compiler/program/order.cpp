#include "compiler/program/order.h"

#include <vector>

namespace adxc::program {
namespace {

bool same(ActivityId a, ActivityId b) {
  return a.valid() == b.valid() && (!a.valid() || a.value == b.value);
}

}  // namespace

Before Order::before(ActivityId first, ActivityId second) {
  if (same(first, second)) return Before::Itself;
  const Pair pair = level(first, second);
  if (same(pair.first, pair.second)) {
    return same(pair.first, first) ? Before::Around : Before::Inside;
  }
  reach_from(pair.second);
  if (reached_.count(pair.first.value) > 0) return Before::Yes;
  return dangling_ ? Before::Unknown : Before::No;
}

std::size_t Order::depth(ActivityId id) const {
  std::size_t depth = 0;
  for (; id.valid(); id = program_.activity(id).parent) ++depth;
  return depth;
}

Order::Pair Order::level(ActivityId first, ActivityId second) const {
  std::size_t first_depth = depth(first);
  std::size_t second_depth = depth(second);
  for (; first_depth > second_depth; --first_depth) first = program_.activity(first).parent;
  for (; second_depth > first_depth; --second_depth) second = program_.activity(second).parent;
  while (!same(first, second) &&
         !same(program_.activity(first).parent, program_.activity(second).parent)) {
    first = program_.activity(first).parent;
    second = program_.activity(second).parent;
  }
  return {first, second};
}

void Order::reach_from(ActivityId id) {
  if (same(from_, id)) return;
  from_ = id;
  dangling_ = false;
  reached_.clear();
  std::vector<ActivityId> open = {id};
  while (!open.empty()) {
    const ActivityId next = open.back();
    open.pop_back();
    for (const Dependency& dependency : program_.activity(next).dependencies) {
      if (!dependency.on.valid()) dangling_ = true;
      if (dependency.on.valid() && reached_.insert(dependency.on.value).second)
        open.push_back(dependency.on);
    }
  }
}

}  // namespace adxc::program
