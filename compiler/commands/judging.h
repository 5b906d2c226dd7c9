// What of the findings counts: the configuration, the command line, suppressions and the baseline,
// as lint and its fixes apply them.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/commands/definitions.h"
#include "compiler/policy/baseline.h"
#include "compiler/policy/choice.h"
#include "compiler/policy/config.h"

namespace adxc::commands {

/// What `--baseline` asks for.
enum class BaselineUse { Hide, Write, Prune, None };

/// Everything that decides what counts, for one run.
struct Judging {
  Judging(policy::Choice chosen, std::string day)
      : choice(std::move(chosen)), today(std::move(day)) {}

  std::unique_ptr<policy::ConfigFile> config;
  policy::Choice choice;
  std::string today;
  bool strict = false;
  policy::Level fail_on = policy::Level::Error;  // Off: never
  std::vector<std::string> paths;                // what is checked
  std::filesystem::path root;  // what the names of files are relative to; "" is the working folder
  BaselineUse use = BaselineUse::Hide;
  std::filesystem::path baseline_file;
  std::optional<std::string> baseline;  // its text, when there is one
  std::string changed_since;            // a revision of git; "": everything counts

  /// A file of findings, relative to the configuration's folder.
  std::string configured_path(const std::string& shown) const;
};

/// Reads the configuration and the options of lint. Errors: NotFound, Refused. Mistakes in
/// adxc.yaml are in config->mistakes, and then nothing else can be used.
Result<Judging> judging_of(const cli::Arguments& arguments, const cli::Context& context);

/// What is wrong with a configuration; all of it is an error.
report::Findings config_findings(policy::ConfigFile& file);

/// The findings that are left, with the severities they have here; suppressed ones are marked.
report::Findings judged(Definitions& definitions, Judging& judging);

/// Writes or prunes the baseline if that was asked for. Errors: Denied.
Result<void> keep_baseline(const Definitions& definitions, const Judging& judging,
                           const report::Findings& findings);

/// Of those, with `changed_since`: the ones in files that git says have changed since then, and in
/// objects that depend on what is in them. Errors: NotFound.
Result<report::Findings> judged_changes(Definitions& definitions, Judging& judging);

/// True if a finding counts that is as bad as --fail-on says.
bool fails(const Judging& judging, const report::Findings& findings);

}  // namespace adxc::commands
