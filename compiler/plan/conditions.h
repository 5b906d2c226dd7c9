// The words of dependency conditions.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "compiler/plan/plan.h"

namespace adxc::plan {

inline constexpr std::array<std::pair<Condition, std::string_view>, 4> kConditions = {
    {{Condition::Succeeded, "Succeeded"},
     {Condition::Failed, "Failed"},
     {Condition::Skipped, "Skipped"},
     {Condition::Completed, "Completed"}}};

/// True if the set of Edge::conditions holds `condition`.
constexpr bool has(std::uint8_t set, Condition condition) {
  return (set & static_cast<std::uint8_t>(condition)) != 0;
}

}  // namespace adxc::plan
