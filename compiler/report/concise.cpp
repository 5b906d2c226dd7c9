#include <fmt/format.h>

#include "compiler/report/words.h"
#include "compiler/text/glyphs.h"

// One line a finding, in the form of compilers, which editors and `grep` understand.
namespace adxc::report {

extern const Report concise;

namespace {

void print(const Findings& findings, const Look&, std::ostream& out) {
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    out << fmt::format("{}: {}: {} [{}]\n", shown_place(findings, diagnostic->place),
                       diag::word(diagnostic->rule.severity), text::printable(diagnostic->message),
                       diagnostic->rule.slug);
  }
}

}  // namespace

constexpr Report concise{"concise", "one line a finding", print};

}  // namespace adxc::report
