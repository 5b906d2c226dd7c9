#include "compiler/rules/rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/base/parallel.h"

namespace adxc::rules {

#define ADXC_ENTRY(name) extern const Rule name;
#include "entries.inc"
#undef ADXC_ENTRY

namespace {

/// Fewer objects are judged before a thread has begun.
constexpr std::size_t kWorthThreads = 100;
constexpr std::size_t kRulesAThread = 16;

bool is_wanted(std::string name, const Rule& rule, const Wanted& wanted) {
  if (!wanted || rule.also.data() == kSlugsFromElsewhere) return true;
  std::replace(name.begin(), name.end(), '_', '-');
  return wanted(name) || std::any_of(rule.also.begin(), rule.also.end(), wanted);
}

std::vector<const Rule*> wanted_rules(const Wanted& wanted) {
  std::vector<const Rule*> rules;
#define ADXC_ENTRY(name) \
  if (is_wanted(#name, name, wanted)) rules.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return rules;
}

/// Rules only look, so several threads can; what they find comes in the order of the rules.
void check_all(const program::Program& program, diag::Sink& sink, const Wanted& wanted) {
  const std::vector<const Rule*> rules = wanted_rules(wanted);
  const std::size_t worth =
      program.workspace->objects.size() < kWorthThreads ? rules.size() : kRulesAThread;
  std::vector<diag::Sink> found(rules.size());
  in_parallel(
      rules.size(), [&](std::size_t i) { rules[i]->check(program, found[i]); }, worth);
  for (diag::Sink& findings : found)
    for (diag::Diagnostic& finding : findings.take()) sink.add(std::move(finding));
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
