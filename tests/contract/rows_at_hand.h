// Rows that every store and format must be able to carry, and the comparison of what came back.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/rows/batch.h"

namespace adxc::contract {

using Row = std::vector<std::optional<std::string>>;  // nothing is null

struct Table {
  rows::Schema schema;
  std::vector<Row> rows;
};

/// One column of each type, with typical, extreme and null values.
Table every_type();

/// Two columns and so many rows.
Table numbered(std::size_t rows);

/// Writes the table batch by batch; does not finish.
Result<void> write_rows(rows::RowSink& sink, const Table& table, std::size_t rows_a_batch = 1'000);

/// Everything the source gives.
Result<Table> read_rows(rows::RowSource& source);

/// Checks that `got` has the columns and rows of `wanted`, values compared in the canonical
/// spelling of the wanted type. Where `nulls_in_strings` is false, null strings come back empty.
void check_same(const Table& wanted, const Table& got, bool nulls_in_strings = true);

}  // namespace adxc::contract
