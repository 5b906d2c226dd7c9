// Lint over several factories: each part is read, judged and let go before the next, so that memory
// follows the largest part and not the sum.
#pragma once

#include <memory>

#include "compiler/commands/judging.h"

namespace adxc::commands {

/// Findings, and the texts that they show.
struct JudgedParts {
  std::unique_ptr<text::SourceMap> sources;
  report::Findings findings;
};

/// The same findings as judged(read_definitions(…)) gives; texts of files without findings are
/// gone. For runs that need the definitions for nothing else and have no baseline. Errors: as
/// read_definitions().
Result<JudgedParts> judge_in_parts(const Reading& reading, Judging& judging);

}  // namespace adxc::commands
