#include <nlohmann/json.hpp>

#include "compiler/report/report.h"

// The shape other programs rely on. Its first nine members stay as they are within format version
// 1; later members may follow them.
namespace adxc::report {

extern const Report json;

namespace {

using Json = nlohmann::ordered_json;

void add_place(Json& row, const text::SourceMap& sources, const diag::Place& place) {
  const Region at = region(sources, place.span);
  row["path"] = at.path;
  row["line"] = at.begin.line;
  row["column"] = at.begin.column;
  row["end_line"] = at.end.line;
  row["end_column"] = at.end.column;
  row["pointer"] = place.pointer;
}

Json related(const diag::Diagnostic& diagnostic, const text::SourceMap& sources) {
  Json rows = Json::array();
  for (const diag::Related& other : diagnostic.related) {
    Json row{{"message", other.message}};
    add_place(row, sources, other.place);
    rows.push_back(std::move(row));
  }
  return rows;
}

Json finding(const diag::Diagnostic& diagnostic, const text::SourceMap& sources) {
  Json row{{"rule", diagnostic.rule.slug},
           {"severity", diag::word(diagnostic.rule.severity)},
           {"message", diagnostic.message}};
  add_place(row, sources, diagnostic.place);
  row["notes"] = diagnostic.notes;
  row["related"] = related(diagnostic, sources);
  row["doc"] = page(diagnostic.rule);
  return row;
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  Json rows = Json::array();
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
    rows.push_back(finding(diagnostic, findings.sources));
  }
  const Json object{{"format_version", "1.0"},
                    {"findings", std::move(rows)},
                    {"summary",
                     {{"files", findings.files},
                      {"errors", findings.count(diag::Severity::Error)},
                      {"warnings", findings.count(diag::Severity::Warning)},
                      {"infos", findings.count(diag::Severity::Info)},
                      {"not_judged_files", findings.not_judged.files},
                      {"not_judged_types", findings.not_judged.types}}}};
  // Bytes of the user that are not UTF-8 are replaced, so that the output always is.
  out << object.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

constexpr Report json{"json", "one object for other programs", print};

}  // namespace adxc::report
