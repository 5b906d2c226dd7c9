#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <unistd.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "../adx/fake_cluster.h"
#include "compiler/base/ticks.h"
#include "runtime/exec/journal.h"
#include "runtime/exec/run.h"
#include "runtime/exec/views.h"

namespace adxc::exec {
namespace {

using namespace tests;
using Fault = FakeCluster::Fault;
using plan::Condition;

const std::string kEndpoint = "https://c.kusto.windows.net";

plan::Endpoint adx(plan::Settings dataset, plan::Settings use) {
  return {"AzureDataExplorer",
          "linkedService/Adx",
          "",
          {{"endpoint", kEndpoint}, {"database", std::string("D")}},
          std::move(dataset),
          std::move(use)};
}

plan::Step copy_step(const std::string& name) {
  plan::Step step;
  step.address = "pipeline/Nightly/activity/" + name;
  step.name = name;
  step.type = "Copy";
  step.action = plan::Copy{adx({}, {{"query", std::string("T")}}),
                           adx({{"table", std::string("T")}}, {}),
                           {},
                           false,
                           false};
  step.timeout_ticks = kTicksPerHour;
  step.retry_interval_seconds = 30;
  return step;
}

plan::Step command_step(const std::string& name, const std::string& text) {
  plan::Step step = copy_step(name);
  step.type = "AzureDataExplorerCommand";
  step.action = plan::Command{adx({}, {}), text};
  return step;
}

plan::Copy& copy_of(plan::Step& step) {
  return std::get<plan::Copy>(step.action);
}

struct Recorder : Observer {
  void notice(const Event& event, const Run& run) override {
    const std::string step =
        event.kind == Event::Kind::RunStarted || event.kind == Event::Kind::RunFinished
            ? std::string(word(run.status))
            : run.steps[event.step].name + " " + std::string(word(run.steps[event.step].status));
    static constexpr std::array kNames = {"run-started", "started",  "progressed",
                                          "retried",     "finished", "run-finished"};
    lines.push_back(std::string(kNames[static_cast<std::size_t>(event.kind)]) + " " + step);
    if (on_event) on_event(event);
  }
  std::vector<std::string> lines;
  std::function<void(const Event&)> on_event;
};

struct Fixture : ScriptedWorld {
  Fixture() {
    options.redirects = {{kEndpoint, "http://localhost:1"}};
    cluster.columns = {{"Id", "long"}, {"Note", "string"}};
    source(R"([1,"a"],[2,"b"],[3,null])");
    network.piece = 1 << 20;
    network.answer = [this](const sys::Request& request) -> Result<sys::Response> {
      const std::string csl = nlohmann::json::parse(request.body)["csl"];
      const auto found = commands.find(csl);
      if (found == commands.end()) return cluster(request);
      ++sent[csl];
      return found->second();
    };
  }
  void source(const std::string& rows) {
    cluster.query_answer = dataset(
        primary(
            R"({"ColumnName":"Id","ColumnType":"string"},{"ColumnName":"Note","ColumnType":"string"})",
            rows) +
        "," + kCompletion);
  }
  Run run(const plan::Plan& plan) {
    auto result = execute(plan, world, recorder, options);
    REQUIRE_MESSAGE(result.has_value(), result.error().text());
    return *result;
  }
  FakeCluster cluster;
  std::map<std::string, std::function<Result<sys::Response>()>> commands;
  std::map<std::string, int> sent;
  Recorder recorder;
  Options options;
};

plan::Plan plan_of(std::vector<plan::Step> steps, std::vector<plan::Edge> edges = {}) {
  plan::Plan plan;
  plan.pipeline = "Nightly";
  plan.steps = std::move(steps);
  plan.edges = std::move(edges);
  seal(plan);
  return plan;
}

plan::Edge edge(std::uint32_t from, std::uint32_t to, Condition condition) {
  return {plan::StepId{from}, plan::StepId{to}, static_cast<std::uint8_t>(condition)};
}

TEST_CASE("a copy moves its rows and says what it did") {
  Fixture fixture;
  fixture.source(R"(["1","a"],["2","b"],["3",null])");
  const Run run = fixture.run(plan_of({copy_step("CopyRows")}));
  CHECK(run.status == Status::Succeeded);
  CHECK(fixture.cluster.rows() == std::vector<std::string>{"1,\"a\"", "2,\"b\"", "3,\"\""});
  CHECK(fixture.cluster.extents[0].tags ==
        std::vector<std::string>{"drop-by:adxc:" + run.id + ":CopyRows:1"});
  CHECK(fixture.recorder.lines ==
        std::vector<std::string>{"run-started InProgress", "started CopyRows InProgress",
                                 "progressed CopyRows InProgress", "finished CopyRows Succeeded",
                                 "run-finished Succeeded"});
  const auto json = nlohmann::json::parse(run_json(run));
  CHECK(json["pipelineName"] == "Nightly");
  CHECK(json["status"] == "Succeeded");
  const auto& activity = json["activities"][0];
  CHECK(activity["activityName"] == "CopyRows");
  CHECK(activity["output"]["rowsRead"] == 3);
  CHECK(activity["output"]["rowsCopied"] == 3);
  CHECK_FALSE(activity["output"].contains("rowsSkipped"));
  CHECK(activity["output"]["dataWritten"] == 17);
  CHECK(activity["output"]["errors"].empty());
  CHECK(activity["output"]["effectiveIntegrationRuntime"] == "adxc");
  CHECK(activity["error"]["message"] == "");
}

TEST_CASE("a value that does not fit stops the copy before anything is sent") {
  Fixture fixture;
  fixture.source(R"(["1","a"],["zwei","b"])");
  const Run run = fixture.run(plan_of({copy_step("CopyRows")}));
  CHECK(run.status == Status::Failed);
  CHECK(fixture.cluster.extents.empty());
  REQUIRE(run.steps[0].error.has_value());
  CHECK(run.steps[0].error->kind == ErrorKind::Data);
  CHECK(
      run.steps[0].error->text() ==
      "row 2: column `Id` has `zwei`, " +
          std::string("a whole number from -9223372036854775808 to 9223372036854775807 is wanted"));
  const auto json = nlohmann::json::parse(run_json(run))["activities"][0];
  CHECK(json["error"]["errorCode"] == "data");
  CHECK(json["error"]["failureType"] == "UserError");
  CHECK(json["output"]["errors"][0]["Message"] == json["error"]["message"]);
}

TEST_CASE("incompatible rows are left out and counted when that is asked for") {
  Fixture fixture;
  fixture.source(R"(["1","a"],["zwei","b"],["3","c"])");
  plan::Step step = copy_step("CopyRows");
  copy_of(step).skip_incompatible_rows = true;
  const Run run = fixture.run(plan_of({step}));
  CHECK(run.status == Status::Succeeded);
  CHECK(fixture.cluster.rows() == std::vector<std::string>{"1,\"a\"", "3,\"c\""});
  const auto output = nlohmann::json::parse(output_json(run.steps[0]));
  CHECK(output["rowsRead"] == 3);
  CHECK(output["rowsCopied"] == 2);
  CHECK(output["rowsSkipped"] == 1);
}

TEST_CASE("a mapping renames and picks") {
  Fixture fixture;
  fixture.source(R"(["1","7"])");
  plan::Step step = copy_step("CopyRows");
  copy_of(step).mapping = {{"Note", "", 0, "", "Id", ""}};
  CHECK(fixture.run(plan_of({step})).status == Status::Succeeded);
  CHECK(fixture.cluster.rows() == std::vector<std::string>{"7,"});
}

TEST_CASE("columns can be added to what a query gives") {
  Fixture fixture;
  fixture.source(R"(["1","7"])");
  plan::Step step = copy_step("CopyRows");
  copy_of(step).source.use["additionalColumns.0.name"] = std::string("Extra");
  copy_of(step).source.use["additionalColumns.0.value"] = std::string("const");
  copy_of(step).mapping = {{"Id", "", 0, "", "Id", ""}, {"Extra", "", 0, "", "Note", ""}};
  CHECK(fixture.run(plan_of({step})).status == Status::Succeeded);
  CHECK(fixture.cluster.rows() == std::vector<std::string>{"1,\"const\""});
}

TEST_CASE("a lost answer neither loses nor repeats rows") {
  for (const Fault fault : {Fault::LoseAnswer, Fault::LoseRequest, Fault::ServerError}) {
    Fixture fixture;
    fixture.source(R"(["1","a"],["2","b"])");
    fixture.cluster.faults = {fault};
    const Run run = fixture.run(plan_of({copy_step("CopyRows")}));
    CHECK(run.status == Status::Succeeded);
    CHECK(fixture.cluster.rows().size() == 2);
  }
}

TEST_CASE("a copy is tried again only when nothing of it stayed") {
  Fixture fixture;
  plan::Step step = copy_step("CopyRows");
  step.retries = 2;
  int failures = 0;
  fixture.commands["T"] = [&]() -> Result<sys::Response> {
    if (++failures <= 1) return answered(403, "");
    return answered(200, fixture.cluster.query_answer);
  };
  CHECK(fixture.run(plan_of({step})).status == Status::Succeeded);
  CHECK(failures == 2);
  CHECK(fixture.recorder.lines[2] == "retried CopyRows InProgress");

  Fixture stays;
  stays.cluster.faults = {Fault::Refuse};
  const Run run = stays.run(plan_of({step}));
  CHECK(run.status == Status::Failed);
  CHECK(run.steps[0].attempts == 1);
  CHECK(run.steps[0].error->text().find("it is not tried again") != std::string::npos);
}

TEST_CASE("commands answer in Data Factory's shape") {
  Fixture fixture;
  fixture.commands[".show tables"] = [] {
    return answered(
        200,
        v1(R"({"ColumnName":"TableName","DataType":"String"},{"ColumnName":"Rows","DataType":"Int64"},{"ColumnName":"Made","DataType":"DateTime"})",
           R"(["a\"b",9007199254740993,"2020-01-01T00:00:00Z"],["c",null,null])"));
  };
  const Run run = fixture.run(plan_of({command_step("Show", ".show tables")}));
  CHECK(run.status == Status::Succeeded);
  CHECK(
      output_json(run.steps[0]) ==
      R"({"count":2,"value":[{"TableName":"a\"b","Rows":9007199254740993,"Made":"2020-01-01T00:00:00Z"},{"TableName":"c","Rows":null,"Made":null}],"effectiveIntegrationRuntime":"adxc"})");
}

