#include <fmt/format.h>

#include "compiler/report/words.h"
#include "compiler/text/glyphs.h"

// Logging commands of Azure Pipelines. Source:
// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
namespace adxc::report {

extern const Report azuredevops;

namespace {

/// Escapes a message; in a property, ';' and ']' too.
std::string escaped(std::string_view words, bool property) {
  std::string safe;
  for (const char c : words) {
    const bool special = c == '\r' || c == '\n' || (property && (c == ';' || c == ']'));
    if (c == '%') {
      safe += "%AZP25";
    } else {
      safe += special ? fmt::format("%{:02X}", static_cast<unsigned>(c)) : std::string(1, c);
    }
  }
  return safe;
}

/// Azure Pipelines knows errors and warnings; anything less is a line of the log.
void print_info(const Findings& findings, const diag::Diagnostic& diagnostic, std::ostream& out) {
  out << fmt::format("{}: info: {} [{}]\n", shown_place(findings, diagnostic.place),
                     text::printable(diagnostic.message), diagnostic.rule.slug);
}

void print_issue(const Findings& findings, const diag::Diagnostic& diagnostic, std::ostream& out) {
  const Region at = region(findings, diagnostic.place.span);
  out << fmt::format(
      "##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={};]{}\n",
      diag::word(diagnostic.rule.severity), escaped(at.path, true), at.begin.line, at.begin.column,
      escaped(diagnostic.rule.slug, true), escaped(diagnostic.message, false));
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    const bool info = diagnostic->rule.severity == diag::Severity::Info;
    (info ? print_info : print_issue)(findings, *diagnostic, out);
  }
}

}  // namespace

constexpr Report azuredevops{"azuredevops", "issues in Azure Pipelines", print};

}  // namespace adxc::report
