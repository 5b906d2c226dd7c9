#include "compiler/report/json_rows.h"
#include "compiler/report/report.h"

// The shape other programs rely on: within format version 1, members are added and never changed.
namespace adxc::report {

extern const Report json;

namespace {

Json summary_of(const Findings& findings) {
  return {{"files", findings.files},
          {"errors", findings.count(diag::Severity::Error)},
          {"warnings", findings.count(diag::Severity::Warning)},
          {"infos", findings.count(diag::Severity::Info)},
          {"suppressed", findings.suppressed()},
          {"not_judged_files", findings.not_judged.files},
          {"not_judged_types", findings.not_judged.types}};
}

/// What is suppressed stands in a list of its own, so that `findings` is what counts.
void print(const Findings& findings, const Look&, std::ostream& out) {
  const Secrets secrets(findings);
  Json counting = Json::array();
  Json suppressed = Json::array();
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
    Json& list = diagnostic.suppressed ? suppressed : counting;
    list.push_back(json_row(findings, secrets, diagnostic));
  }
  Json object{{"format_version", "1.0"},
              {"findings", std::move(counting)},
              {"suppressed", std::move(suppressed)},
              {"summary", summary_of(findings)}};
  if (findings.exit)
    object["exit"] = {{"code", findings.exit->code}, {"reason", findings.exit->reason}};
  out << json_text(object, 2) << '\n';
}

}  // namespace

constexpr Report json{"json", "one object for other programs", print};

}  // namespace adxc::report
