#include "runtime/engine/duck.h"

#include <utility>

#include <fmt/format.h>

namespace adxc::engine {

namespace {

ErrorKind kind_of(duckdb_error_type type) {
  switch (type) {
    case DUCKDB_ERROR_INTERRUPT: return ErrorKind::Cancelled;
    case DUCKDB_ERROR_OUT_OF_MEMORY: return ErrorKind::Limit;
    case DUCKDB_ERROR_IO: return ErrorKind::Unavailable;
    default: return ErrorKind::Refused;
  }
}

tl::unexpected<Error> failure(duckdb_result& result) {
  const char* message = duckdb_result_error(&result);
  return fail(kind_of(duckdb_result_error_type(&result)), message ? message : "unknown error");
}

duckdb_state bind(duckdb_prepared_statement statement, idx_t index, const Bound& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return duckdb_bind_int64(statement, index, *number);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return duckdb_bind_varchar_length(statement, index, text->data(), text->size());
  }
  return duckdb_bind_null(statement, index);
}

}  // namespace

Cursor::Cursor(Cursor&& other) noexcept {
  *this = std::move(other);
}

Cursor& Cursor::operator=(Cursor&& other) noexcept {
  std::swap(statement_, other.statement_);
  std::swap(result_, other.result_);
  std::swap(running_, other.running_);
  std::swap(chunk_, other.chunk_);
  std::swap(rows_, other.rows_);
  std::swap(columns_, other.columns_);
  return *this;
}

Cursor::~Cursor() {
  release();
}

void Cursor::release() {
  if (chunk_) duckdb_destroy_data_chunk(&chunk_);
  if (running_) duckdb_destroy_result(&result_);
  if (statement_) duckdb_destroy_prepare(&statement_);
  running_ = false;
}

Result<bool> Cursor::next() {
  if (chunk_) duckdb_destroy_data_chunk(&chunk_);
  rows_ = 0;
  chunk_ = duckdb_fetch_chunk(result_);
  if (!chunk_) {
    const char* message = duckdb_result_error(&result_);
    if (message && *message) return failure(result_);
    return false;
  }
  rows_ = duckdb_data_chunk_get_size(chunk_);
  columns_.resize(duckdb_data_chunk_get_column_count(chunk_));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, i);
    columns_[i] = {duckdb_vector_get_data(vector), duckdb_vector_get_validity(vector)};
  }
  return rows_ > 0;
}

bool Cursor::null(std::size_t column, std::size_t row) const {
  return !duckdb_validity_row_is_valid(columns_[column].validity, row);
}

bool Cursor::boolean(std::size_t column, std::size_t row) const {
  return static_cast<const bool*>(columns_[column].data)[row];
}

std::int32_t Cursor::small(std::size_t column, std::size_t row) const {
  return static_cast<const std::int32_t*>(columns_[column].data)[row];
}

std::int64_t Cursor::integer(std::size_t column, std::size_t row) const {
  return static_cast<const std::int64_t*>(columns_[column].data)[row];
}

double Cursor::real(std::size_t column, std::size_t row) const {
  return static_cast<const double*>(columns_[column].data)[row];
}

std::string_view Cursor::text(std::size_t column, std::size_t row) const {
  auto* string = static_cast<duckdb_string_t*>(columns_[column].data) + row;
  return {duckdb_string_t_data(string), duckdb_string_t_length(*string)};
}

Connection::~Connection() {
  if (connection_) duckdb_disconnect(&connection_);
}

Result<Cursor> Connection::query(const std::string& sql, const std::vector<Bound>& values) {
  Cursor cursor;
  if (duckdb_prepare(connection_, sql.c_str(), &cursor.statement_) == DuckDBError) {
    return fail(ErrorKind::Refused, duckdb_prepare_error(cursor.statement_));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (bind(cursor.statement_, i + 1, values[i]) == DuckDBError) {
      return fail(ErrorKind::Refused, fmt::format("value {} cannot be bound", i + 1));
    }
  }
  cursor.running_ = true;
  if (duckdb_execute_prepared_streaming(cursor.statement_, &cursor.result_) == DuckDBError) {
    return failure(cursor.result_);
  }
  return cursor;
}

Result<void> Connection::run(const std::string& sql, const std::vector<Bound>& values) {
  ADXC_LET(cursor, query(sql, values));
  while (true) {
    ADXC_LET(more, cursor.next());
    if (!more) return {};
  }
}

void Connection::interrupt() {
  duckdb_interrupt(connection_);
}

Result<Transaction> Transaction::begin(Connection& connection) {
  ADXC_TRY(connection.run("begin transaction"));
  return Transaction(connection);
}

Transaction::~Transaction() {
  if (connection_) (void)connection_->run("rollback");
}

Result<void> Transaction::commit() {
  ADXC_TRY(connection_->run("commit"));
  connection_ = nullptr;
  return {};
}

Result<std::unique_ptr<Duck>> Duck::open(const std::string& path) {
  duckdb_config config = nullptr;
  if (duckdb_create_config(&config) == DuckDBError) {
    return fail(ErrorKind::Limit, "no memory for the settings of the database library");
  }
  // The engine must never reach for the network or read files because a query says so.
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  duckdb_set_config(config, "autoload_known_extensions", "false");
  duckdb_database database = nullptr;
  char* message = nullptr;
  const duckdb_state state = duckdb_open_ext(path.c_str(), &database, config, &message);
  duckdb_destroy_config(&config);
  if (state == DuckDBSuccess) return std::unique_ptr<Duck>(new Duck(database));
  std::string text = message ? message : "unknown error";
  duckdb_free(message);
  return fail(ErrorKind::Unavailable, fmt::format("`{}` cannot be opened: {}", path, text));
}

Duck::~Duck() {
  duckdb_close(&database_);
}

Result<Connection> Duck::connect() {
  duckdb_connection connection = nullptr;
  if (duckdb_connect(database_, &connection) == DuckDBError) {
    return fail(ErrorKind::Unavailable, "the engine's database takes no more connections");
  }
  return Connection(connection);
}

std::string sql_string(std::string_view text) {
  std::string quoted = "'";
  bool has_nul = false;
  for (char c : text) {
    if (c == '\0') {
      quoted += "'||chr(0)||'";
      has_nul = true;
      continue;
    }
    if (c == '\'') quoted += '\'';
    quoted += c;
  }
  quoted += '\'';
  return has_nul ? "(" + quoted + ")" : quoted;
}

}  // namespace adxc::engine
