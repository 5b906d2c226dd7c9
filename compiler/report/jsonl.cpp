#include "compiler/report/json_rows.h"
#include "compiler/report/words.h"

// The findings of the `json` report, an object a line.
namespace adxc::report {

extern const Report jsonl;

namespace {

void print(const Findings& findings, const Look&, std::ostream& out) {
  const Secrets secrets(findings);
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    out << json_text(json_row(findings, secrets, *diagnostic), -1) << '\n';
  }
}

}  // namespace

constexpr Report jsonl{"jsonl", "the findings of json, one a line", print};

}  // namespace adxc::report
