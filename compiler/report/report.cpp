#include "compiler/report/report.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/text/glyphs.h"

namespace adxc::report {

#define ADXC_ENTRY(name) extern const Report name;
#include "entries.inc"
#undef ADXC_ENTRY

namespace {

/// Types that one line names; the JSON report has them all.
constexpr std::size_t kMostTypes = 12;

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

bool is_hidden(const diag::Diagnostic& diagnostic) {
  return diagnostic.suppressed && diagnostic.suppressed->kind == diag::Suppression::Kind::External;
}

}  // namespace

std::vector<const Report*> all() {
  std::vector<const Report*> reports;
#define ADXC_ENTRY(name) reports.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return reports;
}

const Report* find(std::string_view name) {
  const std::vector<const Report*> reports = all();
  const auto found =
      std::ranges::find_if(reports, [&](const Report* report) { return report->name == name; });
  return found == reports.end() ? nullptr : *found;
}

std::size_t Findings::count(diag::Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count_if(diagnostics, [&](const auto& diagnostic) {
    return diagnostic.rule.severity == severity && !diagnostic.suppressed;
  }));
}

std::size_t Findings::suppressed() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      diagnostics, [](const auto& diagnostic) { return diagnostic.suppressed.has_value(); }));
}

Findings collect(diag::Sink& sink, const text::SourceMap& sources, std::size_t files) {
  Findings findings{.sources = sources, .diagnostics = sink.take(), .files = files};
  diag::sort_findings(findings.diagnostics, sources);
  return findings;
}

Region region(const Findings& findings, text::Span span) {
  const text::SourceFile& file = findings.sources.file(span.file);
  return {findings.base + file.path, file.position(span.begin), file.position(span.end)};
}

std::string page(const diag::Rule& rule) {
  return fmt::format("docs/rules/{}.md", rule.slug);
}

std::string summary(const Findings& findings) {
  using enum diag::Severity;
  const std::size_t suppressed = findings.suppressed();
  std::string line = counted(findings.files, "file") + ", " +
                     counted(findings.diagnostics.size() - suppressed, "finding");
  std::string_view before = " (";
  std::string_view after;
  for (const diag::Severity severity : std::array{Error, Warning, Info}) {
    const std::size_t count = findings.count(severity);
    if (count == 0) continue;
    line.append(before).append(counted(count, diag::word(severity)));
    before = ", ";
    after = ")";
  }
  line += after;
  const auto hidden = static_cast<std::size_t>(std::ranges::count_if(
      findings.diagnostics, [](const auto& diagnostic) { return is_hidden(diagnostic); }));
  if (suppressed > hidden) line += fmt::format(", {} suppressed", suppressed - hidden);
  if (hidden > 0) line += fmt::format(", {} hidden by {}", hidden, findings.baseline);
  return line;
}

std::string not_judged(const Findings& findings) {
  if (findings.not_judged.files == 0) return "";
  std::string line =
      counted(findings.not_judged.files, "file") + " not judged yet: types without a table: ";
  const std::vector<std::string>& types = findings.not_judged.types;
  const std::size_t shown = std::min(types.size(), kMostTypes);
  for (std::size_t i = 0; i < shown; ++i) {
    line += fmt::format("{}`{}`", i == 0 ? "" : ", ", text::printable(types[i]));
  }
  return shown == types.size() ? line : line + fmt::format(" and {} more", types.size() - shown);
}

std::string nothing_to_judge(const Findings& findings) {
  if (findings.not_definitions < findings.files || !findings.diagnostics.empty()) return "";
  return "nothing here is a definition; `adxc help definitions` says which files are";
}

}  // namespace adxc::report
