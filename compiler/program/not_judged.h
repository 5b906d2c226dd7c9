// What adxc has no property table for, so that nobody takes its silence for approval.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "compiler/program/program.h"

namespace adxc::program {

struct NotJudged {
  std::size_t files = 0;        // that hold at least one such thing
  std::set<std::string> types;  // "AzureSqlSink"; of an object of no type its kind, "notebook"
};

/// Known types at any depth of linked services, datasets and pipelines, and objects of other kinds.
NotJudged not_judged(const Program& program);

}  // namespace adxc::program
