#include "compiler/policy/fixes.h"

#include <algorithm>
#include <tuple>

namespace adxc::policy {
namespace {

using Fixes = std::vector<const diag::Fix*>;

/// Fixes that are wanted, by file and place, each once.
std::map<text::FileId, Fixes> wanted(const std::vector<diag::Diagnostic>& findings, bool unsafe) {
  std::map<text::FileId, Fixes> by_file;
  for (const diag::Diagnostic& finding : findings) {
    const bool usable = finding.fix && !finding.suppressed && !finding.fix->edits.empty();
    if (usable && (unsafe || finding.fix->safe))
      by_file[finding.fix->edits.front().span.file].push_back(&*finding.fix);
  }
  const auto begin = [](const diag::Fix* fix) {
    return std::make_tuple(fix->edits.front().span.begin, fix->edits.front().span.end);
  };
  for (auto& [file, fixes] : by_file) std::ranges::stable_sort(fixes, {}, begin);
  return by_file;
}

std::string edited(std::string_view text, const Fixes& fixes, std::size_t& count) {
  std::string made;
  std::uint32_t at = 0;  // everything before has been copied
  bool fresh = true;     // nothing was edited at `at` yet
  for (const diag::Fix* fix : fixes) {
    const std::uint32_t begin = fix->edits.front().span.begin;
    if (begin < at || (begin == at && !fresh)) continue;
    for (const diag::Edit& edit : fix->edits) {
      made.append(text.substr(at, edit.span.begin - at)).append(edit.text);
      at = edit.span.end;
    }
    fresh = false;
    ++count;
  }
  return made.append(text.substr(at));
}

}  // namespace

Fixed apply_fixes(const std::vector<diag::Diagnostic>& findings, const text::SourceMap& sources,
                  bool unsafe) {
  Fixed fixed;
  for (const auto& [file, fixes] : wanted(findings, unsafe))
    fixed.texts[file] = edited(sources.file(file).text, fixes, fixed.count);
  return fixed;
}

}  // namespace adxc::policy
