#include <fmt/format.h>

#include "compiler/report/words.h"

// Workflow commands of GitHub Actions. Source:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
namespace adxc::report {

extern const Report github;

namespace {

constexpr SeverityWords kCommands{"error", "warning", "notice"};

/// Escapes a message; in a property, ':' and ',' too.
std::string escaped(std::string_view words, bool property) {
  std::string safe;
  for (const char c : words) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    safe += special ? fmt::format("%{:02X}", static_cast<unsigned>(c)) : std::string(1, c);
  }
  return safe;
}

void print_one(const Findings& findings, const diag::Diagnostic& diagnostic, std::ostream& out) {
  const Region at = region(findings, diagnostic.place.span);
  out << fmt::format("::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                     kCommands.of(diagnostic.rule.severity), escaped(at.path, true), at.begin.line,
                     at.end.line, at.begin.column, at.end.column,
                     escaped(diagnostic.rule.slug, true),
                     escaped(told(findings, diagnostic), false));
}

/// The service shows about ten annotations of a kind in one step, so the worst come first; the page
/// of the run gets all of them.
void print(const Findings& findings, const Look&, std::ostream& out) {
  for (const diag::Diagnostic* diagnostic : worst_first(findings)) {
    print_one(findings, *diagnostic, out);
  }
}

}  // namespace

constexpr Report github{"github", "annotations in GitHub Actions", print};

}  // namespace adxc::report
