// Which activity comes before which, through dependencies and containers.
#pragma once

#include <unordered_set>

#include "compiler/program/program.h"

namespace adxc::program {

enum class Before : std::uint8_t {
  Yes,      // it has ended, or has been skipped, when the other begins
  No,       // nothing makes the other wait for it
  Itself,   // they are the same
  Around,   // it is a container around the other
  Inside,   // it stands inside of the other
  Unknown,  // a dependency on the way names no activity
};

/// Answers for one activity after the other. The first question about an activity costs time in
/// proportion to the dependencies of its list; the service allows 120 activities in a pipeline.
class Order {
 public:
  explicit Order(const Program& program) : program_(program) {}

  /// How `first` stands to `second`; both are of one pipeline.
  Before before(ActivityId first, ActivityId second);

 private:
  struct Pair {
    ActivityId first;
    ActivityId second;
  };
  /// The ancestors of both, or the activities themselves, that stand in one list or, as branches,
  /// in one container.
  Pair level(ActivityId first, ActivityId second) const;
  std::size_t depth(ActivityId id) const;
  void reach_from(ActivityId id);

  const Program& program_;
  ActivityId from_;                            // reached_ belongs to it
  std::unordered_set<std::uint32_t> reached_;  // all it waits for
  bool dangling_ = false;                      // a dependency on the way names nothing
};

}  // namespace adxc::program
