// Which files a copy reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/plan/plan.h"
#include "runtime/sys/world.h"

namespace adxc::files {

/// What dataset and source say about the files, under Data Factory's names. Paths are relative to
/// the root folder of the linked service.
struct Selection {
  std::string folder;                          // location.folderPath
  std::string file;                            // location.fileName
  std::optional<std::string> wildcard_folder;  // replaces folder; each part is a pattern
  std::optional<std::string> wildcard_file;    // replaces file
  std::string list;                            // fileListPath: names files, relative to folder
  bool recursive = true;
  std::optional<std::int64_t> modified_from;   // ticks
  std::optional<std::int64_t> modified_until;  // ticks, not included
};

/// Errors (Refused): a time that is none.
Result<Selection> selection_of(const plan::Settings& dataset, const plan::Settings& source);

/// The files, relative to `root`, in the order of their paths; a list's files in its order. Errors:
/// NotFound names the file, the folder, or the pattern that nothing matches. Nothing is left only
/// when every file was changed at another time.
Result<std::vector<std::string>> select(sys::Files& files, const std::string& root,
                                        const Selection& selection);

}  // namespace adxc::files