TEST_CASE("a command whose outcome is unknown is not repeated, a refused one is") {
  Fixture fixture;
  fixture.commands[".drop table T"] = [] {
    return answered(503, "");
  };
  plan::Step step = command_step("Drop", ".drop table T");
  step.retries = 3;
  CHECK(fixture.run(plan_of({step})).status == Status::Failed);
  CHECK(fixture.sent[".drop table T"] == 1);
  fixture.commands[".drop table T"] = [] {
    return answered(403, "");
  };
  CHECK(fixture.run(plan_of({step})).status == Status::Failed);
  CHECK(fixture.sent[".drop table T"] == 1 + 4);
}

TEST_CASE("an asynchronous command is waited for") {
  Fixture fixture;
  int polls = 0;
  const std::string id = "6f3c1072-2739-461c-8aa7-3cfc8ff528a8";
  fixture.commands[".set-or-append async T <| S"] = [&] {
    return answered(200,
                    v1(R"({"ColumnName":"OperationId","DataType":"Guid"})", "[\"" + id + "\"]"));
  };
  fixture.commands[".show operations " + id] = [&] {
    const std::string state = ++polls < 3 ? "InProgress" : "Completed";
    return answered(
        200,
        v1(R"({"ColumnName":"State","DataType":"String"},{"ColumnName":"Status","DataType":"String"})",
           "[\"" + state + "\",\"\"]"));
  };
  const Run run = fixture.run(plan_of({command_step("Load", ".set-or-append async T <| S")}));
  CHECK(run.status == Status::Succeeded);
  CHECK(polls == 3);
  CHECK(run.steps[0].value == R"([{"State":"Completed","Status":""}])");
}

