#include "runtime/engine/engine.h"

#include <fmt/format.h>

#include "runtime/engine/command.h"
#include "runtime/engine/refusal.h"
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
                TableVisitor& visitor) override;

  Outcome manage(const std::string& database, std::string_view text, const Options& options,
                 TableVisitor& visitor) override {
    CommandReader reader(text);
    if (auto dot = reader.expect("."); !dot) return dot;
    const Command* command = find_command(reader);
    if (!command) return unknown(reader);
    if (command->writes && options.read_only) return forbidden(*command);
    auto result = run(*command, database, options, reader);
    if (!result) return tl::make_unexpected(result.error());
    return show(*result, visitor);
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

  std::unique_ptr<Store> store_;
};

Outcome EmbeddedEngine::query(const std::string&, std::string_view, const Options&, TableVisitor&) {
  return bad_request("BadRequest_NotSupported", "queries come with the binder");
}

}  // namespace

Result<std::unique_ptr<Engine>> Engine::open(const std::string& folder) {
  ADXC_LET(store, Store::open(folder));
  return std::make_unique<EmbeddedEngine>(std::move(store));
}

}  // namespace adxc::engine
