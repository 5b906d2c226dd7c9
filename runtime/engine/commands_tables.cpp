// Commands that make, change and drop tables.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "runtime/engine/command.h"

namespace adxc::engine {

namespace {

/// The service's limit.
constexpr std::size_t kMaxNameSize = 1024;

Answer<void> check_name(std::string_view name) {
  if (!name.empty() && name.size() <= kMaxNameSize) return {};
  return bad_request("BadRequest_EntityNameIsNotValid",
                     fmt::format("Entity name '{}' is not valid: a name has 1 to {} characters",
                                 shortened(name), kMaxNameSize));
}

Answer<rows::Column> read_column(CommandReader& reader) {
  auto column = reader.name();
  if (!column) return tl::make_unexpected(column.error());
  if (auto colon = reader.expect(":"); !colon) return tl::make_unexpected(colon.error());
  if (auto checked = check_name(*column); !checked) return tl::make_unexpected(checked.error());
  const std::string word(reader.upcoming());
  const auto type = scalar_type(word);
  if (!type) return reader.wanted("a type such as `string`, `long` or `datetime`");
  reader.take_words(word);
  return rows::Column{std::move(*column), *type};
}

/// `(a: long, b: string)`
Answer<rows::Schema> read_columns(CommandReader& reader) {
  if (auto open = reader.expect("("); !open) return tl::make_unexpected(open.error());
  rows::Schema columns;
  do {
    auto column = read_column(reader);
    if (!column) return tl::make_unexpected(column.error());
    if (std::ranges::any_of(columns, [&](const auto& c) { return c.name == column->name; })) {
      return semantic_error(fmt::format("the column '{}' is there twice", column->name));
    }
    columns.push_back(std::move(*column));
  } while (reader.take(","));
  if (auto close = reader.expect(")"); !close) return tl::make_unexpected(close.error());
  return columns;
}

/// A table as `T (a: long) with (folder = 'f', docstring = 'd')` describes it.
Answer<Table> read_definition(CommandReader& reader, std::string name) {
  Table table;
  table.name = std::move(name);
  if (auto checked = check_name(table.name); !checked) {
    return tl::make_unexpected(checked.error());
  }
  auto columns = read_columns(reader);
  if (!columns) return tl::make_unexpected(columns.error());
  table.columns = std::move(*columns);
  auto properties = read_properties(reader);
  if (!properties) return tl::make_unexpected(properties.error());
  for (auto& [property, value] : *properties) {
    if (property == "folder") {
      table.folder = std::move(value);
    } else if (property == "docstring") {
      table.doc = std::move(value);
    } else {
      return semantic_error(
          fmt::format("a table has no property '{}', only folder and docstring", property));
    }
  }
  if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
  return table;
}

Answer<CommandResult> insert(CommandContext& context, Table table) {
  auto number = answered(next_number(context.connection));
  if (!number) return tl::make_unexpected(number.error());
  table.id = *number;
  auto inserted = answered(insert_table(context.connection, context.database.name, table));
  if (!inserted) return tl::make_unexpected(inserted.error());
  return table_schema_result(context.database, table);
}

/// The columns of `wanted` that `table` lacks; a column of another type is refused.
Answer<rows::Schema> missing_columns(const Table& table, const rows::Schema& wanted) {
  rows::Schema missing;
  for (const rows::Column& column : wanted) {
    const auto there = std::ranges::find(table.columns, column.name, &rows::Column::name);
    if (there == table.columns.end()) {
      missing.push_back(column);
    } else if (there->type != column.type) {
      return bad_request(
          "General_BadRequest",
          fmt::format("column '{}' of table '{}' has the type {}, it cannot become {}", column.name,
                      table.name, name(there->type), name(column.type)));
    }
  }
  return missing;
}

Answer<CommandResult> merge(CommandContext& context, const Table& old, Table wanted) {
  auto missing = missing_columns(old, wanted.columns);
  if (!missing) return tl::make_unexpected(missing.error());
  Table merged = old;
  if (!wanted.folder.empty()) merged.folder = wanted.folder;
  if (!wanted.doc.empty()) merged.doc = wanted.doc;
  auto done = answered(append_columns(context.connection, old, *missing));
  if (done) done = answered(update_table(context.connection, merged));
  if (!done) return tl::make_unexpected(done.error());
  merged.columns.insert(merged.columns.end(), missing->begin(), missing->end());
  return table_schema_result(context.database, merged);
}

CommandResult remaining_tables(const Database& database, const std::vector<std::string>& dropped) {
  CommandResult result{{{"TableName", ScalarType::String}, {"DatabaseName", ScalarType::String}},
                       {}};
  for (const auto& [name, table] : database.tables) {
    if (std::ranges::find(dropped, name) == dropped.end()) {
      result.rows.push_back({name, database.name});
    }
  }
  return result;
}

/// Drops the named tables; a missing one is refused unless `if_exists`.
Answer<CommandResult> drop(CommandContext& context, const std::vector<std::string>& names,
                           bool if_exists) {
  for (const std::string& name : names) {
    const Table* table = context.database.table(name);
    if (!table && !if_exists) return not_found("Table", name);
    if (!table) continue;
    auto deleted = answered(delete_table(context.connection, *table));
    if (!deleted) return tl::make_unexpected(deleted.error());
  }
  return remaining_tables(context.database, names);
}

/// `.create-or-alter table` and `.alter table` exist for mappings only: changing the columns of a
/// table that way would drop data.
Answer<const Table*> read_mapped_table(CommandContext& context, std::string_view head) {
  auto table = context.read_table();
  if (!table) return table;
  if (context.reader.take_words("ingestion")) return table;
  const std::string words(context.reader.upcoming());
  return bad_request("BadRequest_NotSupported",
                     fmt::format("the embedded engine does not know the command `.{} … {}`, only "
                                 "`.{} … ingestion csv mapping`",
                                 head, words, head));
}

}  // namespace

Answer<CommandResult> create_table(CommandContext& context) {
  auto name = context.reader.name();
  if (!name) return tl::make_unexpected(name.error());
  const Table* there = context.database.table(*name);
  if (context.reader.take_words("ingestion")) {
    if (!there) return not_found("Table", *name);
    return create_mapping(context, *there);
  }
  auto table = read_definition(context.reader, std::move(*name));
  if (!table) return tl::make_unexpected(table.error());
  if (there) return table_schema_result(context.database, *there);
  return insert(context, std::move(*table));
}

Answer<CommandResult> create_merge_table(CommandContext& context) {
  auto name = context.reader.name();
  if (!name) return tl::make_unexpected(name.error());
  auto table = read_definition(context.reader, std::move(*name));
  if (!table) return tl::make_unexpected(table.error());
  const Table* there = context.database.table(table->name);
  if (!there) return insert(context, std::move(*table));
  return merge(context, *there, std::move(*table));
}

Answer<CommandResult> alter_merge_table(CommandContext& context) {
  auto there = context.read_table();
  if (!there) return tl::make_unexpected(there.error());
  auto table = read_definition(context.reader, (*there)->name);
  if (!table) return tl::make_unexpected(table.error());
  return merge(context, **there, std::move(*table));
}

Answer<CommandResult> alter_table(CommandContext& context) {
  auto table = read_mapped_table(context, "alter table");
  if (!table) return tl::make_unexpected(table.error());
  return alter_mapping(context, **table);
}

Answer<CommandResult> create_or_alter_table(CommandContext& context) {
  auto table = read_mapped_table(context, "create-or-alter table");
  if (!table) return tl::make_unexpected(table.error());
  return create_or_alter_mapping(context, **table);
}

Answer<CommandResult> drop_table(CommandContext& context) {
  auto name = context.reader.name();
  if (!name) return tl::make_unexpected(name.error());
  if (context.reader.take_words("ingestion")) {
    const Table* table = context.database.table(*name);
    if (!table) return not_found("Table", *name);
    return drop_mapping(context, *table);
  }
  const bool if_exists = context.reader.take_words("ifexists");
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  return drop(context, {*name}, if_exists);
}

Answer<CommandResult> drop_tables(CommandContext& context) {
  CommandReader& reader = context.reader;
  if (auto open = reader.expect("("); !open) return tl::make_unexpected(open.error());
  std::vector<std::string> names;
  do {
    auto name = reader.name();
    if (!name) return tl::make_unexpected(name.error());
    if (std::ranges::find(names, *name) == names.end()) names.push_back(std::move(*name));
  } while (reader.take(","));
  if (auto close = reader.expect(")"); !close) return tl::make_unexpected(close.error());
  const bool if_exists = reader.take_words("ifexists");
  if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
  return drop(context, names, if_exists);
}

Answer<CommandResult> clear_table(CommandContext& context) {
  auto table = context.read_table();
  if (!table) return tl::make_unexpected(table.error());
  if (!context.reader.take_words("data")) return context.reader.wanted("`data`");
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  auto deleted = answered(delete_rows(context.connection, **table));
  if (!deleted) return tl::make_unexpected(deleted.error());
  return CommandResult{{{"Result", ScalarType::String}}, {{"Done"}}};
}

std::string table_schema_json(const Table& table) {
  nlohmann::ordered_json columns = nlohmann::ordered_json::array();
  for (const rows::Column& column : table.columns) {
    columns.push_back(
        {{"Name", column.name}, {"Type", clr_name(column.type)}, {"CslType", name(column.type)}});
  }
  nlohmann::ordered_json schema = {{"Name", table.name}, {"OrderedColumns", columns}};
  if (!table.folder.empty()) schema["Folder"] = table.folder;
  if (!table.doc.empty()) schema["DocString"] = table.doc;
  return schema.dump();
}

CommandResult table_schema_result(const Database& database, const Table& table) {
  return {{{"TableName", ScalarType::String},
           {"Schema", ScalarType::String},
           {"DatabaseName", ScalarType::String},
           {"Folder", ScalarType::String},
           {"DocString", ScalarType::String}},
          {{table.name, table_schema_json(table), database.name, table.folder, table.doc}}};
}

}  // namespace adxc::engine
