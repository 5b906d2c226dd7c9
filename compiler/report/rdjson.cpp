#include "compiler/report/rdf.h"
#include "compiler/report/words.h"

namespace adxc::report {

extern const Report rdjson;

namespace {

void print(const Findings& findings, const Look&, std::ostream& out) {
  const Secrets secrets(findings);
  Json rows = Json::array();
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    rows.push_back(rdf_row(findings, secrets, *diagnostic));
  }
  const Json result{{"source", {{"name", "adxc"}}}, {"diagnostics", std::move(rows)}};
  out << json_text(result, 2) << '\n';
}

}  // namespace

constexpr Report rdjson{"rdjson", "for reviewdog, with suggestions", print};

}  // namespace adxc::report
