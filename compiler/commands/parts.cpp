#include "compiler/commands/parts.h"

#include <iterator>
#include <set>

#include "compiler/program/parts.h"

namespace adxc::commands {
namespace {

void add(std::set<text::FileId>& files, const std::vector<diag::Diagnostic>& findings) {
  for (const diag::Diagnostic& finding : findings) {
    files.insert(finding.place.span.file);
    for (const diag::Related& related : finding.related) files.insert(related.place.span.file);
    if (!finding.fix) continue;
    for (const diag::Edit& edit : finding.fix->edits) files.insert(edit.span.file);
  }
}

/// Lets go of texts of files from `first` on that no finding shows.
void forget_unshown(text::SourceMap& sources, std::size_t first,
                    const std::vector<diag::Diagnostic>& findings) {
  std::set<text::FileId> shown;
  add(shown, findings);
  for (std::size_t i = first; i < sources.size(); ++i) {
    const text::FileId id{static_cast<std::uint32_t>(i)};
    if (!shown.contains(id)) sources.forget(id);
  }
}

void add(report::Findings& all, report::Findings part) {
  all.files += part.files;
  all.not_definitions += part.not_definitions;
  all.not_judged.files += part.not_judged.files;
  std::set<std::string> types(all.not_judged.types.begin(), all.not_judged.types.end());
  types.insert(part.not_judged.types.begin(), part.not_judged.types.end());
  all.not_judged.types.assign(types.begin(), types.end());
  std::move(part.diagnostics.begin(), part.diagnostics.end(), std::back_inserter(all.diagnostics));
}

}  // namespace

Result<JudgedParts> judge_in_parts(const Reading& reading, Judging& judging) {
  ADXC_LET(files, program::find_files({judging.paths.begin(), judging.paths.end()}));
  ADXC_LET(parts, program::parts_of(std::move(files), reading.limits));
  auto sources = std::make_unique<text::SourceMap>();
  report::Findings all{.sources = *sources, .diagnostics = {}};
  for (const std::vector<program::FoundFile>& part : parts) {
    const std::size_t first = sources->size();
    auto definitions = std::make_unique<Definitions>();
    definitions->workspace.sources = std::move(*sources);
    ADXC_TRY(read_part(*definitions, part, reading));
    report::Findings findings = judged(*definitions, judging);
    *sources = std::move(definitions->workspace.sources);
    definitions.reset();
    forget_unshown(*sources, first, findings.diagnostics);
    add(all, std::move(findings));
  }
  diag::sort_findings(all.diagnostics, *sources);
  return JudgedParts{std::move(sources), std::move(all)};
}

}  // namespace adxc::commands
