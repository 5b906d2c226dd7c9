// Findings in the diagnostic format of reviewdog. Only for compiler/report.
// Source: https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
#pragma once

#include "compiler/report/json_rows.h"

namespace adxc::report {

/// One `Diagnostic`. Columns are bytes of UTF-8 from 1, ends are exclusive; a fix is one
/// suggestion.
Json rdf_row(const Findings& findings, const Secrets& secrets, const diag::Diagnostic& diagnostic);

}  // namespace adxc::report
