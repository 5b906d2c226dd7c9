#include "runtime/adx/client.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "../auth/scripted_world.h"
#include "answers.h"
#include "runtime/adx/error_body.h"
#include "runtime/adx/syntax.h"

namespace adxc::adx {
namespace {

using namespace tests;

const std::string kCluster = "https://help.westeurope.kusto.windows.net";
const std::string kOneColumn = R"({"ColumnName":"n","ColumnType":"long"})";

struct Fixture : ScriptedWorld {
  auth::Tokens tokens{world};
  Client client(std::optional<auth::Identity> identity = std::nullopt,
                std::string endpoint = kCluster) {
    return Client(world, tokens, {std::move(endpoint), "Logs", std::move(identity)});
  }
};

auth::Identity machine() {
  return {};
}

TEST_CASE("a query is sent as the protocol wants it and its rows come back") {
  Fixture fixture;
  fixture.network.answer = [](const sys::Request&) {
    return answered(200, dataset(primary(kOneColumn, "[1],[2]") + "," + kCompletion));
  };
  QueryOptions options;
  options.timeout_ticks = 15 * kTicksPerMinute;
  options.no_truncation = true;
  auto source = open_query(fixture.client(std::nullopt, kCluster + "/"), "T | take 2", options);
  REQUIRE_MESSAGE(source.has_value(), source.error().text());
  CHECK((*source)->schema() == rows::Schema{{"n", ScalarType::Long}});
  rows::Batch batch;
  REQUIRE((*source)->next(batch).value());
  REQUIRE(batch.rows() == 2);
  CHECK(batch.at(1, 0).text == "2");
  CHECK_FALSE((*source)->next(batch).value());
  CHECK_FALSE((*source)->next(batch).value());

  REQUIRE(fixture.network.requests.size() == 1);
  const sys::Request& request = fixture.network.requests[0];
  CHECK(request.method == "POST");
  CHECK(request.url == kCluster + "/v2/rest/query");
  const auto body = nlohmann::json::parse(request.body);
  CHECK(body["db"] == "Logs");
  CHECK(body["csl"] == "T | take 2");
  CHECK(body["properties"]["Options"]["servertimeout"] == "00:15:00");
  CHECK(body["properties"]["Options"]["notruncation"] == true);
  bool has_id = false;
  for (const auto& [name, value] : request.headers) {
    CHECK(name != "Authorization");
    has_id = has_id || (name == "x-ms-client-request-id" && value.starts_with("adxc.query;"));
  }
  CHECK(has_id);
}

TEST_CASE("more rows than fit between two threads arrive in order") {
  Fixture fixture;
  fixture.network.piece = 4096;
  std::string rows;
  for (int i = 0; i < 70'000; ++i) rows += (i > 0 ? ",[" : "[") + std::to_string(i) + "]";
  fixture.network.answer = [&](const sys::Request&) {
    return answered(200, dataset(primary(kOneColumn, rows) + "," + kCompletion));
  };
  auto source = open_query(fixture.client(), "T", {});
  REQUIRE(source.has_value());
  rows::Batch batch;
  std::int64_t expected = 0;
  while ((*source)->next(batch).value()) {
    for (std::size_t i = 0; i < batch.rows(); ++i)
      REQUIRE(batch.at(i, 0).text == std::to_string(expected++));
  }
  CHECK(expected == 70'000);
}

TEST_CASE("a reader that goes away ends the query") {
  Fixture fixture;
  std::string rows = "[0]";
  for (int i = 1; i < 200'000; ++i) rows += ",[" + std::to_string(i) + "]";
  fixture.network.answer = [&](const sys::Request&) {
    return answered(200, dataset(primary(kOneColumn, rows) + "," + kCompletion));
  };
  auto source = open_query(fixture.client(), "T", {});
  REQUIRE(source.has_value());
  rows::Batch batch;
  CHECK((*source)->next(batch).value());
  source->reset();  // hangs when the thread is not told
}

TEST_CASE("a failure among the rows fails the reader and is not tried again") {
  Fixture fixture;
  fixture.network.answer = [](const sys::Request&) {
    return answered(
        200,
        dataset(
            primary(
                kOneColumn,
                R"([1],{"OneApiErrors":[{"error":{"code":"LowMemoryCondition","@message":"no memory","@permanent":false}}]})") +
            "," + kCompletion));
  };
  auto source = open_query(fixture.client(), "T", {});
  rows::Batch batch;
  if (source) {
    const auto more = (*source)->next(batch);
    REQUIRE_FALSE(more.has_value());
    CHECK(more.error().text() == "no memory (LowMemoryCondition)");
  }
  CHECK(fixture.network.requests.size() == 1);
}

TEST_CASE("passing trouble is waited out before the first row") {
  Fixture fixture;
  int answers = 0;
  fixture.network.answer = [&](const sys::Request&) -> Result<sys::Response> {
    switch (++answers) {
      case 1: return fail(ErrorKind::Unavailable, "connection refused");
      case 2: return answered(503, "");
      case 3:
        return answered(
            429,
            R"({"error":{"code":"TooManyRequests","@message":"throttled","@permanent":false}})");
      default: return answered(200, dataset(primary(kOneColumn, "[1]") + "," + kCompletion));
    }
  };
  auto source = open_query(fixture.client(), "T", {});
  CHECK(source.has_value());
  CHECK(fixture.clock.slept.size() == 3);
}

TEST_CASE("a refusal shows the innermost message and is final") {
  Fixture fixture;
  fixture.network.answer = [](const sys::Request&) {
    return answered(
        400,
        R"({"error":{"code":"General_BadRequest","message":"Request is invalid","@type":"Kusto.Data.Exceptions.KustoBadRequestException","@message":"outer","@permanent":true,"innererror":{"code":"SEM0100","@message":"Failed to resolve column 'x'"}}})");
  };
  auto source = open_query(fixture.client(), "T | project x", {});
  REQUIRE_FALSE(source.has_value());
  CHECK(source.error().kind == ErrorKind::Refused);
  CHECK(source.error().text() ==
        "Failed to resolve column 'x' (General_BadRequest, SEM0100), HTTP 400");
  CHECK(fixture.network.requests.size() == 1);
}

TEST_CASE("errors are sorted by what can be done about them") {
  const auto kind = [](int status, std::string_view body) {
    return error_of(status, body).kind;
  };
  CHECK(kind(404, "") == ErrorKind::NotFound);
  CHECK(kind(401, "") == ErrorKind::Denied);
  CHECK(kind(403, "{}") == ErrorKind::Denied);
  CHECK(kind(504, "") == ErrorKind::Timeout);
  CHECK(kind(429, "<html>") == ErrorKind::Unavailable);
  CHECK(kind(400, R"({"error":{"code":"BadRequest_TableNotExist","@message":"m"}})") ==
        ErrorKind::NotFound);
  CHECK(error_of(429, "").retryable);
  CHECK_FALSE(error_of(400, "").retryable);
  CHECK_FALSE(error_of(412, "").retryable);
  CHECK_FALSE(error_of(500, R"({"error":{"code":"x","@permanent":true}})").retryable);
  CHECK(error_of(200, R"({"error":"words"})").message == "words, HTTP 200");
}

TEST_CASE("a token is fetched from the cluster's login and renewed once after a 401") {
  Fixture fixture;
  int tokens = 0;
  fixture.network.answer = [&](const sys::Request& request) {
    if (request.url.ends_with("/v1/rest/auth/metadata"))
      return answered(
          200,
          R"({"AzureAD":{"LoginEndpoint":"https://login.microsoftonline.com","LoginMfaRequired":true,"KustoServiceResourceId":"https://kusto.kusto.windows.net"}})");
    if (request.url.starts_with("http://169.254"))
      return answered(
          200, R"({"access_token":"t)" + std::to_string(++tokens) + R"(","expires_in":3600})");
    if (request.headers.back().second == "Bearer t1") return answered(401, "");
    return answered(200, v1(kOneColumn, "[7]"));
  };
  Client client = fixture.client(machine());
  const auto table = client.manage(".show tables", Effect::None, kTicksPerMinute);
  REQUIRE_MESSAGE(table.has_value(), table.error().text());
  CHECK(table->text(0, "n") == "7");
  CHECK(tokens == 2);
  CHECK(fixture.network.requests[1].url.find("resource=https%3A%2F%2Fkusto.kustomfa.windows.net") !=
        std::string::npos);
  CHECK(client.manage(".show tables", Effect::None, kTicksPerMinute).has_value());
  CHECK(fixture.network.requests.size() == 6);  // metadata, t1, 401, t2, answer; answer
}

TEST_CASE("no token is sent to strangers or to an emulator") {
  Fixture fixture;
  fixture.network.answer = [](const sys::Request& request) {
    if (request.url.ends_with("/auth/metadata")) return answered(200, R"({"AzureAD":null})");
    return answered(200, v1(kOneColumn, "[7]"));
  };
  Client stranger = fixture.client(machine(), "https://kusto.example.com");
  const auto refused = stranger.manage(".show tables", Effect::None, kTicksPerMinute);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == ErrorKind::Denied);
  CHECK(fixture.network.requests.size() == 1);
  Client emulator = fixture.client(machine(), "http://localhost:8080");
  CHECK(emulator.manage(".show tables", Effect::None, kTicksPerMinute).has_value());
}

TEST_CASE("a command that changes something is sent once") {
  Fixture fixture;
  int answers = 0;
  fixture.network.answer = [&](const sys::Request&) {
    return ++answers == 1 ? answered(429, "") : answered(503, "");
  };
  Client client = fixture.client();
  const auto lost = client.manage(".drop table T", Effect::Changes, kTicksPerMinute);
  REQUIRE_FALSE(lost.has_value());
  CHECK(lost.error().kind == ErrorKind::Unavailable);
  CHECK(answers == 2);  // the throttled one was surely not begun, the 503 may have been
}

TEST_CASE("v1 tables: old type names, errors among rows, broken bodies") {
  const auto table = read_v1(v1(
      R"({"ColumnName":"a","DataType":"SByte"},{"ColumnName":"b","DataType":"System.Int64"},{"ColumnName":"c","DataType":"SqlDecimal"},{"ColumnName":"d","DataType":"Object"},{"ColumnName":"e","DataType":"DateTime"},{"ColumnName":"f","DataType":"Quaternion"})",
      R"([1,9223372036854775807,"1.5","{\"x\":[1]}","2018-11-07T07:55:04Z","q"],[0,null,null,"",null,null])"));
  REQUIRE_MESSAGE(table.has_value(), table.error().text());
  CHECK(table->schema[0].type == ScalarType::Bool);
  CHECK(table->schema[5].type == ScalarType::String);
  CHECK(table->text(0, "a") == "true");
  CHECK(table->text(0, "b") == "9223372036854775807");
  CHECK(table->text(0, "d") == R"({"x":[1]})");
  CHECK(table->rows.at(1, 3).null);
  CHECK(read_v1(v1(kOneColumn, R"([1],{"Exceptions":["it broke"]})")).error().text() == "it broke");
  CHECK(read_v1(R"({"Tables":[],"Exceptions":["top"]})").error().text() == "top");
  for (const char* body :
       {"", "[]", "{}", R"({"Tables":[]})", R"({"Tables":[1]})",
        R"({"Tables":[{"Columns":1,"Rows":[]}]})", R"({"Tables":[{"Columns":[],"Rows":1}]})"}) {
    CAPTURE(body);
    CHECK(read_v1(body).error().kind == ErrorKind::Unavailable);
  }
}

TEST_CASE("names and literals cannot break out") {
  CHECK(entity("Order lines") == "['Order lines']");
  CHECK(entity("it's\\") == "['it\\'s\\\\']");
  CHECK(literal("say \"hi\"\n") == "\"say \\\"hi\\\"\\n\"");
}

}  // namespace
}  // namespace adxc::adx
