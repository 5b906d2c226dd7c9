// Commands that show what there is.
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/ticks.h"
#include "runtime/engine/command.h"

namespace adxc::engine {

namespace {

constexpr auto kString = ScalarType::String;
constexpr auto kBool = ScalarType::Bool;
constexpr auto kLong = ScalarType::Long;
constexpr auto kDateTime = ScalarType::DateTime;

using Row = CommandResult::Row;

Row database_row(const CommandContext& context, const Database& database) {
  return {database.name, context.store.folder(),
          "v1.0",        &database == &context.database ? "true" : "false",
          "ReadWrite",   database.name};
}

std::string cslschema(const Table& table) {
  std::string text;
  for (const rows::Column& column : table.columns) {
    if (!text.empty()) text += ", ";
    text += column.name + ":" + std::string(name(column.type));
  }
  return text;
}

nlohmann::ordered_json database_json(const Database& database) {
  nlohmann::ordered_json tables = nlohmann::ordered_json::object();
  for (const auto& [table_name, table] : database.tables) {
    tables[table_name] = nlohmann::ordered_json::parse(table_schema_json(table));
  }
  return {{"Name", database.name}, {"Tables", tables},  {"PrettyName", database.name},
          {"MajorVersion", 1},     {"MinorVersion", 0}, {"DatabaseAccessMode", "ReadWrite"}};
}

CommandResult database_schema_json(const Database& database) {
  nlohmann::ordered_json all = {{"Databases", {{database.name, database_json(database)}}}};
  return {{{"DatabaseSchema", kString}}, {{all.dump()}}};
}

/// A row for the database, one for each table, one for each column.
CommandResult database_schema(const Database& database) {
  CommandResult result{{{"DatabaseName", kString},
                        {"TableName", kString},
                        {"ColumnName", kString},
                        {"ColumnType", kString},
                        {"IsDefaultTable", kBool},
                        {"IsDefaultColumn", kBool},
                        {"PrettyName", kString},
                        {"Version", kString},
                        {"Folder", kString},
                        {"DocString", kString}},
                       {}};
  const auto add = [&](std::string table, std::string column, std::string type, std::string pretty,
                       std::string version, const Table* described) {
    result.rows.push_back({database.name, std::move(table), std::move(column), std::move(type),
                           "false", "false", std::move(pretty), std::move(version),
                           described ? described->folder : "", described ? described->doc : ""});
  };
  add("", "", "", database.name, "v1.0", nullptr);
  for (const auto& [table_name, table] : database.tables) {
    add(table_name, "", "", "", "", &table);
    for (const rows::Column& column : table.columns) {
      add(table_name, column.name, std::string(clr_name(column.type)), "", "", nullptr);
    }
  }
  return result;
}

CommandResult show_identity(CommandContext& context) {
  Row row = database_row(context, context.database);
  row.insert(row.end(), {"false", context.database.id, "", ""});
  return {{{"DatabaseName", kString},
           {"PersistentStorage", kString},
           {"Version", kString},
           {"IsCurrent", kBool},
           {"DatabaseAccessMode", kString},
           {"PrettyName", kString},
           {"CurrentUserIsUnrestrictedViewer", kBool},
           {"DatabaseId", ScalarType::Guid},
           {"InTransitionTo", kString},
           {"SuspensionState", kString}},
          {row}};
}

CommandResult show_cslschema(const Database& database, const Table& table) {
  CommandResult result = table_schema_result(database, table);
  result.rows[0][1] = cslschema(table);
  return result;
}

struct Totals {
  std::int64_t extents = 0, rows = 0, bytes = 0;
  std::optional<std::string> oldest, newest;
};

Answer<Totals> totals_of(CommandContext& context, const Table& table) {
  auto extents = answered(extents_of(context.connection, table));
  if (!extents) return tl::make_unexpected(extents.error());
  Totals totals;
  std::int64_t oldest = kMaxDateTimeTicks, newest = 0;
  for (const Extent& extent : *extents) {
    ++totals.extents;
    totals.rows += extent.rows;
    totals.bytes += extent.bytes;
    oldest = std::min(oldest, extent.created);
    newest = std::max(newest, extent.created);
  }
  if (extents->empty()) return totals;
  totals.oldest = print_datetime(oldest);
  totals.newest = print_datetime(newest);
  return totals;
}

Answer<CommandResult> show_details(CommandContext& context, const Table& table) {
  auto totals = totals_of(context, table);
  if (!totals) return tl::make_unexpected(totals.error());
  const std::string extents = fmt::to_string(totals->extents);
  const std::string rows = fmt::to_string(totals->rows);
  const std::string bytes = fmt::format("{}.0", totals->bytes);
  return CommandResult{
      {{"TableName", kString},
       {"DatabaseName", kString},
       {"Folder", kString},
       {"DocString", kString},
       {"TotalExtents", kLong},
       {"TotalExtentSize", ScalarType::Real},
       {"TotalOriginalSize", ScalarType::Real},
       {"TotalRowCount", kLong},
       {"HotExtents", kLong},
       {"HotExtentSize", ScalarType::Real},
       {"HotOriginalSize", ScalarType::Real},
       {"HotRowCount", kLong},
       {"MinExtentsCreationTime", kDateTime},
       {"MaxExtentsCreationTime", kDateTime},
       {"TableId", kString}},
      {{table.name, context.database.name, table.folder, table.doc, extents, bytes, bytes, rows,
        extents, bytes, bytes, rows, totals->oldest, totals->newest, table.stored()}}};
}

/// `(A, B)`, or every table when there is no parenthesis.
Answer<std::vector<const Table*>> read_some_tables(CommandContext& context) {
  std::vector<const Table*> tables;
  if (!context.reader.take("(")) {
    for (const auto& [table_name, table] : context.database.tables) tables.push_back(&table);
    return tables;
  }
  do {
    auto table = context.read_table();
    if (!table) return tl::make_unexpected(table.error());
    tables.push_back(*table);
  } while (context.reader.take(","));
  if (auto close = context.reader.expect(")"); !close) return tl::make_unexpected(close.error());
  return tables;
}

}  // namespace

Answer<CommandResult> show_version(CommandContext& context) {
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  return CommandResult{{{"BuildVersion", kString},
                        {"BuildTime", kDateTime},
                        {"ServiceType", kString},
                        {"ProductVersion", kString},
                        {"ServiceOffering", kString}},
                       {{"1.0.0.0", "2025-01-01T00:00:00Z", "Engine", "adxc embedded engine",
                         R"({"Type":"Embedded"})"}}};
}

Answer<CommandResult> show_cluster(CommandContext& context) {
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  return CommandResult{
      {{"NodeId", kString},
       {"Address", kString},
       {"Name", kString},
       {"StartTime", kDateTime},
       {"IsAdmin", kBool},
       {"ProcessorCount", kLong},
       {"EnvironmentDescription", kString},
       {"ProductVersion", kString}},
      {{"node-0", "localhost", "adxc", print_datetime(context.store.started()), "true",
        fmt::to_string(std::thread::hardware_concurrency()), "", "adxc embedded engine"}}};
}

Answer<CommandResult> show_databases(CommandContext& context) {
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  CommandResult result{{{"DatabaseName", kString},
                        {"PersistentStorage", kString},
                        {"Version", kString},
                        {"IsCurrent", kBool},
                        {"DatabaseAccessMode", kString},
                        {"PrettyName", kString},
                        {"DatabaseId", ScalarType::Guid},
                        {"InTransitionTo", kString},
                        {"SuspensionState", kString}},
                       {}};
  for (const auto& [database_name, database] : context.catalog->databases) {
    Row row = database_row(context, database);
    row.insert(row.end(), {database.id, "", ""});
    result.rows.push_back(std::move(row));
  }
  return result;
}

Answer<CommandResult> show_database(CommandContext& context) {
  CommandReader& reader = context.reader;
  const Database* database = &context.database;
  bool schema = reader.take_words("schema");
  if (!schema && !reader.done() && reader.upcoming() != "|") {
    auto name = reader.name();
    if (!name) return tl::make_unexpected(name.error());
    database = context.catalog->database(*name);
    if (!database) return database_not_found(*name);
    if (!reader.take_words("schema")) return reader.wanted("`schema`");
    schema = true;
  }
  const bool as_json = schema && reader.take_words("as json");
  if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
  if (as_json) return database_schema_json(*database);
  return schema ? database_schema(*database) : show_identity(context);
}

Answer<CommandResult> show_tables(CommandContext& context) {
  auto tables = read_some_tables(context);
  if (!tables) return tl::make_unexpected(tables.error());
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  CommandResult result{{{"TableName", kString},
                        {"DatabaseName", kString},
                        {"Folder", kString},
                        {"DocString", kString}},
                       {}};
  for (const Table* table : *tables) {
    result.rows.push_back({table->name, context.database.name, table->folder, table->doc});
  }
  return result;
}

Answer<CommandResult> show_table(CommandContext& context) {
  auto table = context.read_table();
  if (!table) return tl::make_unexpected(table.error());
  CommandReader& reader = context.reader;
  if (reader.take_words("ingestion")) return show_mappings(context, **table);
  if (reader.take_words("extents")) return show_extents(context, **table);
  const bool csl = reader.take_words("cslschema");
  const bool json = !csl && reader.take_words("schema as json");
  const bool details = !csl && !json && reader.take_words("details");
  if (!csl && !json && !details) {
    return reader.wanted(
        "`cslschema`, `schema as json`, `details`, `extents` or `ingestion … mappings`");
  }
  if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
  if (details) return show_details(context, **table);
  return csl ? show_cslschema(context.database, **table)
             : table_schema_result(context.database, **table);
}

}  // namespace adxc::engine
