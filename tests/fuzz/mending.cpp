// Suppressions and fixes: whatever the definition, fixing it ends, a file that could be read can be
// read afterwards, and lines that no fix touches stay as they are, in their order.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/policy/fixes.h"
#include "compiler/policy/suppressions.h"
#include "compiler/rules/rules.h"

namespace {

using namespace adxc;

void expect(bool holds) {
  if (!holds) std::abort();
}

struct Judged {
  program::Workspace workspace;
  std::vector<diag::Diagnostic> findings;
};

bool is_syntax(const diag::Diagnostic& finding) {
  return finding.rule.slug.ends_with("-syntax") && finding.rule.slug.find("suppression") != 0 &&
         (finding.rule.slug.starts_with("json") || finding.rule.slug.starts_with("yaml"));
}

/// Reads and judges one file, suppressions included.
void judge(Judged& judged, const std::string& path, std::string text) {
  judged.workspace.limits.nodes = 20'000;
  judged.workspace.limits.expanded_aliases = 200;
  diag::Sink sink;
  program::add_file(judged.workspace, path, std::move(text), sink);
  const program::Program program = program::resolve(judged.workspace, sink);
  rules::check(program, sink);
  std::vector<policy::Mark> marks = policy::find_marks(judged.workspace, sink);
  judged.findings = sink.take();
  policy::suppress(
      marks, "2026-01-01", [](std::string_view) { return true; }, judged.findings, sink);
  for (const diag::Diagnostic& finding : sink.all()) judged.findings.push_back(finding);
  diag::sort_findings(judged.findings, judged.workspace.sources);
}

/// A line of the file before, and whether a fix may change it.
struct Line {
  std::string_view text;
  bool touched = false;
};

std::vector<Line> lines_of(std::string_view text, const std::vector<diag::Diagnostic>& findings) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Line line{text.substr(at, end - at)};
    for (const diag::Diagnostic& finding : findings) {
      if (!finding.fix) continue;
      for (const diag::Edit& edit : finding.fix->edits)
        line.touched = line.touched || (edit.span.begin <= end && edit.span.end >= at);
    }
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

/// Every line that no fix touches is still there, in order.
void expect_layout(const std::vector<Line>& before, std::string_view after) {
  std::size_t at = 0;
  for (const Line& line : before) {
    if (line.touched) continue;
    at = after.find(line.text, at);
    expect(at != std::string_view::npos);
    at += line.text.size();
  }
}

void check(const std::string& path, std::string_view text, bool unsafe) {
  Judged judged;
  judge(judged, path, std::string(text));
  for (const diag::Diagnostic& finding : judged.findings) {
    if (!finding.fix) continue;
    std::uint32_t end = 0;
    for (const diag::Edit& edit : finding.fix->edits) {
      expect(edit.span.begin >= end && edit.span.begin <= edit.span.end);
      expect(edit.span.end <= text.size());
      end = edit.span.end;
    }
  }
  const policy::Fixed fixed =
      policy::apply_fixes(judged.findings, judged.workspace.sources, unsafe);
  if (fixed.texts.empty()) return;
  const std::string& after = fixed.texts.begin()->second;
  const document::Document& document = judged.workspace.documents.front();
  expect_layout(lines_of(document.file->text, judged.findings), after);
  if (std::ranges::any_of(judged.findings, is_syntax)) return;
  Judged again;
  judge(again, path, after);
  expect(std::ranges::none_of(again.findings, is_syntax));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string path = text.starts_with('{') ? "pipeline/a.json" : "pipeline/a.yaml";
  check(path, text, false);
  check(path, text, true);
  return 0;
}
