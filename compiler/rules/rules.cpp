#include "compiler/rules/rules.h"

#include <algorithm>
#include <set>
#include <string>

namespace adxc::rules {

#define ADXC_ENTRY(name) extern const Rule name;
#include "entries.inc"
#undef ADXC_ENTRY

namespace {

bool is_wanted(std::string name, const Rule& rule, const Wanted& wanted) {
  if (!wanted || rule.also.data() == kSlugsFromElsewhere) return true;
  std::replace(name.begin(), name.end(), '_', '-');
  return wanted(name) || std::any_of(rule.also.begin(), rule.also.end(), wanted);
}

void check_all(const program::Program& program, diag::Sink& sink, const Wanted& wanted) {
#define ADXC_ENTRY(name) \
  if (is_wanted(#name, name, wanted)) name.check(program, sink);
#include "entries.inc"
#undef ADXC_ENTRY
}

std::set<text::FileId> cut_files(const program::Program& program) {
  std::set<text::FileId> files;
  for (const document::Document& document : program.workspace->documents)
    if (document.cut) files.insert(document.file->id);
  return files;
}

}  // namespace

/// Of a text that breaks off, nothing is certain but what stands in it.
void check(const program::Program& program, diag::Sink& sink, const Wanted& wanted) {
  const std::set<text::FileId> cut = cut_files(program);
  if (cut.empty()) return check_all(program, sink, wanted);
  diag::Sink findings;
  check_all(program, findings, wanted);
  for (diag::Diagnostic& finding : findings.take())
    if (finding.secret || !cut.contains(finding.place.span.file)) sink.add(std::move(finding));
}

}  // namespace adxc::rules
