// Between a cell in its canonical spelling and its physical value in DuckDB.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "runtime/engine/catalog.h"
#include "runtime/engine/duck.h"
#include "runtime/rows/batch.h"

namespace adxc::engine {

/// Appends the canonical spelling of a cell of the cursor's chunk to the row being built.
void add_cell(rows::Batch& batch, const Cursor& cursor, std::size_t column, std::size_t row,
              ScalarType type);

/// Appends rows to the physical table of `table`, inside the connection's transaction.
class RowAppender {
 public:
  static Result<RowAppender> open(Connection& connection, const Table& table);
  RowAppender(RowAppender&& other) noexcept : appender_(other.appender_) {
    other.appender_ = nullptr;
  }
  RowAppender& operator=(RowAppender&&) = delete;
  ~RowAppender();

  Result<void> begin_row(std::int64_t extent);
  /// The next cell: canonical text of `type`, or null. A null string is stored as "".
  Result<void> add(ScalarType type, rows::Cell cell);
  Result<void> end_row();
  /// Until this succeeded rows may not be there yet.
  Result<void> finish();

 private:
  explicit RowAppender(duckdb_appender appender) : appender_(appender) {}
  Result<void> checked(duckdb_state state);
  duckdb_state append(ScalarType type, std::string_view text);

  duckdb_appender appender_;
};

}  // namespace adxc::engine
