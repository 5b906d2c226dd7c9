// Where findings are printed: `-o FMT[=FILE]`, and what the continuous integration around us reads.
#pragma once

#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/report/report.h"

namespace adxc::commands {

/// One `-o FMT[=FILE]`.
struct Output {
  const report::Report* report = nullptr;
  std::string file;  // "" is stdout
};

/// What was asked for by `words`; by default text, and the annotations of GitHub Actions or Azure
/// Pipelines where we run inside one. Errors: NotFound for a report that does not exist.
Result<std::vector<Output>> outputs_of(const std::vector<std::string>& words,
                                       const cli::Context& context);

/// Prints to all outputs; with `silent` nothing goes to stdout. Annotations of GitHub are completed
/// by a page for the run, where GITHUB_STEP_SUMMARY names its file. Errors: Denied.
Result<void> print_to(const std::vector<Output>& outputs, const report::Findings& findings,
                      bool silent, cli::Context& context);

/// The names of all reports and what they are for, a line each.
std::string list_of_reports();

/// How files below `paths` are reached from the working folder: "factory/" when that is the one
/// folder that was asked for, "" otherwise, also outside the working folder.
std::string base_of(const std::vector<std::string>& paths);

}  // namespace adxc::commands
