#include "compiler/report/rdf.h"
#include "compiler/report/words.h"

namespace adxc::report {

extern const Report rdjsonl;

namespace {

void print(const Findings& findings, const Look&, std::ostream& out) {
  const Secrets secrets(findings);
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    Json row = rdf_row(findings, secrets, *diagnostic);
    row["source"] = {{"name", "adxc"}};
    out << json_text(row, -1) << '\n';
  }
}

}  // namespace

constexpr Report rdjsonl{"rdjsonl", "for reviewdog, one finding a line", print};

}  // namespace adxc::report
