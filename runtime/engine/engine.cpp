#include "runtime/engine/engine.h"

#include <fmt/format.h>

#include "runtime/engine/cells.h"
#include "runtime/engine/command.h"
#include "runtime/engine/query.h"
#include "runtime/engine/refusal.h"
#include "runtime/engine/run_query.h"
#include "runtime/engine/store.h"

namespace adxc::engine {

namespace {

/// Gives a small table to the visitor.
Outcome show(const CommandResult& result, TableVisitor& visitor) {
  rows::Batch batch(result.columns.size());
  for (const CommandResult::Row& row : result.rows) {
    for (const auto& cell : row) cell ? batch.add(*cell) : batch.add_null();
    batch.end_row();
  }
  auto shown = answered(visitor.begin("Table_0", result.columns));
  if (shown && batch.rows() > 0) shown = answered(visitor.batch(batch));
  if (shown) shown = answered(visitor.end());
  return shown;
}

/// What a query over the answer of a command calls that answer.
constexpr const char* kResults = "$command_results";

/// Puts the rows of a command's answer into a temporary table.
Result<void> store_rows(Connection& connection, const Table& table,
                        const std::vector<CommandResult::Row>& rows) {
  std::string sql = fmt::format("create temp table {} (extent bigint", table.stored());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    sql += fmt::format(", c{} {}", i, stored_type(table.columns[i].type));
  }
  ADXC_TRY(connection.run(sql + ")"));
  ADXC_LET(appender, RowAppender::open(connection, table));
  for (const CommandResult::Row& row : rows) {
    ADXC_TRY(appender.begin_row(0));
    for (std::size_t i = 0; i < row.size(); ++i) {
      const rows::Cell cell{row[i] ? std::string_view(*row[i]) : "", !row[i]};
      ADXC_TRY(appender.add(table.columns[i].type, cell));
    }
    ADXC_TRY(appender.end_row());
  }
  return appender.finish();
}

class EmbeddedEngine : public Engine {
 public:
  explicit EmbeddedEngine(std::unique_ptr<Store> store) : store_(std::move(store)) {}

  std::vector<std::string> databases() const override {
    std::vector<std::string> names;
    for (const auto& [name, database] : store_->catalog()->databases) names.push_back(name);
    return names;
  }

  Result<void> ensure_database(const std::string& name) override {
    const auto turn = store_->turn();
    if (store_->catalog()->database(name)) return {};
    ADXC_LET(connection, store_->connect());
    ADXC_TRY(insert_database(connection, name, random_guid()));
    return store_->refresh(connection);
  }

  Outcome query(const std::string& database, std::string_view kql, const Options& options,
                TableVisitor& visitor) override {
    const auto catalog = store_->catalog();
    if (!catalog->database(database)) return database_not_found(database);
    auto query = prepare_query(kql, *catalog, database, options);
    if (!query) return tl::make_unexpected(query.error());
    auto connection = answered(store_->connect());
    if (!connection) return tl::make_unexpected(connection.error());
    return run(*query, *connection, options, visitor);
  }

  Sql sql(const std::string& database, std::string_view kql, const Options& options) override {
    const auto catalog = store_->catalog();
    if (!catalog->database(database)) return database_not_found(database);
    auto query = prepare_query(kql, *catalog, database, options);
    if (!query) return tl::make_unexpected(query.error());
    return std::move(query->selects);
  }

  Outcome manage(const std::string& database, std::string_view text, const Options& options,
                 TableVisitor& visitor) override {
    CommandReader reader(text);
    if (auto dot = reader.expect("."); !dot) return dot;
    const Command* command = find_command(reader);
    if (!command) return unknown(reader);
    if (command->writes && options.read_only) return forbidden(*command);
    auto result = run(*command, database, options, reader);
    if (!result) return tl::make_unexpected(result.error());
    if (reader.done()) return show(*result, visitor);
    return filter(*result, reader.rest(), database, options, visitor);
  }

 private:
  static Outcome unknown(CommandReader& reader) {
    return bad_request(
        "BadRequest_NotSupported",
        fmt::format("the embedded engine does not know the command `.{}`", reader.leading_words()));
  }

  static Outcome forbidden(const Command& command) {
    Refusal refusal;
    refusal.http_status = 403;
    refusal.code = "Forbidden";
    refusal.type = "Kusto.Data.Exceptions.KustoRequestDeniedException";
    refusal.message = fmt::format("`.{}` changes data, the request is read-only", command.head);
    return tl::make_unexpected(std::move(refusal));
  }

  Answer<CommandResult> run(const Command& command, const std::string& name, const Options& options,
                            CommandReader& reader) {
    std::unique_lock<std::mutex> turn;
    if (command.writes) turn = store_->turn();
    const auto catalog = store_->catalog();
    const Database* database = catalog->database(name);
    if (!database) return database_not_found(name);
    auto connection = answered(store_->connect());
    if (!connection) return tl::make_unexpected(connection.error());
    CommandContext context{*store_, *connection, catalog, *database, options, reader};
    return command.writes ? run_writing(command, context) : command.run(context);
  }

  /// All or nothing: a refused command leaves no trace.
  Answer<CommandResult> run_writing(const Command& command, CommandContext& context) {
    auto transaction = answered(Transaction::begin(context.connection));
    if (!transaction) return tl::make_unexpected(transaction.error());
    auto result = command.run(context);
    if (!result) return result;
    auto done = answered(transaction->commit());
    if (done) done = answered(store_->refresh(context.connection));
    if (!done) return tl::make_unexpected(done.error());
    return result;
  }

  static Outcome run(const Query& query, Connection& connection, const Options& options,
                     TableVisitor& visitor) {
    const Limits limits = limits_of(options, query.bound.settings);
    const Deadline deadline(connection, limits.timeout_ticks);
    for (std::size_t i = 0; i < query.selects.size(); ++i) {
      const auto& columns = query.bound[query.bound.results[i]].columns;
      const std::string name = i == 0 ? "PrimaryResult" : fmt::format("PrimaryResult_{}", i);
      auto done = stream(connection, query.selects[i], name, columns, limits, visitor);
      if (!done) return done;
    }
    return {};
  }

  /// Runs the operators behind a command over what it shows. The result stands in a table of the
  /// connection's own, which the catalog of this one request lists.
  Outcome filter(const CommandResult& result, std::string_view tail, const std::string& database,
                 const Options& options, TableVisitor& visitor) {
    auto connection = answered(store_->connect());
    if (!connection) return tl::make_unexpected(connection.error());
    Table table;
    table.name = kResults;
    table.columns = result.columns;
    auto stored = answered(store_rows(*connection, table, result.rows));
    if (!stored) return stored;
    Catalog catalog = *store_->catalog();
    catalog.databases[database].tables[table.name] = table;
    const bool piped = tail.starts_with('|');
    const std::string kql =
        piped ? fmt::format("{}\n{}", kResults, tail) : std::string(tail.substr(1));
    auto query = prepare_query(kql, catalog, database, options);
    if (!query) return tl::make_unexpected(query.error());
    return run(*query, *connection, options, visitor);
  }

  std::unique_ptr<Store> store_;
};

}  // namespace

Engine::Sql Engine::sql(const std::string&, std::string_view, const Options&) {
  return bad_request("BadRequest_NotSupported", "this engine does not work with SQL");
}

Result<std::unique_ptr<Engine>> Engine::open(const std::string& folder) {
  ADXC_LET(store, Store::open(folder));
  return std::make_unique<EmbeddedEngine>(std::move(store));
}

}  // namespace adxc::engine
