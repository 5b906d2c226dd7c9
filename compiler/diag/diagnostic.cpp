#include "compiler/diag/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace adxc::diag {

std::string_view word(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "info";
  }
  return "info";
}

void offer(Diagnostic& finding, std::optional<Fix> fix) {
  if (finding.rule.fixable) finding.fix = std::move(fix);
}

Diagnostic& Sink::add(Diagnostic diagnostic) {
  if (diagnostic.rule.severity == Severity::Error) ++errors_;
  return all_.emplace_back(std::move(diagnostic));
}

void Sink::weaken(std::size_t index) {
  Severity& severity = all_[index].rule.severity;
  if (severity != Severity::Error) return;
  severity = Severity::Warning;
  --errors_;
}

void sort_findings(std::vector<Diagnostic>& findings, const text::SourceMap& sources) {
  const auto key = [&](const Diagnostic& d) {
    const text::Span span = d.place.span;
    return std::make_tuple(std::string_view(sources.file(span.file).path), span.begin, span.end,
                           d.rule.slug, std::string_view(d.message));
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto same = [&](const Diagnostic& a, const Diagnostic& b) {
    return key(a) == key(b);
  };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace adxc::diag
