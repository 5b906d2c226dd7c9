#include "compiler/report/words.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/text/glyphs.h"

namespace adxc::report {
namespace {

std::string noted(std::string_view note) {
  return "note: " + text::printable(note);
}

}  // namespace

Chosen counting(const Findings& findings) {
  Chosen chosen;
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
    if (!diagnostic.suppressed) chosen.push_back(&diagnostic);
  }
  return chosen;
}

Chosen worst_first(const Findings& findings) {
  Chosen chosen = counting(findings);
  std::ranges::stable_sort(chosen, {}, [](const diag::Diagnostic* d) { return d->rule.severity; });
  return chosen;
}

std::string shown_place(const Findings& findings, const diag::Place& place) {
  const Region at = region(findings, place.span);
  // A line that begins with two colons is an order to GitHub's runner.
  const std::string_view before = at.path.starts_with(':') ? "./" : "";
  return fmt::format("{}{}:{}:{}", before, text::printable(at.path), at.begin.line,
                     at.begin.column);
}

std::string fix_words(const diag::Fix& fix) {
  return text::printable(fix.title) + (fix.safe ? "" : " (unsafe)");
}

std::vector<std::string> remarks(const Findings& findings, const diag::Diagnostic& diagnostic) {
  std::vector<std::string> lines;
  std::ranges::transform(diagnostic.notes, std::back_inserter(lines), noted);
  for (const diag::Related& related : diagnostic.related) {
    lines.push_back(shown_place(findings, related.place) + ": " + text::printable(related.message));
  }
  if (diagnostic.fix) lines.push_back("fix: " + fix_words(*diagnostic.fix));
  return lines;
}

std::string told(const Findings& findings, const diag::Diagnostic& diagnostic) {
  std::string words = text::printable(diagnostic.message);
  for (const std::string& line : remarks(findings, diagnostic)) words += "\n" + line;
  return words;
}

std::string_view SeverityWords::of(diag::Severity severity) const {
  switch (severity) {
    case diag::Severity::Error: return error;
    case diag::Severity::Warning: return warning;
    case diag::Severity::Info: return info;
  }
  return info;
}

}  // namespace adxc::report
