#include "runtime/auth/tokens.h"

#include <doctest/doctest.h>

#include "compiler/base/ticks.h"
#include "runtime/auth/trust.h"
#include "scripted_world.h"

namespace adxc::auth {
namespace {

using tests::answered;
using tests::ScriptedWorld;

constexpr std::string_view kCanary = "c4n4ry+value/&=";
const std::string kLogin(kPublicLogin);
const std::string kKusto = "https://kusto.kusto.windows.net";

plan::SecretRef in_environment(std::string name) {
  return {plan::SecretRef::Kind::Environment, "", std::move(name), ""};
}

plan::SecretRef in_vault(std::string vault, std::string version = "") {
  return {plan::SecretRef::Kind::KeyVault, std::move(vault), "loader-key", std::move(version)};
}

Identity application() {
  return {Identity::Kind::ClientSecret, "contoso.com", "app-1", in_environment("ADX_KEY")};
}

TEST_CASE("an application logs in with its secret, once an hour") {
  ScriptedWorld world;
  world.environment.values = {{"ADX_KEY", std::string(kCanary)}};
  world.network.answer = [](const sys::Request&) {
    return answered(200, R"({"access_token":"t1","expires_in":"3600"})");
  };
  Tokens tokens(world.world);
  CHECK(tokens.token(application(), kLogin, kKusto).value() == "t1");
  CHECK(tokens.token(application(), kLogin, kKusto).value() == "t1");
  REQUIRE(world.network.requests.size() == 1);
  CHECK(world.network.requests[0].url ==
        "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token");
  CHECK(world.network.requests[0].body ==
        "grant_type=client_credentials&client_id=app-1&client_secret=c4n4ry%2Bvalue%2F%26%3D"
        "&scope=https%3A%2F%2Fkusto.kusto.windows.net%2F.default");
  world.clock.time += 56 * kTicksPerMinute;
  CHECK(tokens.token(application(), kLogin, kKusto).value() == "t1");
  CHECK(world.network.requests.size() == 2);
  tokens.drop(application(), kKusto);
  CHECK(tokens.token(application(), kLogin, kKusto).has_value());
  CHECK(world.network.requests.size() == 3);
}

TEST_CASE("a refused login names the reason and never the secret") {
  ScriptedWorld world;
  world.environment.values = {{"ADX_KEY", std::string(kCanary)}};
  world.network.answer = [](const sys::Request&) {
    return answered(
        401,
        R"({"error":"invalid_client","error_description":"AADSTS7000215: bad secret c4n4ry+value/&= given\r\nTrace"})");
  };
  Tokens tokens(world.world);
  const auto token = tokens.token(application(), kLogin, kKusto);
  REQUIRE_FALSE(token.has_value());
  CHECK(token.error().kind == ErrorKind::Denied);
  CHECK(token.error().text() ==
        "the login of application `app-1` in tenant `contoso.com` was refused: HTTP 401, "
        "invalid_client: AADSTS7000215: bad secret *** given");
}

TEST_CASE("passing trouble is waited out, and no longer than the tries last") {
  ScriptedWorld world;
  world.environment.values = {{"ADX_KEY", "k"}};
  int answers = 0;
  world.network.answer = [&](const sys::Request&) -> Result<sys::Response> {
    if (++answers == 1) return fail(ErrorKind::Unavailable, "no connection");
    sys::Response busy = answered(429, "");
    busy.headers = {{"retry-after", "7"}};
    return answers == 2 ? busy : answered(200, R"({"access_token":"t","expires_in":3600})");
  };
  Tokens tokens(world.world);
  CHECK(tokens.token(application(), kLogin, kKusto).value() == "t");
  REQUIRE(world.clock.slept.size() == 2);
  CHECK(world.clock.slept[0] >= kTicksPerSecond / 2);
  CHECK(world.clock.slept[0] <= kTicksPerSecond);
  CHECK(world.clock.slept[1] == 7 * kTicksPerSecond);

  world.network.answer = [&](const sys::Request&) {
    return answered(503, "");
  };
  const auto token = tokens.token(application(), kLogin, "https://other");
  REQUIRE_FALSE(token.has_value());
  CHECK(token.error().kind == ErrorKind::Unavailable);
  CHECK(world.network.requests.size() == 3 + 5);
}

TEST_CASE("a machine asks its own metadata service") {
  ScriptedWorld world;
  world.network.answer = [](const sys::Request&) {
    return answered(200, R"({"access_token":"m","expires_in":"86399"})");
  };
  Tokens tokens(world.world);
  Identity machine;
  machine.client_id = "user assigned";
  CHECK(tokens.token(machine, kLogin, kKusto).value() == "m");
  CHECK(world.network.requests[0].url ==
        "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01"
        "&resource=https%3A%2F%2Fkusto.kusto.windows.net&client_id=user%20assigned");
  CHECK(world.network.requests[0].headers == sys::Headers{{"Metadata", "true"}});

  world.environment.values = {{"IDENTITY_ENDPOINT", "http://localhost:42/msi"},
                              {"IDENTITY_HEADER", "h"}};
  CHECK(tokens.token(Identity{}, kLogin, kKusto).value() == "m");
  CHECK(world.network.requests[1].url ==
        "http://localhost:42/"
        "msi?api-version=2019-08-01&resource=https%3A%2F%2Fkusto.kusto.windows.net");
  CHECK(world.network.requests[1].headers == sys::Headers{{"X-IDENTITY-HEADER", "h"}});
}

TEST_CASE("a vault secret is read with the environment's identity and kept") {
  ScriptedWorld world;
  world.environment.values = {
      {"AZURE_TENANT_ID", "t"}, {"AZURE_CLIENT_ID", "c"}, {"AZURE_CLIENT_SECRET", "s"}};
  world.network.answer = [](const sys::Request& request) {
    return request.method == "POST"
               ? answered(200, R"({"access_token":"vault token","expires_in":3600})")
               : answered(200, R"({"value":"the secret"})");
  };
  Tokens tokens(world.world);
  CHECK(tokens.secret(in_vault("https://v.vault.azure.net/", "9a")).value() == "the secret");
  CHECK(tokens.secret(in_vault("https://v.vault.azure.net/", "9a")).value() == "the secret");
  REQUIRE(world.network.requests.size() == 2);
  CHECK(world.network.requests[0].body.find("scope=https%3A%2F%2Fvault.azure.net%2F.default") !=
        std::string::npos);
  CHECK(world.network.requests[1].url ==
        "https://v.vault.azure.net/secrets/loader-key/9a?api-version=7.4");
  CHECK(world.network.requests[1].headers.back().second == "Bearer vault token");
}

TEST_CASE("an environment variable stands in for the vault") {
  ScriptedWorld world;
  world.environment.values = {{"ADXC_SECRET_LOADER_KEY", "local"}};
  Tokens tokens(world.world);
  CHECK(tokens.secret(in_vault("https://v.vault.azure.net")).value() == "local");
  CHECK(world.network.requests.empty());
}

TEST_CASE("what is missing is named") {
  ScriptedWorld world;
  world.network.answer = [](const sys::Request& request) {
    return request.url.find("169.254") != std::string::npos
               ? answered(200, R"({"access_token":"canary-token","expires_in":3600})")
               : answered(
                     404,
                     R"({"error":{"code":"SecretNotFound","message":"no canary-token here"}})");
  };
  Tokens tokens(world.world);
  CHECK(tokens.secret(in_environment("ADX_KEY")).error().text() ==
        "environment variable `ADX_KEY` is not set; a secret is wanted from it");
  const auto missing = tokens.secret(in_vault("https://v.vault.azure.net"));
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().kind == ErrorKind::NotFound);
  CHECK(
      missing.error().text() ==
      "secret `loader-key` of https://v.vault.azure.net was refused: HTTP 404, SecretNotFound: no "
      "*** here, while reading a secret that could also be given as ADXC_SECRET_LOADER_KEY");
}

TEST_CASE("credentials go to known hosts only") {
  ScriptedWorld world;
  world.environment.values = {{"ADX_KEY", "k"}};
  Tokens tokens(world.world);
  CHECK(tokens.token(application(), "https://login.evil.example", kKusto).error().kind ==
        ErrorKind::Denied);
  CHECK(tokens.token(application(), "http://login.microsoftonline.com", kKusto).error().kind ==
        ErrorKind::Denied);
  CHECK(tokens.secret(in_vault("https://vault.azure.net.evil.example")).error().kind ==
        ErrorKind::Denied);
  CHECK(world.network.requests.empty());

  CHECK(trusted_cluster("https://c.westeurope.kusto.windows.net", kLogin).has_value());
  CHECK(trusted_cluster("https://C.Kusto.Windows.Net:443/db", kLogin).has_value());
  CHECK(trusted_cluster("http://127.0.0.1:8080", kLogin).has_value());
  CHECK(trusted_cluster("https://c.kusto.chinacloudapi.cn",
                        "https://login.partner.microsoftonline.cn")
            .has_value());
  for (const char* bad :
       {"http://c.kusto.windows.net", "https://kusto.windows.net",
        "https://c.kusto.windows.net.evil.example", "https://evil.example/.kusto.windows.net",
        "https://evil.example?.kusto.windows.net", "https://evil.example#.kusto.windows.net",
        "https://evil.example\\.kusto.windows.net", "https://c.kusto.windows.net@evil.example",
        "https://evil.example:@c.kusto.windows.net", "https://c.kusto.chinacloudapi.cn", "https://",
        ""}) {
    CAPTURE(bad);
    CHECK_FALSE(trusted_cluster(bad, kLogin).has_value());
  }
}

}  // namespace
}  // namespace adxc::auth
