#include "compiler/report/json_rows.h"

namespace adxc::report {
namespace {

/// Paths are relative to the root that was asked for, so that the same factory gives the same
/// report wherever it is checked from.
void add_span(Json& row, const text::SourceMap& sources, text::Span span) {
  const text::SourceFile& file = sources.file(span.file);
  const text::Position begin = file.position(span.begin);
  const text::Position end = file.position(span.end);
  row["path"] = file.path;
  row["line"] = begin.line;
  row["column"] = begin.column;
  row["end_line"] = end.line;
  row["end_column"] = end.column;
}

void add_bytes(Json& row, text::Span span) {
  row["begin_byte"] = span.begin;
  row["end_byte"] = span.end;
}

Json related(const diag::Diagnostic& diagnostic, const text::SourceMap& sources) {
  Json rows = Json::array();
  for (const diag::Related& other : diagnostic.related) {
    Json row{{"message", other.message}};
    add_span(row, sources, other.place.span);
    row["pointer"] = other.place.pointer;
    add_bytes(row, other.place.span);
    rows.push_back(std::move(row));
  }
  return rows;
}

Json fix(const diag::Fix& fix, std::span<const diag::Edit> shown, const text::SourceMap& sources) {
  Json edits = Json::array();
  for (const diag::Edit& edit : shown) {
    Json row = Json::object();
    add_span(row, sources, edit.span);
    add_bytes(row, edit.span);
    row["text"] = edit.text;
    edits.push_back(std::move(row));
  }
  return {{"title", fix.title}, {"safe", fix.safe}, {"edits", std::move(edits)}};
}

Json suppression(const diag::Suppression& suppressed) {
  const bool in_source = suppressed.kind == diag::Suppression::Kind::InSource;
  return {{"by", in_source ? "source" : "baseline"}, {"reason", suppressed.reason}};
}

}  // namespace

Json json_row(const Findings& findings, const Secrets& secrets,
              const diag::Diagnostic& diagnostic) {
  Json row{{"rule", diagnostic.rule.slug},
           {"severity", diag::word(diagnostic.rule.severity)},
           {"message", diagnostic.message}};
  add_span(row, findings.sources, diagnostic.place.span);
  row["pointer"] = diagnostic.place.pointer;
  add_bytes(row, diagnostic.place.span);
  row["notes"] = diagnostic.notes;
  row["related"] = related(diagnostic, findings.sources);
  row["doc"] = page(diagnostic.rule);
  if (diagnostic.fix) {
    row["fix"] = fix(*diagnostic.fix, secrets.edits(diagnostic), findings.sources);
  }
  if (diagnostic.suppressed) row["suppressed"] = suppression(*diagnostic.suppressed);
  return row;
}

std::string json_text(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace adxc::report
