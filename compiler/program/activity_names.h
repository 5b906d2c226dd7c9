// Activities of a pipeline by name, whatever the case and at whatever depth.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/program/program.h"

namespace adxc::program {

/// The activities of a pipeline stand side by side in Program::activities: [begin, end).
struct ActivityRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
ActivityRange activities_of(const Program& program, ObjectId pipeline);

/// Keeps the names of the pipeline that was asked for last, for callers that go through a program
/// in order.
class ActivityNames {
 public:
  explicit ActivityNames(const Program& program) : program_(program) {}

  /// The first activity of that name; invalid when there is none.
  ActivityId find(ObjectId pipeline, std::string_view name);
  /// All names, as written.
  std::vector<std::string_view> names(ObjectId pipeline) const;

 private:
  void turn_to(ObjectId pipeline);

  const Program& program_;
  ObjectId pipeline_;
  std::unordered_map<std::string, ActivityId> by_name_;  // folded
};

}  // namespace adxc::program