TEST_CASE("what follows a failure is skipped, what handles it runs") {
  Fixture fixture;
  fixture.commands[".bad"] = [] {
    return answered(400, R"({"error":{"code":"X","@message":"no","@permanent":true}})");
  };
  fixture.commands[".show version"] = [] {
    return answered(200, v1(R"({"ColumnName":"a","DataType":"String"})", ""));
  };
  const Run run = fixture.run(plan_of(
      {command_step("Bad", ".bad"), command_step("Next", ".show version"),
       command_step("Handler", ".show version"), command_step("AfterNext", ".show version")},
      {edge(0, 1, Condition::Succeeded), edge(0, 2, Condition::Failed),
       edge(1, 3, Condition::Skipped)}));
  CHECK(run.steps[0].status == Status::Failed);
  CHECK(run.steps[1].status == Status::Skipped);
  CHECK(run.steps[2].status == Status::Succeeded);
  CHECK(run.steps[3].status == Status::Succeeded);
  CHECK(run.status == Status::Succeeded);
}

TEST_CASE("many independent steps run, a few at a time") {
  Fixture fixture;
  fixture.options.parallelism = 3;
  fixture.commands[".show version"] = [] {
    return answered(200, v1(R"({"ColumnName":"a","DataType":"String"})", ""));
  };
  std::vector<plan::Step> steps;
  for (int i = 0; i < 40; ++i)
    steps.push_back(command_step("S" + std::to_string(i), ".show version"));
  int running = 0;
  int most = 0;
  fixture.recorder.on_event = [&](const Event& event) {
    if (event.kind == Event::Kind::StepStarted) most = std::max(most, ++running);
    if (event.kind == Event::Kind::StepFinished) --running;
  };
  CHECK(fixture.run(plan_of(steps)).status == Status::Succeeded);
  CHECK(fixture.sent[".show version"] == 40);
  CHECK(most <= 3);
}

