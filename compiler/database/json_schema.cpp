// The JSON of `.show database schema as json`: {"Databases": {"Db": {"Tables": {"T":
// {"OrderedColumns": [{"Name": …, "CslType": …}]}}}}}.
#include <fmt/format.h>

#include "compiler/database/readers.h"
#include "compiler/document/document.h"

namespace adxc::database {
namespace {

using document::Document;
using document::NodeId;

std::string text(const Document& document, NodeId object, std::string_view key) {
  const NodeId found = document.find(object, key);
  return found.valid() ? std::string(document.text(found)) : std::string();
}

/// A type by its Kusto name, or by its .NET name.
std::optional<ScalarType> type_of(const Document& document, NodeId column) {
  if (const auto type = scalar_type(text(document, column, "CslType"))) return type;
  const std::string clr = text(document, column, "Type");
  for (const ScalarType type : kScalarTypes) {
    if (clr == clr_name(type)) return type;
  }
  return scalar_type(clr);
}

void add_table(const Document& document, NodeId table, std::string_view database,
               SchemaFile& made) {
  const std::string given = text(document, table, "Name");
  kql::RowSchema columns;
  const NodeId ordered = document.find(table, "OrderedColumns");
  if (!ordered.valid()) return;
  for (const NodeId column : document.children(ordered)) {
    columns.push_back(
        {text(document, column, "Name"), type_of(document, column).value_or(ScalarType::Dynamic)});
  }
  made.add(database, given.empty() ? std::string(document.key(table)) : given, std::move(columns));
}

void add_database(const Document& document, NodeId database, std::string_view name,
                  SchemaFile& made) {
  for (const char* kind : {"Tables", "MaterializedViews", "ExternalTables"}) {
    const NodeId tables = document.find(database, kind);
    if (!tables.valid()) continue;
    for (const NodeId table : document.children(tables)) add_table(document, table, name, made);
  }
}

}  // namespace

Result<SchemaFile> read_json_schema(std::string_view name, std::string_view given) {
  text::SourceMap sources;
  diag::Sink sink;
  const Document document =
      document::read_json(sources.add(std::string(name), std::string(given)), sink);
  if (sink.has_errors() || document.roots.empty()) {
    const std::string why = sink.all().empty() ? "is empty" : sink.all()[0].message;
    return fail(ErrorKind::Data, fmt::format("{}: {}", name, why));
  }
  SchemaFile made;
  const NodeId databases = document.find(document.roots[0], "Databases");
  if (!databases.valid()) {
    add_database(document, document.roots[0], text(document, document.roots[0], "Name"), made);
  } else {
    for (const NodeId database : document.children(databases)) {
      add_database(document, database, document.key(database), made);
    }
  }
  if (made.size() == 0) {
    return fail(ErrorKind::Data,
                fmt::format("{}: has no tables; expected what `.show database schema as json` "
                            "prints",
                            name));
  }
  return made;
}

}  // namespace adxc::database
