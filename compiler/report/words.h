// What several reports say in the same words. Only for compiler/report.
#pragma once

#include <string>
#include <vector>

#include "compiler/report/report.h"

namespace adxc::report {

using Chosen = std::vector<const diag::Diagnostic*>;

/// The findings that count, by place: those that are suppressed are left out.
Chosen counting(const Findings& findings);

/// The same, errors first.
Chosen worst_first(const Findings& findings);

/// "factory/pipeline/Nightly.json:15:29", safe for a terminal and for the log of a build.
std::string shown_place(const Findings& findings, const diag::Place& place);

/// "write `copyBehavior`", or "write `copyBehavior` (unsafe)".
std::string fix_words(const diag::Fix& fix);

/// What is to be said below a finding's message, a line each: notes, the fix, related places.
std::vector<std::string> remarks(const Findings& findings, const diag::Diagnostic& diagnostic);

/// The message and the remarks as lines, the first without what would end it early.
std::string told(const Findings& findings, const diag::Diagnostic& diagnostic);

/// Words of a format that has names of its own for severities.
struct SeverityWords {
  std::string_view error;
  std::string_view warning;
  std::string_view info;

  std::string_view of(diag::Severity severity) const;
};

}  // namespace adxc::report
