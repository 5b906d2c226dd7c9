// What the commands of this folder, and apply, do first: read definitions, judge them, plan them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/lower/lower.h"
#include "compiler/program/program.h"
#include "compiler/report/report.h"
#include "compiler/rules/rules.h"

namespace adxc::commands {

/// Definitions and what is to be said of them. On the heap, because program points into workspace.
struct Definitions {
  program::Workspace workspace;
  program::Program program;
  diag::Sink sink;
};

/// How definitions are read and judged.
struct Reading {
  document::Limits limits = {};
  model::DecodeOptions decode = {};
  rules::Wanted wanted = {};  // findings that somebody will look at; none means all
};

/// Reads and judges what stands below `paths`; none means the working folder. Errors: NotFound.
Result<std::unique_ptr<Definitions>> read_definitions(const std::vector<std::string>& paths,
                                                      const Reading& reading = {});

/// The same for files that were found before, into definitions that are empty but for sources.
Result<void> read_part(Definitions& definitions, const std::vector<program::FoundFile>& files,
                       const Reading& reading);

/// The same for texts, as if they were files of those names.
using NamedTexts = std::vector<std::pair<std::string, std::string>>;
std::unique_ptr<Definitions> judge_texts(NamedTexts files, const Reading& reading = {});

/// The findings so far, sorted; takes them out of the sink.
report::Findings findings_of(Definitions& definitions);

/// "name=value" words as parameters. Errors: Refused for a word without "=".
Result<std::map<std::string, std::string>> parameters_of(const std::vector<std::string>& words);

/// The sealed plan of one pipeline, or the code to exit with; why is then said on context.err.
tl::expected<plan::Plan, int> make_plan(const std::vector<std::string>& paths,
                                        const lower::Request& request, cli::Context& context);

/// Writes a file of ours whole. Errors: Denied.
Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace adxc::commands
