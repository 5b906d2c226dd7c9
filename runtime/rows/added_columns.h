// Columns that a copy appends to every row of its source (`additionalColumns`).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/rows/batch.h"

namespace adxc::rows {

struct AddedColumn {
  std::string name;
  /// A constant, `$$FILEPATH` for the name of the batch's file, or `$$COLUMN:name` for another
  /// column of the source.
  std::string value;
};

/// The column that `column` copies, or "".
std::string copied_column(const AddedColumn& column);

/// `source` with columns added behind its own; constants and file names are strings. Errors:
/// Refused when a name is taken or a column to be copied does not exist.
Result<std::unique_ptr<RowSource>> add_columns(std::unique_ptr<RowSource> source,
                                               const std::vector<AddedColumn>& columns);

}  // namespace adxc::rows
