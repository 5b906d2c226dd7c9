// What the contract of stores does not ask of others.
#include <doctest/doctest.h>

#include "runtime/stores/store.h"
#include "tests/fakes/fake_world.h"

using namespace adxc;
using plan::Settings;

namespace {

struct Server {
  fakes::FakeWorld fake;
  auth::Tokens tokens{fake.world};
  stores::Context context{fake.world, tokens, "base", {}, "run-7"};
  plan::Step step;
  plan::Copy copy;

  Server() {
    step.address = "pipeline/P/activity/Copy it";
    for (plan::Endpoint* endpoint : {&copy.source, &copy.sink}) {
      endpoint->store = "FileServer";
      endpoint->format = "DelimitedText";
      endpoint->connection = {{"host", std::string("data")}};
      endpoint->dataset = {{"firstRowAsHeader", true}, {"location.folderPath", std::string("in")}};
    }
    fake.files.put("base/data/in/x.csv", "id,name\n1,one\n");
  }

  std::string read() {
    const auto source = stores::find("FileServer")->open_source(step, copy, context);
    if (!source) return source.error().text();
    std::string shown;
    for (const auto& column : (*source)->schema()) shown += column.name + " ";
    rows::Batch batch;
    while (*(*source)->next(batch)) {
      for (std::size_t row = 0; row < batch.rows(); ++row) {
        for (std::size_t i = 0; i < batch.columns(); ++i) {
          shown += "|" + std::string(batch.at(row, i).text);
        }
      }
    }
    return shown;
  }

  /// Writes one row; gives the path of the only new file, or the error.
  std::string write() {
    const auto sink =
        stores::find("FileServer")->open_sink(step, copy, {{"a", ScalarType::Long}}, context);
    if (!sink) return sink.error().text();
    rows::Batch batch(1);
    batch.add("1");
    batch.end_row();
    if (const auto written = (*sink)->write(batch); !written) return written.error().text();
    if (const auto finished = (*sink)->finish(); !finished) return finished.error().text();
    for (const std::string& path : fake.files.paths()) {
      if (path != "base/data/in/x.csv") return path;
    }
    return "";
  }
};

}  // namespace

TEST_CASE("added columns: a constant, the file's path, a copy") {
  Server server;
  server.copy.source.use = {{"additionalColumns.0.name", std::string("where")},
                            {"additionalColumns.0.value", std::string("$$FILEPATH")},
                            {"additionalColumns.1.name", std::string("why")},
                            {"additionalColumns.1.value", std::string("because")},
                            {"additionalColumns.2.name", std::string("again")},
                            {"additionalColumns.2.value", std::string("$$COLUMN:name")}};
  CHECK(server.read() == "id name where why again |1|one|in/x.csv|because|one");
  server.copy.source.use["additionalColumns.2.value"] = std::string("$$COLUMN:nothing");
  CHECK(server.read() ==
        "`additionalColumns` copies the column `nothing`, which the source does not have");
  server.copy.source.use["additionalColumns.1.name"] = std::string("id");
  CHECK(server.read().find("adds a column `id`") != std::string::npos);
}

TEST_CASE("a mapping of a JSON source does not hide what is copied into added columns") {
  Server server;
  server.fake.files.put("base/data/in/x.csv", "{\"id\":1,\"name\":\"one\",\"more\":2}");
  server.copy.source.format = "Json";
  server.copy.source.dataset.erase("firstRowAsHeader");
  server.copy.source.use = {{"additionalColumns.0.name", std::string("again")},
                            {"additionalColumns.0.value", std::string("$$COLUMN:name")}};
  server.copy.mapping.resize(2);
  server.copy.mapping[0].source_name = "id";
  server.copy.mapping[1].source_name = "again";
  CHECK(server.read() == "id name again |1|one|one");
}

TEST_CASE("a file without a name is named after step and run") {
  Server server;
  CHECK(server.write().find("one file for each file of the source") != std::string::npos);
  server.copy.sink.use["storeSettings.copyBehavior"] = std::string("MergeFiles");
  CHECK(server.write() == "base/data/in/pipeline_P_activity_Copy_it_run-7.csv");
}

TEST_CASE("the extension is the sink's, or the format's") {
  Server server;
  server.copy.source.format = "";  // rows from a store without files
  server.copy.sink.use["formatSettings.fileExtension"] = std::string(".tsv");
  CHECK(server.write().ends_with("run-7.tsv"));
}

TEST_CASE("paths that cannot be written or read") {
  Server server;
  server.copy.sink.dataset["location.fileName"] = std::string("*.csv");
  CHECK(server.write().find("holds a wildcard") != std::string::npos);
  server.copy.sink.dataset["location.fileName"] = std::string("../../x.csv");
  CHECK(server.write().find("leads out of the folder") != std::string::npos);
  server.copy.source.connection["host"] = std::string("\\\\server\\share");
  CHECK(server.read().find("network share `\\\\server\\share`") != std::string::npos);
}

TEST_CASE("what is not honoured is refused by name") {
  Server server;
  server.copy.source.use = {{"storeSettings.deleteFilesAfterCompletion", false}};
  CHECK(server.read() == "id name |1|one");
  for (const char* name : {"storeSettings.deleteFilesAfterCompletion",
                           "storeSettings.enablePartitionDiscovery", "storeSettings.fileFilter"}) {
    server.copy.source.use = {{name, true}};
    CHECK(server.read().find(name) != std::string::npos);
  }
  server.copy.source.use.clear();
  server.copy.source.connection["userId"] = std::string("me");
  CHECK(server.read().find("`userId`") != std::string::npos);
  server.copy.source.connection.erase("userId");
  server.copy.source.format = "Parquet";
  CHECK(server.read().find("`Parquet`") != std::string::npos);
  server.copy.sink.use["storeSettings.metadata.0.name"] = std::string("x");
  CHECK(server.write().find("storeSettings.metadata.0.name") != std::string::npos);
}

TEST_CASE("trouble while writing names the file") {
  Server server;
  server.copy.sink.dataset["location.fileName"] = std::string("out.csv");
  server.fake.files.set_room(0);
  CHECK(server.write().find("while writing `in/out.csv`") != std::string::npos);
}
