#include "compiler/program/activity_names.h"

#include <algorithm>

#include "compiler/base/names.h"

namespace adxc::program {

ActivityRange activities_of(const Program& program, ObjectId pipeline) {
  const auto& all = program.activities;
  const auto begin =
      std::lower_bound(all.begin(), all.end(), pipeline,
                       [](const Activity& a, ObjectId id) { return a.pipeline.value < id.value; });
  const auto end = std::upper_bound(begin, all.end(), pipeline, [](ObjectId id, const Activity& a) {
    return id.value < a.pipeline.value;
  });
  return {static_cast<std::size_t>(begin - all.begin()),
          static_cast<std::size_t>(end - all.begin())};
}

ActivityId ActivityNames::find(ObjectId pipeline, std::string_view name) {
  turn_to(pipeline);
  const auto found = by_name_.find(fold_case(name));
  return found == by_name_.end() ? ActivityId{} : found->second;
}

std::vector<std::string_view> ActivityNames::names(ObjectId pipeline) const {
  std::vector<std::string_view> names;
  const ActivityRange range = activities_of(program_, pipeline);
  for (std::size_t i = range.begin; i < range.end; ++i)
    names.push_back(program_.activities[i].name);
  return names;
}

void ActivityNames::turn_to(ObjectId pipeline) {
  if (pipeline_.valid() && pipeline_.value == pipeline.value) return;
  pipeline_ = pipeline;
  by_name_.clear();
  const ActivityRange range = activities_of(program_, pipeline);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    by_name_.emplace(fold_case(program_.activities[i].name),
                     ActivityId{static_cast<std::uint32_t>(i)});
  }
}

}  // namespace adxc::program
