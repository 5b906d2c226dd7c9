// The embedded ADX-compatible engine: databases of tables in one folder, queries in KQL, management
// commands, ingestion. It knows no HTTP (runtime/server speaks that). Safe to call from many
// threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "runtime/rows/batch.h"

namespace adxc::engine {

/// One result table: first its schema, then its rows in batches.
class TableVisitor {
 public:
  virtual ~TableVisitor() = default;
  virtual Result<void> begin(const std::string& name, const rows::Schema& schema) = 0;
  virtual Result<void> batch(const rows::Batch& batch) = 0;
  virtual Result<void> end() = 0;
};

/// Why a request was refused, in the terms of a OneApiError.
struct Refusal {
  int http_status = 400;
  std::string code =
      "General_BadRequest";  // or BadRequest_SyntaxError, BadRequest_DatabaseNotExist, …
  std::string type = "Kusto.Data.Exceptions.KustoBadRequestException";
  std::string message;
  std::string inner_code;  // SYN0002, SEM0100, …; "" when there is none
  bool permanent = true;
};

/// Request properties that the engine heeds.
struct Options {
  std::map<std::string, std::string>
      parameters;                  // values of declared query parameters, KQL literals
  std::int64_t timeout_ticks = 0;  // 0: the default of 4 min for queries, 10 min for commands
  bool no_truncation = false;
  std::int64_t truncation_max_records = 500'000;
  std::int64_t truncation_max_bytes = 64 << 20;
  bool read_only = false;
  std::string query_now;  // datetime literal that fixes now(); "" means the clock
};

using Outcome = tl::expected<void, Refusal>;

class Engine {
 public:
  /// Opens or makes the engine's folder. Errors: Unavailable when another process has it open.
  static Result<std::unique_ptr<Engine>> open(const std::string& folder);
  virtual ~Engine() = default;

  virtual std::vector<std::string> databases() const = 0;
  /// Makes the database unless it is there.
  virtual Result<void> ensure_database(const std::string& name) = 0;

  /// Runs a query; every tabular expression statement is one table for the visitor.
  virtual Outcome query(const std::string& database, std::string_view kql, const Options& options,
                        TableVisitor& visitor) = 0;
  /// The SQL of every result of a query, to be looked at.
  using Sql = tl::expected<std::vector<std::string>, Refusal>;
  virtual Sql sql(const std::string& database, std::string_view kql, const Options& options);
  /// Runs a management command (text that begins with a dot), with its trailing query if it has
  /// one.
  virtual Outcome manage(const std::string& database, std::string_view command,
                         const Options& options, TableVisitor& visitor) = 0;
};

}  // namespace adxc::engine
