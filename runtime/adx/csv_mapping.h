// Ingestion mappings of kind csv: which field of a record fills which column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "runtime/rows/batch.h"

namespace adxc::adx {

struct MappedColumn {
  std::string column;
  std::optional<std::size_t> ordinal;  // field of the record, from 0; nothing for a constant
  bool unix_time = false;              // a transform makes a datetime of a whole number
};

/// Reads a mapping in either of the dialects in which the service gives it back: `{"Name",
/// "Ordinal"}` and `{"column", "Properties": {"Ordinal"}}`; names of members in any case. Errors:
/// Data when it is no such mapping, Unsupported names a transform.
Result<std::vector<MappedColumn>> read_csv_mapping(std::string_view json);

/// What the fields of a record must look like for a mapping onto a table: one column for each of
/// `offered`, under its own name, in its order; fields that fill nothing are strings. Errors: Data
/// names a column the table lacks, a field that is not handed over, or a field of two types.
Result<rows::Schema> fields_of(const std::vector<MappedColumn>& mapping, const rows::Schema& table,
                               const rows::Schema& offered);

}  // namespace adxc::adx
