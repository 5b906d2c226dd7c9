#include "compiler/database/schema_file.h"

#include <algorithm>

#include "compiler/database/readers.h"

namespace adxc::database {

std::optional<kql::RowSchema> SchemaFile::table(std::string_view database,
                                                std::string_view name) const {
  for (const auto& [key, columns] : tables_) {
    if (key.second != name) continue;
    if (database.empty() || key.first.empty() || key.first == database) return columns;
  }
  return std::nullopt;
}

std::vector<std::string> SchemaFile::tables() const {
  std::vector<std::string> names;
  for (const auto& [key, columns] : tables_) names.push_back(key.second);
  return names;
}

void SchemaFile::add(std::string_view database, std::string_view table, kql::RowSchema columns) {
  tables_[{std::string(database), std::string(table)}] = std::move(columns);
}

void SchemaFile::merge(std::string_view database, std::string_view table,
                       const kql::RowSchema& columns) {
  kql::RowSchema& known = tables_[{std::string(database), std::string(table)}];
  for (const kql::Column& column : columns) {
    const bool there = std::any_of(known.begin(), known.end(),
                                   [&](const kql::Column& one) { return one.name == column.name; });
    if (!there) known.push_back(column);
  }
}

void SchemaFile::drop(std::string_view database, std::string_view table) {
  tables_.erase({std::string(database), std::string(table)});
}

Result<SchemaFile> read_schema(std::string_view name, std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return json ? read_json_schema(name, text) : read_table_commands(name, text);
}

}  // namespace adxc::database
