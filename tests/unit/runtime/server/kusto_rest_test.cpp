#include "runtime/server/kusto_rest.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace adxc;
using nlohmann::json;

namespace {

class CountingRandom : public sys::Random {
 public:
  std::uint64_t next() override { return ++last_; }

 private:
  std::uint64_t last_ = 0;
};

/// Answers every query with one row of every type, then fails if it was told to.
class ScriptedEngine : public engine::Engine {
 public:
  bool refuse_at_once = false;
  bool refuse_after_rows = false;
  std::string last_database;
  engine::Options last_options;

  std::vector<std::string> databases() const override { return {"Samples"}; }
  Result<void> ensure_database(const std::string&) override { return {}; }
  engine::Outcome query(const std::string& database, std::string_view,
                        const engine::Options& options, engine::TableVisitor& visitor) override {
    last_database = database;
    last_options = options;
    if (refuse_at_once) return refusal("SEM0100", "no column `x`", 400);
    rows::Batch batch(schema().size());
    for (const char* cell : {"true", "1", "9223372036854775807", "NaN", "2.00000000000000000001",
                             "say \"hi\"\n", "2020-01-02T03:04:05.0000001Z", "-1.00:00:00",
                             "74be27de-1e4e-49d9-b579-fe0b331d3642", "{\"a\":[1,null]}"}) {
      batch.add(cell);
    }
    batch.end_row();
    for (std::size_t i = 0; i < schema().size(); ++i) batch.add_null();
    batch.end_row();
    (void)visitor.begin("PrimaryResult", schema());
    (void)visitor.batch(batch);
    if (refuse_after_rows) return refusal("", "record count limit 500000", 200);
    (void)visitor.end();
    return {};
  }
  engine::Outcome manage(const std::string& database, std::string_view text,
                         const engine::Options& options, engine::TableVisitor& visitor) override {
    return query(database, text, options, visitor);
  }
  static const rows::Schema& schema() {
    static const rows::Schema kSchema = [] {
      rows::Schema all;
      for (ScalarType type : kScalarTypes)
        all.push_back({std::string("c_") + std::string(name(type)), type});
      return all;
    }();
    return kSchema;
  }

 private:
  static engine::Outcome refusal(std::string inner, std::string message, int status) {
    engine::Refusal refusal;
    refusal.http_status = status;
    refusal.inner_code = std::move(inner);
    refusal.message = std::move(message);
    return tl::make_unexpected(std::move(refusal));
  }
};

struct Service {
  ScriptedEngine engine;
  CountingRandom random;
  server::KustoRest rest{engine, random};

  std::pair<int, std::string> call(server::Call call) {
    server::Reply reply = rest.handle(call);
    std::string body = reply.text;
    if (reply.stream) {
      while (auto bytes = reply.stream()) body += *bytes;
    }
    return {reply.status, body};
  }
  std::pair<int, std::string> post(std::string path, const json& body) {
    return call({"POST", std::move(path), {}, {}, body.dump()});
  }
};

json frame(const json& answer, const std::string& kind) {
  for (const json& candidate : answer) {
    if (candidate.value("TableKind", candidate.value("FrameType", "")) == kind) return candidate;
  }
  return {};
}

const json kBody = {{"db", "Samples"}, {"csl", "T"}};

}  // namespace

TEST_CASE("a v2 answer carries every type the way the service spells it") {
  Service service;
  const auto [status, text] = service.post("/v2/rest/query", kBody);
  CHECK(status == 200);
  const json answer = json::parse(text);
  CHECK(answer.front()["FrameType"] == "DataSetHeader");
  CHECK(answer.back() ==
        json({{"FrameType", "DataSetCompletion"}, {"HasErrors", false}, {"Cancelled", false}}));
  const json table = frame(answer, "PrimaryResult");
  CHECK(table["Columns"][9] == json({{"ColumnName", "c_dynamic"}, {"ColumnType", "dynamic"}}));
  CHECK(
      table["Rows"][0].dump() ==
      R"([true,1,9223372036854775807,"NaN","2.00000000000000000001","say \"hi\"\n","2020-01-02T03:04:05.0000001Z",)"
      R"("-1.00:00:00","74be27de-1e4e-49d9-b579-fe0b331d3642",{"a":[1,null]}])");
  CHECK(table["Rows"][1].dump() == "[null,null,null,null,null,null,null,null,null,null]");
}

