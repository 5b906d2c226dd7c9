// Fixes of findings, put into the texts of their files.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace adxc::policy {

struct Fixed {
  std::map<text::FileId, std::string> texts;  // of the files that changed
  std::size_t count = 0;                      // fixes that went in
};

/// The texts with every fix put in, safe ones or all; suppressed findings are left alone. Where two
/// fixes overlap the later in the file waits for the next round.
Fixed apply_fixes(const std::vector<diag::Diagnostic>& findings, const text::SourceMap& sources,
                  bool unsafe);

/// The two texts of a file as a unified diff with three lines of context, as `git apply` takes it;
/// "" when they are the same.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace adxc::policy
