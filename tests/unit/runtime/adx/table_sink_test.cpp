#include "runtime/adx/table_sink.h"

#include <doctest/doctest.h>

#include "fake_cluster.h"
#include "runtime/adx/csv_mapping.h"

namespace adxc::adx {
namespace {

using namespace tests;
using Fault = FakeCluster::Fault;

struct Fixture : ScriptedWorld {
  Fixture() {
    cluster.columns = {{"Id", "long"}, {"Note", "string"}, {"At", "datetime"}};
    network.answer = [this](const sys::Request& request) {
      return cluster(request);
    };
    target.table = "T";
    target.tag_prefix = "adxc:run1:Copy";
  }
  Result<std::unique_ptr<rows::RowSink>> open(const rows::Schema& offered) {
    return open_table_sink(
        Client(world, tokens, {"https://c.kusto.windows.net", "D", std::nullopt}), target, offered);
  }
  std::string problem(const rows::Schema& offered) {
    const auto sink = open(offered);
    REQUIRE_FALSE(sink.has_value());
    return sink.error().text();
  }
  auth::Tokens tokens{world};
  FakeCluster cluster;
  IngestTarget target;
};

const rows::Schema kOffered = {{"Note", ScalarType::String}, {"Id", ScalarType::String}};

/// `count` rows of Note and Id.
rows::Batch some_rows(int count, const std::string& note = "x") {
  rows::Batch batch(2);
  for (int i = 0; i < count; ++i) {
    batch.add(note);
    batch.add(std::to_string(i));
    batch.end_row();
  }
  return batch;
}

TEST_CASE("columns are matched by name and records are written in the table's order") {
  Fixture fixture;
  fixture.target.tags = {"team:\"a\""};
  auto sink = fixture.open(kOffered);
  REQUIRE_MESSAGE(sink.has_value(), sink.error().text());
  CHECK((*sink)->schema() == rows::Schema{{"Note", ScalarType::String}, {"Id", ScalarType::Long}});
  rows::Batch batch(2);
  for (const char* note : {"plain", "a,\"b\"\nc", ""}) {
    batch.add(note);
    if (std::string_view(note).empty())
      batch.add_null();
    else
      batch.add("7");
    batch.end_row();
  }
  REQUIRE((*sink)->write(batch).has_value());
  CHECK(fixture.cluster.extents.empty());
  REQUIRE((*sink)->finish().has_value());
  CHECK(fixture.cluster.rows() ==
        std::vector<std::string>{"7,\"plain\",", "7,\"a,\"\"b\"\"\nc\",", ",\"\","});
  CHECK(fixture.cluster.extents[0].tags ==
        std::vector<std::string>{"drop-by:adxc:run1:Copy:1", "team:\"a\""});
  CHECK(fixture.cluster.commands[1].find(
            "validationPolicy='{\"ValidationOptions\":1,\"ValidationImplications\":0}'") !=
        std::string::npos);
}

TEST_CASE("a record of one empty field is not an empty line") {
  Fixture fixture;
  fixture.cluster.columns = {{"Id", "long"}};
  auto sink = fixture.open({{"Id", ScalarType::Long}});
  REQUIRE(sink.has_value());
  rows::Batch batch(1);
  batch.add_null();
  batch.end_row();
  REQUIRE((*sink)->write(batch).has_value());
  REQUIRE((*sink)->finish().has_value());
  CHECK(fixture.cluster.rows() == std::vector<std::string>{"\"\""});
}

TEST_CASE("large copies are cut into batches with tags of their own") {
  Fixture fixture;
  auto sink = fixture.open(kOffered);
  REQUIRE(sink.has_value());
  REQUIRE((*sink)->write(some_rows(3000, std::string(1000, 'n'))).has_value());
  REQUIRE((*sink)->finish().has_value());
  CHECK(fixture.cluster.extents.size() == 3);
  CHECK(fixture.cluster.rows().size() == 3000);
  CHECK(fixture.cluster.extents[2].tags[0] == "drop-by:adxc:run1:Copy:3");
  for (const std::string& command : fixture.cluster.commands)
    CHECK(command.size() < (1 << 20) + 1000);
}

TEST_CASE("lost requests and answers neither lose rows nor repeat them") {
  const std::vector<Fault> kinds = {Fault::None, Fault::LoseRequest, Fault::LoseAnswer,
                                    Fault::ServerError};
  for (const Fault first : kinds) {
    for (const Fault second : kinds) {
      for (const Fault third : kinds) {
        Fixture fixture;
        fixture.target.rows_per_batch = 10;
        fixture.cluster.faults = {first, second, third};
        auto sink = fixture.open(kOffered);
        REQUIRE(sink.has_value());
        const auto written = (*sink)->write(some_rows(25));
        REQUIRE_MESSAGE(written.has_value(), written.error().text());
        const auto finished = (*sink)->finish();
        REQUIRE_MESSAGE(finished.has_value(), finished.error().text());
        REQUIRE(fixture.cluster.rows().size() == 25);
      }
    }
  }
}

TEST_CASE("before it looks, the sink waits until a late request must be dead") {
  Fixture fixture;
  fixture.cluster.faults = {Fault::LoseRequest};
  auto sink = fixture.open(kOffered);
  REQUIRE(sink.has_value());
  REQUIRE((*sink)->write(some_rows(1)).has_value());
  REQUIRE((*sink)->finish().has_value());
  REQUIRE(fixture.clock.slept.size() == 1);
  CHECK(fixture.clock.slept[0] > fixture.target.batch_timeout_ticks);
}

TEST_CASE("rows that appear twice at the service are found") {
  Fixture fixture;
  fixture.cluster.faults = {Fault::RunTwice};
  auto sink = fixture.open(kOffered);
  REQUIRE(sink.has_value());
  REQUIRE((*sink)->write(some_rows(2)).has_value());
  const auto finished = (*sink)->finish();
  REQUIRE_FALSE(finished.has_value());
  CHECK(finished.error().text() ==
        "table `T` has 4 rows under the tag `drop-by:adxc:run1:Copy:1`, 2 were written");
}

TEST_CASE("a refusal is final and says which batch") {
  Fixture fixture;
  fixture.cluster.faults = {Fault::Refuse};
  auto sink = fixture.open(kOffered);
  REQUIRE(sink.has_value());
  REQUIRE((*sink)->write(some_rows(2)).has_value());
  const auto finished = (*sink)->finish();
  REQUIRE_FALSE(finished.has_value());
  CHECK(finished.error().text() ==
        "no such data (BadRequest_InvalidBlob), HTTP 400, while ingesting batch 1 of `T`");
  CHECK(fixture.cluster.extents.empty());
}

TEST_CASE("trouble that does not pass ends after the tries") {
  Fixture fixture;
  fixture.cluster.faults = std::vector<Fault>(50, Fault::LoseRequest);
  auto sink = fixture.open(kOffered);
  REQUIRE(sink.has_value());
  REQUIRE((*sink)->write(some_rows(2)).has_value());
  const auto finished = (*sink)->finish();
  REQUIRE_FALSE(finished.has_value());
  CHECK(finished.error().kind == ErrorKind::Timeout);
  CHECK(fixture.clock.slept.size() == 5);
}

TEST_CASE("a value that the service would cut is refused") {
  Fixture fixture;
  auto sink = fixture.open(kOffered);
  REQUIRE(sink.has_value());
  rows::Batch batch = some_rows(1, std::string((1 << 20) + 1, 'x'));
  batch.set_file("a.csv");
  const auto written = (*sink)->write(batch);
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().text() ==
        "`a.csv`, line 0: a value of column `Note` has 1048577 bytes; the service would cut it to "
        "1048576");
}

TEST_CASE("columns that do not meet are named, and position is never a way out") {
  Fixture fixture;
  CHECK(fixture.problem({{"id", ScalarType::Long}}) ==
        "the copy hands over column `id`, which table `T` does not have; it hands over `id`, the "
        "table "
        "has `Id`, `Note`, `At` (names are case-sensitive)");
  CHECK(fixture.problem({{"Id", ScalarType::Long}, {"Id", ScalarType::Long}}) ==
        "the copy hands over column `Id` twice");
}

TEST_CASE("a named mapping says which field fills which column") {
  Fixture fixture;
  fixture.cluster.mappings = {
      {"old",
       R"([{"Name":"At","DataType":"datetime","Ordinal":0,"ConstValue":null},{"Name":"Id","Ordinal":"2"}])"},
      {"new",
       R"([{"Properties":{"Ordinal":"1"},"column":"Note"},{"column":"Id","datatype":"long","Properties":{"ConstValue":"5"}}])"},
      {"far", R"([{"column":"Id","Properties":{"Ordinal":9}}])"},
      {"torn", "[{\"column\":"},
      {"stranger", R"([{"column":"Nope","Properties":{"Ordinal":0}}])"}};
  const rows::Schema offered = {
      {"a", ScalarType::Long}, {"b", ScalarType::Long}, {"c", ScalarType::Long}};
  fixture.target.mapping_name = "old";
  auto sink = fixture.open(offered);
  REQUIRE_MESSAGE(sink.has_value(), sink.error().text());
  CHECK((*sink)->schema() == rows::Schema{{"a", ScalarType::DateTime},
                                          {"b", ScalarType::String},
                                          {"c", ScalarType::Long}});
  rows::Batch batch(3);
  for (const char* cell : {"2020-01-01T00:00:00Z", "unused", "1"}) batch.add(cell);
  batch.end_row();
  REQUIRE((*sink)->write(batch).has_value());
  REQUIRE((*sink)->finish().has_value());
  CHECK(fixture.cluster.rows() == std::vector<std::string>{"2020-01-01T00:00:00Z,\"unused\",1"});
  CHECK(fixture.cluster.commands[2].find("ingestionMappingReference=\"old\"") != std::string::npos);

  fixture.target.mapping_name = "new";
  CHECK(fixture.open(offered).value()->schema()[1].type == ScalarType::String);
  fixture.target.mapping_name = "absent";
  CHECK(fixture.problem(offered) == "the csv mapping `absent` of table `T` does not exist");
  fixture.target.mapping_name = "far";
  CHECK(fixture.problem(offered) ==
        "the mapping fills column `Id` from field 9; the copy hands over `a`, `b`, `c`, in csv "
        "mapping `far` of table `T`");
  fixture.target.mapping_name = "stranger";
  CHECK(fixture.problem(offered) ==
        "the mapping fills column `Nope`; the table has `Id`, `Note`, `At`, in csv mapping "
        "`stranger` of table `T`");
  fixture.target.mapping_name = "torn";
  CHECK(fixture.problem(offered).starts_with("the mapping is no array"));
}

TEST_CASE("mappings that adxc cannot check are refused by name") {
  CHECK(
      read_csv_mapping(R"([{"column":"a","Properties":{"Ordinal":0,"Transform":"BytesAsBase64"}}])")
          .error()
          .kind == ErrorKind::Unsupported);
  CHECK(read_csv_mapping(
            R"([{"column":"a","Properties":{"Ordinal":0,"Transform":"DateTimeFromUnixSeconds"}}])")
            .value()[0]
            .unix_time);
  CHECK_FALSE(read_csv_mapping(R"([{"column":"a","Transform":"SourceLocation"}])")
                  .value()[0]
                  .ordinal.has_value());
  for (const char* bad : {"", "{}", "[1]", "[{}]", R"([{"column":"a"}])",
                          R"([{"column":"a","Ordinal":-1}])", R"([{"column":"a","Ordinal":"x"}])",
                          R"([{"column":"a","Ordinal":99999999999999999999}])"}) {
    CAPTURE(bad);
    CHECK(read_csv_mapping(bad).error().kind == ErrorKind::Data);
  }
  const rows::Schema table = {{"a", ScalarType::Long}, {"b", ScalarType::String}};
  const auto clash =
      fields_of({{"a", 0, false}, {"b", 0, false}}, table, {{"x", ScalarType::String}});
  REQUIRE_FALSE(clash.has_value());
  CHECK(clash.error().text() ==
        "the mapping fills columns `a` and `b`, of different types, from field 0");
}

}  // namespace
}  // namespace adxc::adx
