// What tables a database has, from a file that says so: `.create table` commands, or what
// `.show database schema as json` prints.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/kql/bind.h"

namespace adxc::database {

/// The tables that were read; `database("x").T` means T as well when only one database is known.
class SchemaFile : public kql::Catalog {
 public:
  std::optional<kql::RowSchema> table(std::string_view database,
                                      std::string_view name) const override;
  std::vector<std::string> tables() const override;

  void add(std::string_view database, std::string_view table, kql::RowSchema columns);
  /// `.create-merge`: columns that are there stay as they are.
  void merge(std::string_view database, std::string_view table, const kql::RowSchema& columns);
  void drop(std::string_view database, std::string_view table);
  std::size_t size() const { return tables_.size(); }

 private:
  using Key = std::pair<std::string, std::string>;  // database, table
  std::map<Key, kql::RowSchema, std::less<>> tables_;
};

/// Reads either form, told apart by its first character. Errors: Data, with the line.
Result<SchemaFile> read_schema(std::string_view name, std::string_view text);

}  // namespace adxc::database
