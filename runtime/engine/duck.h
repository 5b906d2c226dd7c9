// The one wrapper around DuckDB's C library: an open database, its connections, running statements.
// Nothing outside this folder sees DuckDB; its errors become Error values here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <duckdb.h>

#include "compiler/base/error.h"

namespace adxc::engine {

/// A value bound to a `?` of a statement; monostate is null.
using Bound = std::variant<std::monostate, std::int64_t, std::string>;

/// The rows of a running statement, one chunk after another. It must not outlive its connection.
class Cursor {
 public:
  Cursor() = default;
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) noexcept;
  ~Cursor();

  /// Fetches the next chunk; false at the end.
  Result<bool> next();
  std::size_t rows() const { return rows_; }  // of the chunk
  std::size_t columns() const { return columns_.size(); }

  bool null(std::size_t column, std::size_t row) const;
  /// The column must be of that physical type: BOOLEAN, INTEGER, BIGINT, DOUBLE, VARCHAR.
  bool boolean(std::size_t column, std::size_t row) const;
  std::int32_t small(std::size_t column, std::size_t row) const;
  std::int64_t integer(std::size_t column, std::size_t row) const;
  double real(std::size_t column, std::size_t row) const;
  std::string_view text(std::size_t column, std::size_t row) const;

 private:
  friend class Connection;
  struct Column {
    void* data = nullptr;
    std::uint64_t* validity = nullptr;  // null when every row is valid
  };
  void release();

  duckdb_prepared_statement statement_ = nullptr;
  duckdb_result result_{};
  bool running_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  std::size_t rows_ = 0;
  std::vector<Column> columns_;
};

/// One session. One thread at a time, except interrupt().
class Connection {
 public:
  explicit Connection(duckdb_connection connection) : connection_(connection) {}
  Connection(Connection&& other) noexcept : connection_(other.connection_) {
    other.connection_ = nullptr;
  }
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  /// Runs one statement and forgets its result.
  Result<void> run(const std::string& sql, const std::vector<Bound>& values = {});
  /// Starts one statement; its rows are made as they are fetched.
  Result<Cursor> query(const std::string& sql, const std::vector<Bound>& values = {});
  /// Makes whatever runs on this connection fail with Cancelled. From any thread.
  void interrupt();
  duckdb_connection handle() const { return connection_; }

 private:
  duckdb_connection connection_;
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept : connection_(other.connection_) {
    other.connection_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

/// An open database file.
class Duck {
 public:
  /// Opens or makes the file. Errors: Unavailable when another process has it open.
  static Result<std::unique_ptr<Duck>> open(const std::string& path);
  ~Duck();
  Result<Connection> connect();

 private:
  explicit Duck(duckdb_database database) : database_(database) {}
  duckdb_database database_;
};

/// `'…'` with quotes doubled: a string literal of SQL. NUL bytes, which SQL text cannot hold,
/// become chr(0).
std::string sql_string(std::string_view text);

}  // namespace adxc::engine
