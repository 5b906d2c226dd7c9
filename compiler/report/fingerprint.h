// What tells the same finding in two runs apart from a new one. Only for compiler/report.
#pragma once

#include <map>
#include <string>

#include "compiler/report/report.h"

namespace adxc::report {

/// Gives each finding of a run a fingerprint of its own: rule, file, the value's path in the
/// document, and a count for repeats. Lines may move, and nothing is made of the source's text.
class Fingerprints {
 public:
  explicit Fingerprints(const Findings& findings) : sources_(findings.sources) {}
  /// "0f3a…:1", 16 hexadecimal digits and the count.
  std::string of(const diag::Diagnostic& diagnostic);

 private:
  const text::SourceMap& sources_;
  std::map<std::string, int> seen_;
};

}  // namespace adxc::report
