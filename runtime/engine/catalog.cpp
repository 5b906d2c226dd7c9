#include "runtime/engine/catalog.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace adxc::engine {

namespace {

/// Changes when older files can no longer be read.
constexpr std::string_view kLayout = "1";

constexpr std::string_view kCatalogTables[] = {
    "create schema if not exists adxc",
    "create sequence if not exists adxc.numbers",
    "create table if not exists adxc.facts (name varchar, value varchar)",
    "create table if not exists adxc.databases (name varchar, id varchar)",
    "create table if not exists adxc.tables (id bigint, database varchar, name varchar, "
    "folder varchar, doc varchar)",
    "create table if not exists adxc.columns (table_id bigint, ordinal bigint, name varchar, "
    "type varchar)",
    "create table if not exists adxc.mappings (table_id bigint, kind varchar, name varchar, "
    "text varchar, updated bigint)",
    "create table if not exists adxc.extents (number bigint, id varchar, table_id bigint, "
    "created bigint, row_count bigint, bytes bigint, tags varchar)",
};

/// Gives every row of a statement whose columns are all VARCHAR or BIGINT to `take`.
template <typename Take>
Result<void> each_row(Connection& connection, const std::string& sql,
                      const std::vector<Bound>& values, const Take& take) {
  ADXC_LET(cursor, connection.query(sql, values));
  while (true) {
    ADXC_LET(more, cursor.next());
    if (!more) return {};
    for (std::size_t row = 0; row < cursor.rows(); ++row) take(cursor, row);
  }
}

std::string text_at(const Cursor& cursor, std::size_t column, std::size_t row) {
  return std::string(cursor.text(column, row));
}

using TablesById = std::map<std::int64_t, Table>;

Result<void> load_columns(Connection& connection, TablesById& tables) {
  return each_row(connection,
                  "select table_id, name, type from adxc.columns order by table_id, ordinal", {},
                  [&](const Cursor& cursor, std::size_t row) {
                    const auto type = scalar_type(cursor.text(2, row));
                    tables[cursor.integer(0, row)].columns.push_back(
                        {text_at(cursor, 1, row), type.value_or(ScalarType::String)});
                  });
}

Result<void> load_mappings(Connection& connection, TablesById& tables) {
  return each_row(connection,
                  "select table_id, kind, name, text, updated from adxc.mappings "
                  "order by table_id, kind, name",
                  {}, [&](const Cursor& cursor, std::size_t row) {
                    tables[cursor.integer(0, row)].mappings.push_back(
                        {text_at(cursor, 2, row), text_at(cursor, 1, row), text_at(cursor, 3, row),
                         cursor.integer(4, row)});
                  });
}

Result<void> insert_column(Connection& connection, const Table& table, std::size_t ordinal,
                           const rows::Column& column) {
  return connection.run(
      "insert into adxc.columns values (?, ?, ?, ?)",
      {table.id, static_cast<std::int64_t>(ordinal), column.name, std::string(name(column.type))});
}

std::string column_definition(std::size_t ordinal, ScalarType type) {
  return fmt::format("c{} {}{}", ordinal, stored_type(type),
                     type == ScalarType::String ? " default ''" : "");
}

std::vector<std::string> tags_in(std::string_view json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  std::vector<std::string> tags;
  if (!parsed.is_array()) return tags;
  for (const auto& tag : parsed) {
    if (tag.is_string()) tags.push_back(tag.get<std::string>());
  }
  return tags;
}

}  // namespace

std::string Table::stored() const {
  return fmt::format("t{}", id);
}

const Mapping* Table::mapping(std::string_view kind, std::string_view wanted) const {
  const auto found = std::ranges::find_if(
      mappings, [&](const Mapping& m) { return m.kind == kind && m.name == wanted; });
  return found == mappings.end() ? nullptr : &*found;
}

const engine::Table* Database::table(std::string_view wanted) const {
  const auto found = tables.find(wanted);
  return found == tables.end() ? nullptr : &found->second;
}

const Database* Catalog::database(std::string_view wanted) const {
  const auto found = databases.find(wanted);
  return found == databases.end() ? nullptr : &found->second;
}

std::string_view stored_type(ScalarType type) {
  switch (type) {
    case ScalarType::Bool: return "boolean";
    case ScalarType::Int: return "integer";
    case ScalarType::Long:
    case ScalarType::DateTime:
    case ScalarType::TimeSpan: return "bigint";
    case ScalarType::Real: return "double";
    case ScalarType::Decimal:
    case ScalarType::String:
    case ScalarType::Guid:
    case ScalarType::Dynamic: return "varchar";
  }
  return "varchar";
}

Result<void> prepare_catalog(Connection& connection) {
  ADXC_LET(transaction, Transaction::begin(connection));
  for (std::string_view sql : kCatalogTables) ADXC_TRY(connection.run(std::string(sql)));
  std::string layout;
  ADXC_TRY(each_row(connection, "select value from adxc.facts where name = 'layout'", {},
                    [&](const Cursor& c, std::size_t row) { layout = text_at(c, 0, row); }));
  if (layout.empty()) {
    ADXC_TRY(connection.run("insert into adxc.facts values ('layout', ?)", {std::string(kLayout)}));
  } else if (layout != kLayout) {
    return fail(ErrorKind::Unsupported,
                fmt::format("the folder was written in layout {}, this adxc reads layout {}",
                            layout, kLayout));
  }
  return transaction.commit();
}

