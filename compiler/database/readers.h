// The two forms a schema file has.
#pragma once

#include "compiler/database/schema_file.h"

namespace adxc::database {

/// `.create table T (a: long, …)` and its relatives (-merge, tables, .alter, .drop); other commands
/// are passed over.
Result<SchemaFile> read_table_commands(std::string_view name, std::string_view text);

/// The cell that `.show database schema as json` prints, or an object for one database.
Result<SchemaFile> read_json_schema(std::string_view name, std::string_view text);

}  // namespace adxc::database