TEST_CASE("cancelling stops before the next effect and starts nothing new") {
  Fixture fixture;
  std::atomic<bool> cancel = false;
  fixture.options.cancel = &cancel;
  fixture.recorder.on_event = [&](const Event& event) {
    if (event.kind == Event::Kind::StepStarted) cancel = true;
  };
  fixture.options.parallelism = 1;
  const Run run = fixture.run(plan_of({copy_step("A"), copy_step("B"), copy_step("C")},
                                      {edge(1, 2, Condition::Succeeded)}));
  CHECK(run.status == Status::Cancelled);
  CHECK(run.steps[0].status == Status::Cancelled);
  CHECK(run.steps[1].status == Status::Cancelled);
  CHECK(run.steps[2].status == Status::Skipped);
  CHECK(fixture.cluster.extents.empty());
}

TEST_CASE("a step ends when its time is over") {
  Fixture fixture;
  plan::Step step = copy_step("Slow");
  step.timeout_ticks = kTicksPerMinute;
  fixture.commands["T"] = [&] {
    fixture.clock.time += 2 * kTicksPerMinute;
    return answered(200, fixture.cluster.query_answer);
  };
  const Run run = fixture.run(plan_of({step}));
  CHECK(run.status == Status::Failed);
  CHECK(run.steps[0].error->kind == ErrorKind::Timeout);
  CHECK(fixture.cluster.extents.empty());
}

TEST_CASE("what adxc cannot do is named") {
  Fixture fixture;
  plan::Step step = copy_step("CopyRows");
  copy_of(step).source.store = "AmazonS3";
  CHECK(fixture.run(plan_of({step})).steps[0].error->text() ==
        "adxc cannot use `AmazonS3` as a source");
  step = copy_step("CopyRows");
  copy_of(step).sink.use = {{"preCopyScript", std::string("x")}};
  CHECK(fixture.run(plan_of({step})).steps[0].error->text() ==
        "the sink sets `preCopyScript`, which adxc cannot honour yet, on the sink side");
}

/// Rows of a query on a journal, cells joined by `|`.
std::vector<std::string> rows_of(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  std::vector<std::string> rows;
  sqlite3_exec(
      database, sql.c_str(),
      [](void* out, int columns, char** values, char**) {
        std::string row;
        for (int i = 0; i < columns; ++i)
          row += (i > 0 ? "|" : "") + std::string(values[i] != nullptr ? values[i] : "~");
        static_cast<std::vector<std::string>*>(out)->push_back(row);
        return 0;
      },
      &rows, nullptr);
  sqlite3_close(database);
  return rows;
}

struct TemporaryFile {
  TemporaryFile() {
    std::string name = "/tmp/adxc-journal-XXXXXX";
    const int file = mkstemp(name.data());
    REQUIRE(file >= 0);
    close(file);
    path = name;
  }
  ~TemporaryFile() {
    for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path + suffix).c_str());
  }
  std::string path;
};

