// Which stretches of source no report may show. Only for compiler/report.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "compiler/report/report.h"

namespace adxc::report {

/// The places of all findings about secrets of one run.
class Secrets {
 public:
  explicit Secrets(const Findings& findings);

  /// What is hidden in a file, in order.
  std::span<const text::Span> in(text::FileId file) const;
  bool touches(text::Span span) const;
  /// The edits of a finding's fix; none when there is no fix, or when they would show a secret.
  std::span<const diag::Edit> edits(const diag::Diagnostic& diagnostic) const;

 private:
  bool shows(const diag::Edit& edit) const;

  const text::SourceMap& sources_;
  std::map<text::FileId, std::vector<text::Span>> hidden_;
};

}  // namespace adxc::report
