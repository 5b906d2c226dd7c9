#include "compiler/diag/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace adxc::diag {
namespace {

constexpr std::size_t kLongest = 2000;  // bytes of a message; enough for every list of names
constexpr std::size_t kEnd = 500;       // bytes that are kept at each end of a longer one

bool continues_character(char byte) {
  return (byte & 0xC0) == 0x80;
}

/// Names and values of the user's stand in messages, whatever their size.
void keep_ends(std::string& message) {
  if (message.size() <= kLongest) return;
  std::size_t head = kEnd;
  std::size_t tail = message.size() - kEnd;
  while (head > 0 && continues_character(message[head])) --head;
  while (tail < message.size() && continues_character(message[tail])) ++tail;
  message.replace(head, tail - head, " … ");
}

}  // namespace

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
  keep_ends(diagnostic.message);
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
