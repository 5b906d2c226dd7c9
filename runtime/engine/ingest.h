// Rows into a table: one extent per command.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/cells.h"
#include "runtime/engine/store.h"

namespace adxc::engine {

/// Writes the rows of one new extent, inside the connection's transaction.
class ExtentWriter {
 public:
  /// `created` is in ticks; `bytes` is the size of the text the rows come from.
  static Result<ExtentWriter> open(Connection& connection, const Table& table,
                                   std::vector<std::string> tags, std::int64_t created,
                                   std::int64_t bytes);

  /// One value per column, as ingested text; what is no value of its column's type becomes null.
  Result<void> add(const std::vector<std::optional<std::string>>& values);
  /// Ends the extent and gives its id; without rows there is none and the id is all zeros.
  Result<std::string> finish();

 private:
  ExtentWriter(Connection& connection, const Table& table, Extent extent, RowAppender appender)
      : connection_(connection),
        table_(table),
        extent_(std::move(extent)),
        appender_(std::move(appender)) {}

  Connection& connection_;
  const Table& table_;
  Extent extent_;
  RowAppender appender_;
};

}  // namespace adxc::engine
