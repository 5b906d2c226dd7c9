#include "runtime/adx/client.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/adx/error_body.h"
#include "runtime/auth/trust.h"

namespace adxc::adx {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kPublicResource = "https://kusto.kusto.windows.net";
/// The client waits a little longer than the service, to hear its reason.
constexpr std::int64_t kGrace = 30 * kTicksPerSecond;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string without_slash(std::string text) {
  while (!text.empty() && text.back() == '/') text.pop_back();
  return text;
}

std::string text_of(const nlohmann::json& json, const char* name, std::string_view otherwise) {
  const auto found = json.find(name);
  const bool good = found != json.end() && found->is_string() && !found->get<std::string>().empty();
  return good ? found->get<std::string>() : std::string(otherwise);
}

std::string for_multifactor(std::string resource) {
  const std::size_t at = resource.find(".kusto.");
  return at == std::string::npos ? resource : resource.replace(at, 7, ".kustomfa.");
}

Json options_of(const QueryOptions& options) {
  Json json = {{"servertimeout", print_timespan(options.timeout_ticks)}};
  if (options.no_truncation) json["notruncation"] = true;
  if (!options.query_now.empty()) json["query_now"] = options.query_now;
  return json;
}

/// The service said before it began that it would not begin now.
bool was_not_begun(int status) {
  return status == 429;
}

}  // namespace

Client::Client(sys::World& world, auth::Tokens& tokens, Connection connection,
               auth::Patience patience)
    : world_(world), tokens_(tokens), connection_(std::move(connection)), patience_(patience) {
  connection_.endpoint = without_slash(std::move(connection_.endpoint));
}

/// Asks the cluster once who its login is. 404 and an answer without AzureAD mean the public cloud.
Result<const Client::Cloud*> Client::cloud() {
  if (cloud_) return &*cloud_;
  sys::Request request;
  request.url = connection_.endpoint + "/v1/rest/auth/metadata";
  request.headers = {{"Accept", "application/json"}};
  request.timeout_ticks = kGrace;
  ADXC_LET(response, auth::send_patiently(world_, request, patience_));
  if (response.status != 200 && response.status != 404)
    return within(error_of(response.status, response.body),
                  fmt::format("while asking {} for its login", connection_.endpoint));
  const auto json = parse_small(response.body);
  const bool known =
      json && json->is_object() && json->contains("AzureAD") && (*json)["AzureAD"].is_object();
  const nlohmann::json directory = known ? (*json)["AzureAD"] : nlohmann::json::object();
  cloud_ = Cloud{text_of(directory, "LoginEndpoint", auth::kPublicLogin),
                 text_of(directory, "KustoServiceResourceId", kPublicResource),
                 !known && sys::is_loopback(connection_.endpoint)};
  const auto multifactor = directory.find("LoginMfaRequired");
  if (multifactor != directory.end() && *multifactor == true)
    cloud_->resource = for_multifactor(cloud_->resource);
  return &*cloud_;
}

/// The token to send; "" for nobody.
Result<std::string> Client::bearer() {
  if (!connection_.identity) return std::string();
  ADXC_LET(where, cloud());
  if (where->anonymous) return std::string();
  ADXC_TRY(auth::trusted_cluster(connection_.endpoint, where->login));
  return tokens_.token(*connection_.identity, where->login, where->resource);
}

Result<sys::Response> Client::send_once(const Call& call,
                                        const sys::Network::BodyHandler& on_body) {
  ADXC_LET(token, bearer());
  sys::Request request;
  request.method = "POST";
  request.url = connection_.endpoint + std::string(call.path);
  const std::string id = fmt::format("adxc.{};{}", call.verb, sys::new_guid(*world_.random));
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/json; charset=utf-8"},
                     {"x-ms-client-request-id", id},
                     {"x-ms-app", "adxc"},
                     {"x-ms-client-version", "adxc"}};
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  request.body = dumped({{"db", connection_.database},
                         {"csl", std::string(call.text)},
                         {"properties", Json::parse(call.properties)}});
  request.timeout_ticks = call.timeout_ticks;
  last_status_ = 0;
  last_retry_after_.clear();
  ADXC_LET(response, world_.network->send(request, on_body));
  last_status_ = response.status;
  last_retry_after_ = response.header("retry-after");
  return std::move(response);
}

/// A token may have been revoked or have come too late, so one 401 is not the last word.
Result<sys::Response> Client::send(const Call& call, const sys::Network::BodyHandler& on_body) {
  ADXC_LET(response, send_once(call, on_body));
  if (response.status != 401 || !connection_.identity || !cloud_) return std::move(response);
  tokens_.drop(*connection_.identity, cloud_->resource);
  return send_once(call, on_body);
}

template <typename Attempt, typename MayRepeat>
auto Client::patiently(const Attempt& attempt, const MayRepeat& may_repeat) {
  for (int tried = 1;; ++tried) {
    last_status_ = 0;
    last_retry_after_.clear();
    auto result = attempt();
    if (result || !result.error().retryable || tried >= patience_.tries || !may_repeat())
      return result;
    world_.clock->sleep(auth::wait_before(tried, patience_, last_retry_after_, *world_.random));
  }
}

Result<void> Client::query_once(const Call& call, TableSink& sink) {
  Dataset dataset(sink);
  ADXC_LET(response, send(call, [&](std::string_view bytes) { return dataset.feed(bytes); }));
  if (response.status != 200) return tl::make_unexpected(error_of(response.status, response.body));
  return dataset.finish();
}

Result<void> Client::query(std::string_view text, const QueryOptions& options, TableSink& sink) {
  /// Notices that something was handed on, after which the query cannot begin again.
  struct Watch : TableSink {
    explicit Watch(TableSink& inner) : inner_(inner) {}
    Result<void> begin(const rows::Schema& schema) override {
      touched = true;
      return inner_.begin(schema);
    }
    Result<void> batch(rows::Batch& rows) override { return inner_.batch(rows); }
    TableSink& inner_;
    bool touched = false;
  };
  Watch watch(sink);
  const Call call{"query", "/v2/rest/query", text, dumped({{"Options", options_of(options)}}),
                  options.transfer_timeout_ticks};
  return patiently([&] { return query_once(call, watch); }, [&] { return !watch.touched; });
}

Result<Table> Client::manage_once(const Call& call) {
  ADXC_LET(response, send(call, nullptr));
  if (response.status != 200) return tl::make_unexpected(error_of(response.status, response.body));
  return read_v1(response.body);
}

Result<Table> Client::manage(std::string_view text, Effect effect, std::int64_t timeout_ticks) {
  const Json options = {{"servertimeout", print_timespan(timeout_ticks)}};
  const Call call{effect == Effect::None ? "show" : "manage", "/v1/rest/mgmt", text,
                  dumped({{"Options", options}}), timeout_ticks + kGrace};
  return patiently([&] { return manage_once(call); },
                   [&] { return effect == Effect::None || was_not_begun(last_status_); });
}

}  // namespace adxc::adx
