// Azure Data Explorer: rows out of a query, rows into a table, management commands.
#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/adx/client.h"
#include "runtime/adx/error_body.h"
#include "runtime/adx/table_sink.h"
#include "runtime/stores/added_columns.h"
#include "runtime/stores/store.h"

namespace adxc::stores {
namespace {

using plan::Settings;

constexpr std::int64_t kPollInterval = 2 * kTicksPerSecond;

/// A timespan setting in ticks.
Result<std::int64_t> ticks(const Settings& settings, std::string_view name,
                           std::int64_t otherwise) {
  const std::string text = plan::text(settings, name);
  if (text.empty()) return otherwise;
  if (const auto value = parse_timespan(text)) return *value;
  return fail(ErrorKind::Refused,
              fmt::format("`{}` is `{}`, a timespan d.hh:mm:ss is wanted", name, shortened(text)));
}

/// The identity that the linked service names: an application, a user-assigned managed identity
/// (whose id the credential's definition keeps, so here it comes from AZURE_CLIENT_ID), or the
/// machine's own.
Result<auth::Identity> identity_of(const Settings& connection, const Context& context) {
  auth::Identity identity;
  const std::string application = plan::text(connection, "servicePrincipalId");
  const bool credential = !plan::unknown(connection, {"endpoint", "database", "tenant",
                                                      "servicePrincipalId", "servicePrincipalKey"})
                               .empty();
  if (credential) {
    const auto id = context.world.environment->variable("AZURE_CLIENT_ID");
    if (!id)
      return fail(
          ErrorKind::NotFound,
          "the linked service names a credential; its client id is wanted in AZURE_CLIENT_ID");
    identity.client_id = *id;
  } else if (!application.empty()) {
    const plan::SecretRef* key = plan::secret(connection, "servicePrincipalKey");
    if (key == nullptr)
      return fail(ErrorKind::Refused,
                  "the linked service has `servicePrincipalId` but no reference to its "
                  "`servicePrincipalKey`");
    identity = {auth::Identity::Kind::ClientSecret, plan::text(connection, "tenant"), application,
                *key};
  }
  return identity;
}

/// `retries` and `wait` are the names of the settings in `use` that say how often to ask again.
Result<auth::Patience> patience_of(const Settings& use, std::string_view retries,
                                   std::string_view wait) {
  auth::Patience patience;
  const std::int64_t count = plan::number(use, retries, -1);
  if (count >= 0) patience.tries = static_cast<int>(std::min<std::int64_t>(count, 100)) + 1;
  ADXC_LET(pause, ticks(use, wait, patience.first_wait_ticks));
  patience.first_wait_ticks = pause;
  patience.longest_wait_ticks = std::max(pause, patience.longest_wait_ticks);
  return patience;
}

Result<adx::Client> client_of(const plan::Endpoint& endpoint, const Context& context,
                              auth::Patience patience) {
  const Settings& connection = endpoint.connection;
  ADXC_TRY(plan::only_known(connection, "the linked service",
                            {"endpoint", "database", "tenant", "servicePrincipalId",
                             "servicePrincipalKey", "credential", "credential."}));
  adx::Connection to{plan::text(connection, "endpoint"), plan::text(connection, "database"), {}};
  if (to.endpoint.empty() || to.database.empty())
    return fail(ErrorKind::Refused,
                fmt::format("{} has no `endpoint` or no `database`", endpoint.address));
  const auto redirect = context.redirects.find(to.endpoint);
  if (redirect != context.redirects.end()) {
    to.endpoint = redirect->second;
  } else {
    ADXC_LET(identity, identity_of(connection, context));
    to.identity = identity;
  }
  return adx::Client(context.world, context.tokens, std::move(to), patience);
}

Result<std::unique_ptr<rows::RowSource>> open_source(const plan::Step& step, const plan::Copy& copy,
                                                     const Context& context) {
  const Settings& use = copy.source.use;
  ADXC_TRY(plan::only_known(copy.source.dataset, "the dataset", {"table"}));
  ADXC_TRY(plan::only_known(
      use, "the source",
      {"type", "query", "queryTimeout", "noTruncation", "sourceRetryCount", "sourceRetryWait",
       "maxConcurrentConnections", "disableMetricsCollection", "additionalColumns."}));
  ADXC_LET(patience, patience_of(use, "sourceRetryCount", "sourceRetryWait"));
  ADXC_LET(client, client_of(copy.source, context, patience));
  adx::QueryOptions options;
  ADXC_LET(timeout, ticks(use, "queryTimeout", options.timeout_ticks));
  options.timeout_ticks = timeout;
  options.transfer_timeout_ticks = step.timeout_ticks;
  options.no_truncation = plan::flag(use, "noTruncation");
  auto source = adx::open_query(std::move(client), plan::text(use, "query"), options);
  if (source) return rows::add_columns(std::move(*source), added_columns(use));
  return within(std::move(source).error(),
                fmt::format("while running the query on {}", copy.source.address));
}

/// `additionalProperties` as one object, whether they are members below it or JSON text.
Result<nlohmann::json> properties_of(const Settings& use) {
  nlohmann::json properties = nlohmann::json::object();
  const std::string text = plan::text(use, "additionalProperties");
  if (!text.empty()) {
    const auto json = adx::parse_small(text);
    if (!json || !json->is_object())
      return fail(ErrorKind::Refused, "`additionalProperties` is no object");
    properties = *json;
  }
  constexpr std::string_view kPrefix = "additionalProperties.";
  for (const auto& [name, value] : use) {
    const auto* member = std::get_if<std::string>(&value);
    if (!name.starts_with(kPrefix)) continue;
    const std::string below = name.substr(kPrefix.size());
    if (below.starts_with("tags.") && member != nullptr)
      properties["tags"].push_back(*member);
    else
      properties[below] = member != nullptr ? nlohmann::json(*member) : nlohmann::json(true);
  }
  return properties;
}

/// Tags are an array, or the text of one.
Result<void> add_property(adx::IngestTarget& target, const std::string& name,
                          const nlohmann::json& value) {
  if (name == "creationTime" && value.is_string()) {
    target.creation_time = value;
    return {};
  }
  const auto tags =
      value.is_string() ? adx::parse_small(value.get<std::string>()) : std::optional(value);
  if (name != "tags" || !tags || !tags->is_array())
    return fail(ErrorKind::Unsupported,
                fmt::format("`additionalProperties.{}` is not supported by adxc", name));
  for (const auto& tag : *tags)
    target.tags.push_back(tag.is_string() ? tag.get<std::string>() : tag.dump());
  return {};
}

Result<std::unique_ptr<rows::RowSink>> open_sink(const plan::Step& step, const plan::Copy& copy,
                                                 const rows::Schema& offered,
                                                 const Context& context) {
  const Settings& use = copy.sink.use;
  ADXC_TRY(plan::only_known(copy.sink.dataset, "the dataset", {"table"}));
  // Inline ingestion gathers nothing and uses one connection, so flushImmediately and
  // maxConcurrentConnections are met as they are.
  ADXC_TRY(plan::only_known(
      use, "the sink",
      {"type", "ingestionMappingName", "ingestionMappingAsJson", "flushImmediately",
       "additionalProperties", "additionalProperties.", "writeBatchSize", "writeBatchTimeout",
       "sinkRetryCount", "sinkRetryWait", "maxConcurrentConnections", "disableMetricsCollection"}));
  ADXC_LET(patience, patience_of(use, "sinkRetryCount", "sinkRetryWait"));
  ADXC_LET(client, client_of(copy.sink, context, patience));
  adx::IngestTarget target;
  target.table = plan::text(copy.sink.dataset, "table");
  if (target.table.empty())
    return fail(ErrorKind::Refused, "the dataset of the sink names no `table`");
  target.mapping_name = plan::text(use, "ingestionMappingName");
  target.mapping_json = plan::text(use, "ingestionMappingAsJson");
  target.tag_prefix = fmt::format("adxc:{}:{}", context.run_id, step.name);
  target.rows_per_batch = plan::number(use, "writeBatchSize");
  target.tries = patience.tries;
  ADXC_LET(timeout, ticks(use, "writeBatchTimeout", target.batch_timeout_ticks));
  target.batch_timeout_ticks = timeout;
  ADXC_LET(properties, properties_of(use));
  for (const auto& [name, value] : properties.items()) ADXC_TRY(add_property(target, name, value));
  return adx::open_table_sink(std::move(client), std::move(target), offered);
}

bool is_async(std::string_view command) {
  return command.substr(0, 200).find(" async ") != std::string_view::npos;
}

/// Waits until an asynchronous command is done; the answer is its row of `.show operations`.
Result<adx::Table> wait_for(adx::Client& client, std::string_view operation,
                            std::int64_t timeout_ticks) {
  const std::int64_t until = client.clock().steady() + timeout_ticks;
  const std::string show = fmt::format(".show operations {}", operation);
  for (;;) {
    ADXC_LET(table, client.manage(show, adx::Effect::None, timeout_ticks));
    const std::size_t rows = table.rows.rows();
    const std::string state(rows > 0 ? table.text(rows - 1, "State") : "");
    if (state == "Completed" || state == "Skipped") return std::move(table);
    if (state != "InProgress" && state != "Scheduled")
      return fail(ErrorKind::Refused,
                  fmt::format("operation {} is `{}`: {}", operation, state,
                              rows > 0 ? shortened(table.text(rows - 1, "Status")) : ""));
    if (client.clock().steady() >= until)
      return fail(ErrorKind::Timeout, fmt::format("operation {} is not done in time", operation));
    client.clock().sleep(kPollInterval);
  }
}

Result<CommandOutput> run_command(const plan::Step& /*step*/, const plan::Command& command,
                                  const Context& context) {
  const Settings& use = command.target.use;
  ADXC_TRY(plan::only_known(use, "the command", {"command", "commandTimeout"}));
  ADXC_LET(timeout, ticks(use, "commandTimeout", 20 * kTicksPerMinute));
  ADXC_LET(client, client_of(command.target, context, {}));
  const bool reads =
      fold_case(command.text.substr(0, command.text.find_first_of(" \t\r\n"))) == ".show";
  const auto effect = reads ? adx::Effect::None : adx::Effect::Changes;
  ADXC_LET(table, client.manage(command.text, effect, timeout));
  if (!is_async(command.text) || !table.column("OperationId") || table.rows.rows() != 1)
    return CommandOutput{std::move(table.schema), std::move(table.rows)};
  ADXC_LET(done, wait_for(client, table.text(0, "OperationId"), timeout));
  return CommandOutput{std::move(done.schema), std::move(done.rows)};
}

}  // namespace

extern const Store azure_data_explorer;
const Store azure_data_explorer = {"AzureDataExplorer", open_source, open_sink, run_command, true};

}  // namespace adxc::stores
