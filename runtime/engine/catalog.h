// What the engine's folder holds: databases, tables, columns, mappings and extents, kept in tables
// of the same DuckDB file as the rows, so that one transaction changes both.
//
// One file serves all databases of a folder. A Kusto name is never an SQL name: table 7 stores its
// rows in t7, its columns in c0, c1, … and the extent of each row in `extent`, because DuckDB folds
// the case of names and Kusto does not.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "runtime/engine/duck.h"
#include "runtime/rows/batch.h"

namespace adxc::engine {

struct Mapping {
  std::string name;
  std::string kind;          // "csv" or "json"
  std::string text;          // the mapping's JSON, as it was given
  std::int64_t updated = 0;  // ticks
};

struct Table {
  std::int64_t id = 0;
  std::string name;
  std::string folder;
  std::string doc;
  rows::Schema columns;
  std::vector<Mapping> mappings;  // ordered by kind and name

  /// Name of the physical table.
  std::string stored() const;
  const Mapping* mapping(std::string_view kind, std::string_view name) const;
};

struct Database {
  std::string name;
  std::string id;  // guid
  std::map<std::string, Table, std::less<>> tables;

  const Table* table(std::string_view name) const;
};

/// All of it at one moment; const once it is shared. Extents are asked for when needed, there may
/// be many.
struct Catalog {
  std::map<std::string, Database, std::less<>> databases;

  const Database* database(std::string_view name) const;
};

/// A new batch of rows of a table, as `.show table T extents` lists it.
struct Extent {
  std::string id;  // guid
  std::int64_t table = 0;
  std::int64_t number = 0;   // what the rows hold in `extent`
  std::int64_t created = 0;  // ticks
  std::int64_t rows = 0;
  std::int64_t bytes = 0;         // of the ingested text
  std::vector<std::string> tags;  // in the order given
};

/// The SQL type that stores a column.
std::string_view stored_type(ScalarType type);

/// Makes the catalog's own tables unless they are there. Errors: Unsupported when the file was
/// written by another layout.
Result<void> prepare_catalog(Connection& connection);
Result<Catalog> load_catalog(Connection& connection);

/// The changes below are made on the given connection, inside the caller's transaction.
Result<void> insert_database(Connection& connection, const std::string& name,
                             const std::string& id);
Result<void> insert_table(Connection& connection, const std::string& database, const Table& table);
Result<void> append_columns(Connection& connection, const Table& table, const rows::Schema& added);
Result<void> update_table(Connection& connection, const Table& table);
Result<void> delete_table(Connection& connection, const Table& table);
Result<void> delete_rows(Connection& connection, const Table& table);
/// Drops the extents that are older than the one with that number, and their rows.
Result<void> delete_extents_before(Connection& connection, const Table& table, std::int64_t number);
/// Puts the mapping in the place of one of the same kind and name.
Result<void> put_mapping(Connection& connection, const Table& table, const Mapping& mapping);
Result<void> delete_mapping(Connection& connection, const Table& table, const Mapping& mapping);
Result<void> insert_extent(Connection& connection, const Extent& extent);

/// A number never given before, for a table or an extent.
Result<std::int64_t> next_number(Connection& connection);
/// The extents of a table, oldest first.
Result<std::vector<Extent>> extents_of(Connection& connection, const Table& table);

}  // namespace adxc::engine
