// `additionalColumns` of a copy's source, as plans spell them. Only stores include this.
#pragma once

#include <vector>

#include <fmt/format.h>

#include "compiler/plan/plan.h"
#include "runtime/rows/added_columns.h"

namespace adxc::stores {

inline std::vector<rows::AddedColumn> added_columns(const plan::Settings& use) {
  std::vector<rows::AddedColumn> columns;
  while (true) {
    const std::string prefix = fmt::format("additionalColumns.{}.", columns.size());
    const std::string name = plan::text(use, prefix + "name");
    if (name.empty()) return columns;
    columns.push_back({name, plan::text(use, prefix + "value")});
  }
}

}  // namespace adxc::stores
