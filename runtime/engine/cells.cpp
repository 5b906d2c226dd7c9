#include "runtime/engine/cells.h"

#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "runtime/rows/numbers.h"

namespace adxc::engine {

namespace {

/// The text is canonical, so it always is a number.
std::int64_t to_integer(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

double to_real(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

void add_cell(rows::Batch& batch, const Cursor& cursor, std::size_t column, std::size_t row,
              ScalarType type) {
  if (cursor.null(column, row)) {
    return type == ScalarType::String ? batch.add("") : batch.add_null();
  }
  switch (type) {
    case ScalarType::Bool: return batch.add(cursor.boolean(column, row) ? "true" : "false");
    case ScalarType::Int: return batch.add(fmt::format_int(cursor.small(column, row)).c_str());
    case ScalarType::Long: return batch.add(fmt::format_int(cursor.integer(column, row)).c_str());
    case ScalarType::Real: return batch.add(rows::print_real(cursor.real(column, row)));
    case ScalarType::DateTime: return batch.add(print_datetime(cursor.integer(column, row)));
    case ScalarType::TimeSpan: return batch.add(print_timespan(cursor.integer(column, row)));
    case ScalarType::String:
    case ScalarType::Decimal:
    case ScalarType::Guid:
    case ScalarType::Dynamic: return batch.add(cursor.text(column, row));
  }
}

Result<RowAppender> RowAppender::open(Connection& connection, const Table& table) {
  duckdb_appender appender = nullptr;
  const auto state =
      duckdb_appender_create(connection.handle(), nullptr, table.stored().c_str(), &appender);
  RowAppender made(appender);
  ADXC_TRY(made.checked(state));
  return made;
}

RowAppender::~RowAppender() {
  if (appender_) duckdb_appender_destroy(&appender_);
}

Result<void> RowAppender::checked(duckdb_state state) {
  if (state == DuckDBSuccess) return {};
  const char* message = duckdb_appender_error(appender_);
  return fail(ErrorKind::Refused, message ? message : "rows cannot be appended");
}

Result<void> RowAppender::begin_row(std::int64_t extent) {
  return checked(duckdb_append_int64(appender_, extent));
}

Result<void> RowAppender::add(ScalarType type, rows::Cell cell) {
  if (cell.null && type != ScalarType::String) return checked(duckdb_append_null(appender_));
  return checked(append(type, cell.text));
}

duckdb_state RowAppender::append(ScalarType type, std::string_view text) {
  switch (type) {
    case ScalarType::Bool: return duckdb_append_bool(appender_, text == "true");
    case ScalarType::Int:
      return duckdb_append_int32(appender_, static_cast<std::int32_t>(to_integer(text)));
    case ScalarType::Long: return duckdb_append_int64(appender_, to_integer(text));
    case ScalarType::Real: return duckdb_append_double(appender_, to_real(text));
    case ScalarType::DateTime:
      return duckdb_append_int64(appender_, parse_datetime(text).value_or(0));
    case ScalarType::TimeSpan:
      return duckdb_append_int64(appender_, parse_timespan(text).value_or(0));
    case ScalarType::String:
    case ScalarType::Decimal:
    case ScalarType::Guid:
    case ScalarType::Dynamic: break;
  }
  return duckdb_append_varchar_length(appender_, text.data(), text.size());
}

Result<void> RowAppender::end_row() {
  return checked(duckdb_appender_end_row(appender_));
}

Result<void> RowAppender::finish() {
  return checked(duckdb_appender_close(appender_));
}

}  // namespace adxc::engine
