#include "runtime/auth/login.h"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/auth/patience.h"

namespace adxc::auth {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kMetadataService =
    "http://169.254.169.254/metadata/identity/oauth2/token";
constexpr std::int64_t kTimeout = 30 * kTicksPerSecond;
/// On a machine outside Azure the metadata address swallows packets.
constexpr std::int64_t kMetadataConnectTimeout = 3 * kTicksPerSecond;

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string without_slash(std::string text) {
  while (!text.empty() && text.back() == '/') text.pop_back();
  return text;
}

/// Text of a member, "" when it is none; numbers are printed.
std::string member(const Json& json, const char* name) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  if (found == json.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? found->dump() : "";
}

std::string masked(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
    text.replace(at, secret.size(), "***");
  return text;
}

/// What a login or vault service says is wrong: its error code and the first line of its
/// description.
std::string reason(const sys::Response& response, const std::string& secret) {
  const Json body = Json::parse(response.body, nullptr, false);
  const Json& error = body.is_object() && body.contains("error") && body["error"].is_object()
                          ? body["error"]
                          : body;
  std::string code = member(error, "error") + member(error, "code");
  std::string text = member(error, "error_description") + member(error, "message");
  text = text.substr(0, text.find_first_of("\r\n"));
  const std::string said = masked(code + (text.empty() ? "" : ": " + text), secret);
  return fmt::format("HTTP {}{}{}", response.status, said.empty() ? "" : ", ",
                     shortened(said, 200));
}

ErrorKind kind_of(int status) {
  if (status == 404) return ErrorKind::NotFound;
  return is_passing(status) ? ErrorKind::Unavailable : ErrorKind::Denied;
}

Result<Token> read_token(const sys::Response& response, const std::string& who,
                         const std::string& secret) {
  if (response.status != 200)
    return fail(kind_of(response.status == 404 ? 400 : response.status),
                fmt::format("{} was refused: {}", who, reason(response, secret)));
  const Json body = Json::parse(response.body, nullptr, false);
  Token token{member(body, "access_token"), 0};
  const std::string seconds_text = member(body, "expires_in");
  std::int64_t seconds = 0;
  std::from_chars(seconds_text.data(), seconds_text.data() + seconds_text.size(), seconds);
  token.lifetime_ticks = std::min<std::int64_t>(seconds, 86'400) * kTicksPerSecond;
  if (!token.value.empty()) return token;
  return fail(ErrorKind::Unavailable, fmt::format("{} was answered without a token", who));
}

}  // namespace

Result<Token> login_with_secret(sys::World& world, const Identity& identity,
                                const std::string& secret, const std::string& login_endpoint,
                                const std::string& resource) {
  sys::Request request;
  request.method = "POST";
  request.url = fmt::format("{}/{}/oauth2/v2.0/token", without_slash(login_endpoint),
                            percent_encoded(identity.tenant));
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = fmt::format("grant_type=client_credentials&client_id={}&client_secret={}&scope={}",
                             percent_encoded(identity.client_id), percent_encoded(secret),
                             percent_encoded(without_slash(resource) + "/.default"));
  request.timeout_ticks = kTimeout;
  ADXC_LET(response, send_patiently(world, request));
  const std::string who = fmt::format("the login of application `{}` in tenant `{}`",
                                      identity.client_id, identity.tenant);
  return read_token(response, who, secret);
}

Result<Token> login_as_machine(sys::World& world, const Identity& identity,
                               const std::string& resource) {
  const auto endpoint = world.environment->variable("IDENTITY_ENDPOINT");
  const auto header = world.environment->variable("IDENTITY_HEADER");
  const bool service = endpoint && header;
  const std::string client =
      identity.client_id.empty() ? "" : "&client_id=" + percent_encoded(identity.client_id);
  sys::Request request;
  request.url =
      fmt::format("{}?api-version={}&resource={}{}", service ? *endpoint : kMetadataService,
                  service ? "2019-08-01" : "2018-02-01", percent_encoded(resource), client);
  if (service)
    request.headers = {{"X-IDENTITY-HEADER", *header}};
  else
    request.headers = {{"Metadata", "true"}};
  request.timeout_ticks = kTimeout;
  request.connect_timeout_ticks = kMetadataConnectTimeout;
  auto response = send_patiently(world, request, {3, kTicksPerSecond, 10 * kTicksPerSecond});
  if (!response)
    return within(std::move(response).error(),
                  "while asking for the managed identity of this machine, which only machines in "
                  "Azure have");
  return read_token(*response, "the managed identity's login", service ? *header : "");
}

Result<std::string> read_vault_secret(sys::World& world, const plan::SecretRef& reference,
                                      const std::string& token) {
  sys::Request request;
  const std::string version =
      reference.version.empty() ? "" : "/" + percent_encoded(reference.version);
  request.url = fmt::format("{}/secrets/{}{}?api-version=7.4", without_slash(reference.vault),
                            percent_encoded(reference.name), version);
  request.headers = {{"Accept", "application/json"}};
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  request.timeout_ticks = kTimeout;
  ADXC_LET(response, send_patiently(world, request));
  const std::string what = fmt::format("secret `{}` of {}", reference.name, reference.vault);
  if (response.status != 200)
    return fail(kind_of(response.status),
                fmt::format("{} was refused: {}", what, reason(response, token)));
  const Json body = Json::parse(response.body, nullptr, false);
  if (body.is_object() && body.contains("value") && body["value"].is_string())
    return body["value"].get<std::string>();
  return fail(ErrorKind::Unavailable, fmt::format("{} was answered without a value", what));
}

}  // namespace adxc::auth
