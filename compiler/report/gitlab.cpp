#include "compiler/report/fingerprint.h"
#include "compiler/report/json_rows.h"
#include "compiler/report/words.h"
#include "compiler/text/glyphs.h"

// Code Quality of GitLab, a subset of Code Climate's issues. A repeated fingerprint would be
// dropped. Sources: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format and
// https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md
namespace adxc::report {

extern const Report gitlab;

namespace {

constexpr SeverityWords kSeverities{"critical", "minor", "info"};
constexpr SeverityWords kCategories{"Bug Risk", "Bug Risk", "Style"};

/// A description is one line; what else there is to say goes into the body.
Json body(const Findings& findings, const diag::Diagnostic& diagnostic) {
  std::string words;
  for (const std::string& line : remarks(findings, diagnostic)) words += "- " + line + "\n";
  return {{"body", words + "- `adxc explain " + std::string(diagnostic.rule.slug) + "`\n"}};
}

Json location(const Region& at) {
  return {{"path", at.path}, {"lines", {{"begin", at.begin.line}, {"end", at.end.line}}}};
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  Fingerprints fingerprints(findings);
  Json issues = Json::array();
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    const diag::Severity severity = diagnostic->rule.severity;
    issues.push_back(
        {{"type", "issue"},
         {"check_name", diagnostic->rule.slug},
         {"description", text::printable(diagnostic->message)},
         {"content", body(findings, *diagnostic)},
         {"categories", Json::array({diagnostic->secret ? "Security" : kCategories.of(severity)})},
         {"severity", kSeverities.of(severity)},
         {"fingerprint", fingerprints.of(*diagnostic)},
         {"location", location(region(findings, diagnostic->place.span))}});
  }
  out << json_text(issues, 2) << '\n';
}

}  // namespace

constexpr Report gitlab{"gitlab", "Code Quality of GitLab", print};

}  // namespace adxc::report
