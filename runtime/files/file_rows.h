// Several files as one stream of rows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/formats/format.h"
#include "runtime/rows/batch.h"
#include "runtime/sys/world.h"

namespace adxc::files {

/// The rows of `paths` (relative to `root`, at least one), one file after the other. The first file
/// decides the columns; those of the others are matched by name. Errors: Data names both files when
/// their columns differ, and what the format says.
Result<std::unique_ptr<rows::RowSource>> read_files(sys::Files& files, std::string root,
                                                    std::vector<std::string> paths,
                                                    const formats::Format& format,
                                                    const formats::Use& use);

/// A source without files: no columns, no rows.
std::unique_ptr<rows::RowSource> no_rows();

}  // namespace adxc::files
