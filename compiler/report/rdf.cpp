#include "compiler/report/rdf.h"

#include "compiler/report/words.h"

namespace adxc::report {
namespace {

constexpr SeverityWords kSeverities{"ERROR", "WARNING", "INFO"};

Json position(const text::SourceFile& file, std::uint32_t offset) {
  const std::uint32_t line = file.position(offset).line;
  return {{"line", line}, {"column", offset - file.line_begin(line) + 1}};
}

Json range(const text::SourceFile& file, text::Span span) {
  return {{"start", position(file, span.begin)}, {"end", position(file, span.end)}};
}

/// Suggestions stand for themselves, so the edits of one fix, and what stays between them, become
/// one replacement; none when that would show a secret.
Json suggestions(const Findings& findings, const Secrets& secrets,
                 const diag::Diagnostic& diagnostic) {
  const std::span<const diag::Edit> edits = secrets.edits(diagnostic);
  if (edits.empty()) return Json::array();
  const text::Span whole{edits.front().span.file, edits.front().span.begin, edits.back().span.end};
  if (secrets.touches(whole)) return Json::array();
  const text::SourceFile& file = findings.sources.file(whole.file);
  std::string words;
  std::uint32_t at = whole.begin;
  for (const diag::Edit& edit : edits) {
    words.append(file.text, at, edit.span.begin - at).append(edit.text);
    at = edit.span.end;
  }
  return Json::array({Json{{"range", range(file, whole)}, {"text", words}}});
}

}  // namespace

Json rdf_row(const Findings& findings, const Secrets& secrets, const diag::Diagnostic& diagnostic) {
  const text::Span span = diagnostic.place.span;
  const text::SourceFile& file = findings.sources.file(span.file);
  Json row{{"message", told(findings, diagnostic)},
           {"location", {{"path", findings.base + file.path}, {"range", range(file, span)}}},
           {"severity", kSeverities.of(diagnostic.rule.severity)},
           {"code", {{"value", diagnostic.rule.slug}}}};
  Json list = suggestions(findings, secrets, diagnostic);
  if (!list.empty()) row["suggestions"] = std::move(list);
  return row;
}

}  // namespace adxc::report