TEST_CASE("the journal knows of an effect before it happens") {
  const TemporaryFile file;
  Fixture fixture;
  fixture.options.journal = file.path;
  fixture.source(R"(["1","a"],["x","b"],["2","c"])");
  plan::Step step = copy_step("CopyRows");
  copy_of(step).skip_incompatible_rows = true;
  std::vector<std::string> before;
  const auto answer = fixture.network.answer;
  fixture.network.answer = [&](const sys::Request& request) {
    if (request.body.find(".ingest") != std::string::npos)
      before = rows_of(file.path, "SELECT kind, detail FROM events ORDER BY event_id");
    return answer(request);
  };
  const Run run = fixture.run(plan_of({step}));
  CHECK(before == std::vector<std::string>{"attempt|",
                                           "skip|row 2: column `Id` has `x`, a whole number from "
                                           "-9223372036854775808 to 9223372036854775807 is wanted",
                                           "write|2 rows after 0", "finish|2 rows"});
  CHECK(rows_of(file.path, "SELECT run_id, pipeline, status FROM runs") ==
        std::vector<std::string>{run.id + "|Nightly|Succeeded"});
  CHECK(rows_of(file.path,
                "SELECT address, type, status, attempts, rows_read, rows_copied, rows_skipped, "
                "error_kind FROM steps") ==
        std::vector<std::string>{"pipeline/Nightly/activity/CopyRows|Copy|Succeeded|1|3|2|1|~"});

  fixture.source(R"(["1","a"])");
  CHECK(fixture.run(plan_of({step})).status == Status::Succeeded);
  CHECK(rows_of(file.path, "SELECT count(*) FROM runs") == std::vector<std::string>{"2"});
}

TEST_CASE("a journal of another version is left alone, one that cannot be opened ends the run") {
  const TemporaryFile file;
  rows_of(file.path, "PRAGMA user_version = 9");
  CHECK(Journal::open(file.path).error().text() ==
        "the journal has version 9, this adxc writes version 1, in journal `" + file.path + "`");
  Fixture fixture;
  fixture.options.journal = "/nowhere/at/all.db";
  const auto run =
      execute(plan_of({copy_step("A")}), fixture.world, fixture.recorder, fixture.options);
  REQUIRE_FALSE(run.has_value());
  CHECK(run.error().kind == ErrorKind::Unavailable);
  CHECK(fixture.network.requests.empty());
}

TEST_CASE("the plain view prints lines that are the same every time") {
  Fixture fixture;
  fixture.source(R"(["1","a"],["2","b"])");
  fixture.commands[".bad"] = [] {
    return answered(400, R"({"error":{"code":"X","@message":"no","@permanent":true}})");
  };
  std::ostringstream out;
  ProgressView view(out, false, 100);
  fixture.options.parallelism = 1;
  const auto run =
      execute(plan_of({copy_step("CopyRows"), command_step("Bad", ".bad"), copy_step("Late")},
                      {edge(0, 1, Condition::Succeeded), edge(1, 2, Condition::Succeeded)}),
              fixture.world, view, fixture.options);
  REQUIRE(run.has_value());
  CHECK(out.str() ==
        "CopyRows                 started\n"
        "CopyRows                 succeeded  2 rows read, 2 copied\n"
        "Bad                      started\n"
        "Bad                      failed     no (X), HTTP 400\n"
        "Late                     skipped\n"
        "pipeline Nightly failed: 1 step succeeded, 1 step failed, 1 step skipped\n");
}

TEST_CASE("the terminal view erases what it drew and ends with plain lines") {
  Fixture fixture;
  fixture.source(R"(["1","a"])");
  std::ostringstream out;
  ProgressView view(out, true, 80);
  REQUIRE(
      execute(plan_of({copy_step("CopyRows")}), fixture.world, view, fixture.options).has_value());
  const std::string text = out.str();
  CHECK(text.find("Nightly                  [                        ] 0 of 1 steps  00:00:00\n") ==
        0);
  CHECK(text.find("\x1b[1A\x1b[J") != std::string::npos);
  CHECK(text.find("1 row  ") != std::string::npos);
  CHECK(text.ends_with("pipeline Nightly succeeded: 1 step succeeded\n"));
}

TEST_CASE("the JSON view is one object a line, a version first") {
  Fixture fixture;
  fixture.source(R"(["1","a"])");
  std::ostringstream out;
  JsonView view(out);
  REQUIRE(
      execute(plan_of({copy_step("CopyRows")}), fixture.world, view, fixture.options).has_value());
  std::istringstream lines(out.str());
  std::vector<std::string> types;
  nlohmann::json last_step;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    types.push_back(json["type"]);
    if (json["type"] == "step-finished") last_step = json;
  }
  CHECK(types == std::vector<std::string>{"version", "run-started", "step-started",
                                          "step-progressed", "step-finished", "run-finished"});
  CHECK(last_step["status"] == "Succeeded");
  CHECK(last_step["output"]["rowsCopied"] == 1);
}

}  // namespace
}  // namespace adxc::exec
