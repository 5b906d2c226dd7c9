#include "tests/contract/rows_at_hand.h"

#include <doctest/doctest.h>

#include "runtime/rows/value.h"

namespace adxc::contract {
namespace {

void add_row(rows::Batch& batch, const Row& row) {
  for (const auto& cell : row) {
    if (cell) {
      batch.add(*cell);
    } else {
      batch.add_null();
    }
  }
  batch.end_row();
}

/// The column of that name; the sink may have stored them in another order.
std::size_t position(const Table& table, const std::string& name) {
  for (std::size_t i = 0; i < table.schema.size(); ++i) {
    if (table.schema[i].name == name) return i;
  }
  FAIL("column `" << name << "` did not come back");
  return 0;
}

}  // namespace

Table every_type() {
  Table table;
  for (const ScalarType type : kScalarTypes) {
    table.schema.push_back({"a " + std::string(name(type)) + " column", type});
  }
  // bool, int, long, real, decimal, string, datetime, timespan, guid, dynamic
  table.rows = {
      {"true", "2147483647", "9223372036854775807", "1.7976931348623157e+308",
       "1234567890123456789012345678901234", "plain", "9999-12-31T23:59:59.9999999Z",
       "10675199.02:48:05.4775807", "ffffffff-ffff-ffff-ffff-ffffffffffff",
       "{\"a\":[1,2.50,null]}"},
      {"false", "-2147483648", "-9223372036854775808", "5e-324",
       "-0.0000000000000000000000000000000001", "with \"quotes\", commas\r\nand lines \\ 'x'",
       "0001-01-01T00:00:00Z", "-10675199.02:48:05.4775808", "00000000-0000-0000-0000-000000000000",
       "\"a string\""},
      {std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, "", std::nullopt,
       std::nullopt, std::nullopt, std::nullopt},
      {"true", "0", "9007199254740993", "0.1", "2.50", " \xC3\xA9\xF0\x9F\x90\x99 NULL ",
       "2020-03-04T14:05:01.3109965Z", "00:00:00.0000001", "74be27de-1e4e-49d9-b579-fe0b331d3642",
       "[]"},
      {"true", "1", "1", "NaN", "1", "a", "2020-01-01T00:00:00Z", "1.00:00:00",
       "0f0e0d0c-0b0a-0908-0706-050403020100", "true"},
      {"true", "1", "1", "-Infinity", "1e40", "b", "2020-01-01T00:00:00.1Z", "-00:00:00.1",
       "0f0e0d0c-0b0a-0908-0706-050403020100", "{}"},
      {"false", "-1", "0", "-0.30000000000000004", "0", "null", "1970-01-01T00:00:00Z", "00:00:00",
       "0f0e0d0c-0b0a-0908-0706-050403020100", "12345678901234567890"},
  };
  return table;
}

Table numbered(std::size_t rows) {
  Table table{{{"id", ScalarType::Long}, {"the text", ScalarType::String}}, {}};
  for (std::size_t i = 0; i < rows; ++i) {
    table.rows.push_back({std::to_string(i), "row, number " + std::to_string(i)});
  }
  return table;
}

Result<void> write_rows(rows::RowSink& sink, const Table& table, std::size_t rows_a_batch) {
  rows::Batch batch(table.schema.size());
  for (const Row& row : table.rows) {
    add_row(batch, row);
    if (batch.rows() < rows_a_batch) continue;
    ADXC_TRY(sink.write(batch));
    batch.clear(table.schema.size());
  }
  return batch.rows() > 0 ? sink.write(batch) : Result<void>();
}

Result<Table> read_rows(rows::RowSource& source) {
  Table table{source.schema(), {}};
  rows::Batch batch;
  while (true) {
    ADXC_LET(more, source.next(batch));
    CHECK(more == (batch.rows() > 0));
    if (!more) return table;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      Row& copied = table.rows.emplace_back();
      for (std::size_t column = 0; column < batch.columns(); ++column) {
        const rows::Cell cell = batch.at(row, column);
        copied.push_back(cell.null ? std::nullopt : std::optional(std::string(cell.text)));
      }
    }
  }
}

void check_same(const Table& wanted, const Table& got, bool nulls_in_strings) {
  REQUIRE(got.schema.size() == wanted.schema.size());
  REQUIRE(got.rows.size() == wanted.rows.size());
  for (std::size_t column = 0; column < wanted.schema.size(); ++column) {
    const ScalarType type = wanted.schema[column].type;
    const std::size_t theirs = position(got, wanted.schema[column].name);
    for (std::size_t row = 0; row < wanted.rows.size(); ++row) {
      auto expected = wanted.rows[row][column];
      const auto& cell = got.rows[row][theirs];
      if (!expected && type == ScalarType::String && !nulls_in_strings) expected = "";
      CAPTURE(name(type));
      CAPTURE(row);
      REQUIRE(cell.has_value() == expected.has_value());
      if (expected) CHECK(rows::canonical(type, *cell) == *expected);
    }
  }
}

}  // namespace adxc::contract
