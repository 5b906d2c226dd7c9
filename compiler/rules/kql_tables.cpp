// A query of a copy beside what its dataset says of the table. A dataset may be out of date, so
// what only it speaks against is a warning.
#include <algorithm>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/kql/bind.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule kql_tables;

namespace {

using namespace program;

class DatasetTable : public kql::Catalog {
 public:
  DatasetTable(std::string_view name, kql::RowSchema columns)
      : name_(name), columns_(std::move(columns)) {}

  std::optional<kql::RowSchema> table(std::string_view database,
                                      std::string_view name) const override {
    return database.empty() && name == name_ ? std::optional(columns_) : std::nullopt;
  }
  std::vector<std::string> tables() const override { return {name_}; }
  bool is_whole() const override { return false; }

 private:
  std::string name_;
  kql::RowSchema columns_;
};

/// The table of a dataset with all of its columns; nothing when something of it is not said.
std::optional<DatasetTable> table_of(const CopyEnd& end) {
  if (end.dataset == nullptr) return std::nullopt;
  const document::NodeId properties = properties_of(*end.dataset);
  if (!properties.valid()) return std::nullopt;
  const std::string_view name = text_at(*end.dataset->document, properties, "table");
  if (name.empty() || expr::is_expression(name)) return std::nullopt;
  kql::RowSchema columns;
  for (const DatasetColumn& column : columns_of(*end.dataset)) {
    const auto type = scalar_type(column.type);
    if (!type) return std::nullopt;
    columns.push_back({std::string(column.name), *type});
  }
  if (columns.empty()) return std::nullopt;
  return DatasetTable(name, std::move(columns));
}

bool has(const std::vector<diag::Diagnostic>& found, const diag::Diagnostic& wanted) {
  return std::any_of(found.begin(), found.end(), [&](const diag::Diagnostic& one) {
    return one.rule.slug == wanted.rule.slug && one.place.span.begin == wanted.place.span.begin;
  });
}

void check_query(const Copy& copy, const WrittenText& query, const kql::Catalog& table,
                 diag::Sink& sink) {
  const text::Fragment fragment = copy.document->fragment(query.node);
  const std::string pointer = copy.document->pointer(query.node);
  diag::Sink without;
  diag::Sink with;
  kql::check(nullptr, {fragment, pointer, without});
  kql::check(&table, {fragment, pointer, with});
  const std::vector<diag::Diagnostic> certain = without.take();
  for (diag::Diagnostic& one : with.take()) {
    if (has(certain, one) || one.rule.severity != diag::Severity::Error) continue;
    one.rule.severity = diag::Severity::Warning;
    one.notes.emplace_back("the columns of the table are those of the dataset");
    sink.add(std::move(one));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    if (source == nullptr) continue;
    const auto query = written_text(source->query);
    const auto table = query ? table_of(copy.source) : std::nullopt;
    if (table) check_query(copy, *query, *table, sink);
  }
}

}  // namespace

const Rule kql_tables = {check_program, kSlugsFromElsewhere};

}  // namespace adxc::rules
