#include <algorithm>

#include <fmt/format.h>

#include "compiler/report/report.h"

// Workflow commands of GitHub Actions. Source:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
namespace adxc::report {

extern const Report github;

namespace {

std::string_view command(diag::Severity severity) {
  return severity == diag::Severity::Info ? "notice" : diag::word(severity);
}

/// Escapes a message; in a property, ':' and ',' too.
std::string escaped(std::string_view words, bool property) {
  std::string safe;
  for (const char c : words) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    safe += special ? fmt::format("%{:02X}", static_cast<unsigned>(c)) : std::string(1, c);
  }
  return safe;
}

std::string message(const diag::Diagnostic& diagnostic, const text::SourceMap& sources) {
  std::string words = diagnostic.message;
  for (const std::string& note : diagnostic.notes) words += "\nnote: " + note;
  for (const diag::Related& related : diagnostic.related) {
    const Region at = region(sources, related.place.span);
    words +=
        fmt::format("\n{}:{}:{}: {}", at.path, at.begin.line, at.begin.column, related.message);
  }
  return words + "\n" + page(diagnostic.rule);
}

void print_one(const diag::Diagnostic& diagnostic, const text::SourceMap& sources,
               std::ostream& out) {
  const Region at = region(sources, diagnostic.place.span);
  out << fmt::format("::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                     command(diagnostic.rule.severity), escaped(at.path, true), at.begin.line,
                     at.end.line, at.begin.column, at.end.column,
                     escaped(diagnostic.rule.slug, true),
                     escaped(message(diagnostic, sources), false));
}

/// The service shows about ten annotations of a kind in one step, so the worst come first.
void print(const Findings& findings, const Look&, std::ostream& out) {
  std::vector<const diag::Diagnostic*> order;
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) order.push_back(&diagnostic);
  std::ranges::stable_sort(order, {}, [](const diag::Diagnostic* d) { return d->rule.severity; });
  for (const diag::Diagnostic* diagnostic : order) print_one(*diagnostic, findings.sources, out);
}

}  // namespace

constexpr Report github{"github", "annotations in GitHub Actions", print};

}  // namespace adxc::report
