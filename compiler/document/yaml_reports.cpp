#include "compiler/document/yaml_reports.h"

namespace adxc::document {
namespace {

constexpr diag::Kind<std::size_t> kMore{{"yaml-syntax", diag::Severity::Error},
                                        "{} more mistakes from here on are not shown"};

}  // namespace

diag::Diagnostic& YamlReports::keep_back(diag::Rule rule, text::Span span) {
  if (kept_back_count_++ == 0) kept_back_.place.span = span;
  kept_back_.rule = rule;
  kept_back_.notes.clear();
  return kept_back_;
}

void YamlReports::deliver(const Document& document, diag::Sink& sink) {
  std::vector<diag::Diagnostic> findings = waiting_.take();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (inside_[i].valid()) findings[i].place.pointer = document.pointer(inside_[i]);
    sink.add(std::move(findings[i]));
  }
  if (kept_back_count_ > 0) sink.report(kMore, kept_back_.place, kept_back_count_);
}

}  // namespace adxc::document
