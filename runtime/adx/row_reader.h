// One row of an answer, as JSON, into the canonical cells of a batch.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "compiler/base/error.h"
#include "runtime/rows/batch.h"

namespace adxc::adx {

/// The schema that `Columns` of a table describes: ColumnType where it is there, the .NET name in
/// DataType otherwise. Columns of a type nobody knows are strings.
Result<rows::Schema> schema_of(const nlohmann::json& columns);

/// Appends the row `json`, an array with one element a column. Longs and decimals keep every digit.
/// A string in a dynamic column that holds an object or an array stands for that, as the v1
/// protocol writes them. Errors: Unavailable when it is not such an array or a value does not fit.
Result<void> add_row(rows::Batch& batch, const rows::Schema& schema, std::string_view json);

}  // namespace adxc::adx