TEST_CASE("a query that is refused before its first row is a 400 with a OneApiError") {
  Service service;
  service.engine.refuse_at_once = true;
  const auto [status, text] = service.post("/v2/rest/query", kBody);
  CHECK(status == 400);
  const json error = json::parse(text)["error"];
  CHECK(error["innererror"]["code"] == "SEM0100");
  CHECK(error["@message"] == "no column `x`");
  CHECK(error["@permanent"] == true);
}

TEST_CASE("a failure among the rows is told there, in the status and at the end") {
  Service service;
  service.engine.refuse_after_rows = true;
  const auto [status, text] = service.post("/v2/rest/query", kBody);
  CHECK(status == 200);
  const json answer = json::parse(text);
  CHECK(frame(answer, "PrimaryResult")["Rows"].back().contains("OneApiErrors"));
  CHECK(frame(answer, "QueryCompletionInformation")["Rows"][0][5] == 2);
  CHECK(answer.back()["HasErrors"] == true);
  CHECK(answer.back()["OneApiErrors"][0]["error"]["@message"] == "record count limit 500000");
}

TEST_CASE("fragments are sent only when they are asked for") {
  Service service;
  json body = kBody;
  body["properties"] = {{"Options",
                         {{"results_v2_fragment_primary_tables", true},
                          {"results_v2_newlines_between_frames", true}}}};
  const json answer = json::parse(service.post("/v2/rest/query", body).second);
  CHECK(answer.front()["IsFragmented"] == true);
  CHECK(frame(answer, "TableFragment")["Rows"].size() == 2);
  CHECK(frame(answer, "TableCompletion")["RowCount"] == 2);
}

TEST_CASE("management answers are one v1 table, v1 queries end with a table of contents") {
  Service service;
  const json manage = json::parse(service.post("/v1/rest/mgmt", kBody).second);
  REQUIRE(manage["Tables"].size() == 1);
  CHECK(manage["Tables"][0]["TableName"] == "Table_0");
  CHECK(manage["Tables"][0]["Columns"][2] ==
        json({{"ColumnName", "c_long"}, {"DataType", "Int64"}, {"ColumnType", "long"}}));
  const json query = json::parse(service.post("/v1/rest/query", kBody).second);
  REQUIRE(query["Tables"].size() == 4);
  CHECK(query["Tables"][3]["Rows"][0][1] == "QueryResult");
}

TEST_CASE("request properties come as an object or as a string, and GET is read-only") {
  Service service;
  json body = kBody;
  body["properties"] =
      json({{"Options", {{"notruncation", true}, {"servertimeout", "00:05:00"}}}}).dump();
  CHECK(service.post("/v2/rest/query", body).first == 200);
  CHECK(service.engine.last_options.no_truncation);
  CHECK(service.engine.last_options.timeout_ticks == 3'000'000'000);
  CHECK_FALSE(service.engine.last_options.read_only);
  CHECK(service.call({"GET", "/v2/rest/query", {{"db", "Samples"}, {"csl", "T"}}, {}, ""}).first ==
        200);
  CHECK(service.engine.last_options.read_only);
}

TEST_CASE("calls that make no sense are refused with words") {
  Service service;
  CHECK(service.call({"POST", "/v2/rest/query", {}, {}, "{"}).first == 400);
  CHECK(service.post("/v2/rest/query", {{"db", "x"}}).first == 400);
  CHECK(service.post("/v2/rest/query", {{"csl", "T"}, {"properties", 5}}).first == 400);
  CHECK(service.call({"POST", "/v1/rest/ingest/db/T", {}, {}, ""}).first == 404);
  CHECK(service.call({"GET", "/v1/rest/auth/metadata", {}, {}, ""}).second.find("AzureAD") !=
        std::string::npos);
  CHECK(service.post("/v2/rest/query", {{"csl", "T"}}).first == 200);
  CHECK(service.engine.last_database == "NetDefaultDB");
}

TEST_CASE("a caller's request id is echoed without what could end a header") {
  Service service;
  const server::Reply reply =
      service.rest.handle({"GET", "/", {}, {{"x-ms-client-request-id", "a\r\nSet-Cookie: b"}}, ""});
  CHECK(reply.headers[0].second == "aSet-Cookie: b");
}
