// Ways of printing findings. Each x.cpp of this folder defines the Report named x.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace adxc::report {

/// Files that hold something adxc has no property table for, and so were read but not checked.
struct NotJudged {
  std::size_t files = 0;
  std::vector<std::string> types;  // as the user wrote them, sorted, each once
};

/// What the process exits with, and why in a word, for programs that read the report alone.
struct Exit {
  int code = 0;
  std::string_view reason;  // "ok", "findings", "configuration"
};

/// All that one run has to say.
struct Findings {
  const text::SourceMap& sources;
  std::vector<diag::Diagnostic> diagnostics;  // sorted, see diag::sort_findings
  std::size_t files = 0;                      // files read
  std::size_t not_definitions = 0;            // of those, that hold no object of a factory
  NotJudged not_judged = {};
  /// How the root that was asked for is reached from the working folder: "" or "factory/".
  std::string base = {};
  std::string baseline = {};  // file whose entries hide findings; "" when there is none
  std::optional<Exit> exit = {};

  /// Findings that count: those that are suppressed do not.
  std::size_t count(diag::Severity severity) const;
  std::size_t suppressed() const;
};

/// The sink's findings, sorted.
Findings collect(diag::Sink& sink, const text::SourceMap& sources, std::size_t files);

/// What the place where a report is printed can show.
struct Look {
  bool color = false;
  std::size_t width = 100;  // characters in a line; longer source lines are cut around the caret
};

struct Report {
  std::string_view name;     // "sarif"
  std::string_view summary;  // for help
  void (*print)(const Findings& findings, const Look& look, std::ostream& out) = nullptr;
};

/// Every report, by name.
std::vector<const Report*> all();

/// The report of that name, or null.
const Report* find(std::string_view name);

/// Where a span stands, in what people and other programs count: characters from 1; `end` is one
/// past the last character.
struct Region {
  std::string path;  // as the file is reached from the working folder, forward slashes
  text::Position begin;
  text::Position end;
};
Region region(const Findings& findings, text::Span span);

/// The page about a rule, relative to the project: "docs/rules/unused-dataset.md".
std::string page(const diag::Rule& rule);

/// "41 files, 5 findings (4 errors, 1 warning), 3 suppressed, 12 hidden by adxc-baseline.json".
std::string summary(const Findings& findings);

/// "3 files not judged yet: types without a table: `AzureSqlSink`, `Until`"; "" when there are
/// none.
std::string not_judged(const Findings& findings);

/// That there was nothing to judge, a wrong path most likely; "" when there was.
std::string nothing_to_judge(const Findings& findings);

}  // namespace adxc::report
