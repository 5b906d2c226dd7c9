// Several factories in one run: which of their files must be judged together. Factories that do not
// refer to each other can be judged one after the other, so that a run over many needs no more
// memory than the largest.
#pragma once

#include <cstddef>
#include <vector>

#include "compiler/program/workspace.h"

namespace adxc::program {

/// Files that are judged together, in their order.
struct Part {
  std::vector<FoundFile> files;
  std::size_t bytes = 0;  // of their texts; of a part that is the only one nobody has looked
};

/// The files in parts that can be judged each for itself with the same result, the largest first.
/// Reads all of them once when there is more than one factory. Errors: as read_files().
Result<std::vector<Part>> parts_of(std::vector<FoundFile> files, const document::Limits& limits);

}  // namespace adxc::program