Result<Catalog> load_catalog(Connection& connection) {
  TablesById tables;
  ADXC_TRY(load_columns(connection, tables));
  ADXC_TRY(load_mappings(connection, tables));
  Catalog catalog;
  ADXC_TRY(each_row(connection, "select name, id from adxc.databases", {},
                    [&](const Cursor& c, std::size_t row) {
                      const std::string name = text_at(c, 0, row);
                      catalog.databases[name] = {name, text_at(c, 1, row), {}};
                    }));
  ADXC_TRY(each_row(connection, "select id, database, name, folder, doc from adxc.tables", {},
                    [&](const Cursor& c, std::size_t row) {
                      Table& table = tables[c.integer(0, row)];
                      table.id = c.integer(0, row);
                      table.name = text_at(c, 2, row);
                      table.folder = text_at(c, 3, row);
                      table.doc = text_at(c, 4, row);
                      const std::string name = table.name;
                      catalog.databases[text_at(c, 1, row)].tables[name] = std::move(table);
                    }));
  return catalog;
}

Result<void> insert_database(Connection& connection, const std::string& name,
                             const std::string& id) {
  return connection.run("insert into adxc.databases values (?, ?)", {name, id});
}

Result<void> insert_table(Connection& connection, const std::string& database, const Table& table) {
  ADXC_TRY(connection.run("insert into adxc.tables values (?, ?, ?, ?, ?)",
                          {table.id, database, table.name, table.folder, table.doc}));
  std::string sql = fmt::format("create table {} (extent bigint", table.stored());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    ADXC_TRY(insert_column(connection, table, i, table.columns[i]));
    sql += ", " + column_definition(i, table.columns[i].type);
  }
  return connection.run(sql + ")");
}

Result<void> append_columns(Connection& connection, const Table& table, const rows::Schema& added) {
  std::size_t ordinal = table.columns.size();
  for (const rows::Column& column : added) {
    ADXC_TRY(insert_column(connection, table, ordinal, column));
    ADXC_TRY(connection.run(fmt::format("alter table {} add column {}", table.stored(),
                                        column_definition(ordinal, column.type))));
    ++ordinal;
  }
  return {};
}

Result<void> update_table(Connection& connection, const Table& table) {
  return connection.run("update adxc.tables set folder = ?, doc = ? where id = ?",
                        {table.folder, table.doc, table.id});
}

Result<void> delete_table(Connection& connection, const Table& table) {
  for (std::string_view from : {"columns", "mappings", "extents"}) {
    ADXC_TRY(
        connection.run(fmt::format("delete from adxc.{} where table_id = ?", from), {table.id}));
  }
  ADXC_TRY(connection.run("delete from adxc.tables where id = ?", {table.id}));
  return connection.run("drop table " + table.stored());
}

Result<void> delete_rows(Connection& connection, const Table& table) {
  ADXC_TRY(connection.run("delete from adxc.extents where table_id = ?", {table.id}));
  return connection.run("delete from " + table.stored());
}

Result<void> delete_extents_before(Connection& connection, const Table& table,
                                   std::int64_t number) {
  ADXC_TRY(connection.run("delete from adxc.extents where table_id = ? and number < ?",
                          {table.id, number}));
  return connection.run(fmt::format("delete from {} where extent < ?", table.stored()), {number});
}

Result<void> put_mapping(Connection& connection, const Table& table, const Mapping& mapping) {
  ADXC_TRY(delete_mapping(connection, table, mapping));
  return connection.run("insert into adxc.mappings values (?, ?, ?, ?, ?)",
                        {table.id, mapping.kind, mapping.name, mapping.text, mapping.updated});
}

Result<void> delete_mapping(Connection& connection, const Table& table, const Mapping& mapping) {
  return connection.run("delete from adxc.mappings where table_id = ? and kind = ? and name = ?",
                        {table.id, mapping.kind, mapping.name});
}

Result<void> insert_extent(Connection& connection, const Extent& extent) {
  return connection.run("insert into adxc.extents values (?, ?, ?, ?, ?, ?, ?)",
                        {extent.number, extent.id, extent.table, extent.created, extent.rows,
                         extent.bytes, nlohmann::json(extent.tags).dump()});
}

Result<std::int64_t> next_number(Connection& connection) {
  std::int64_t number = 0;
  ADXC_TRY(each_row(connection, "select nextval('adxc.numbers')", {},
                    [&](const Cursor& c, std::size_t row) { number = c.integer(0, row); }));
  return number;
}

Result<std::vector<Extent>> extents_of(Connection& connection, const Table& table) {
  std::vector<Extent> extents;
  ADXC_TRY(each_row(connection,
                    "select id, number, created, row_count, bytes, tags from adxc.extents "
                    "where table_id = ? order by number",
                    {table.id}, [&](const Cursor& c, std::size_t row) {
                      extents.push_back({text_at(c, 0, row), table.id, c.integer(1, row),
                                         c.integer(2, row), c.integer(3, row), c.integer(4, row),
                                         tags_in(c.text(5, row))});
                    }));
  return extents;
}

}  // namespace adxc::engine
