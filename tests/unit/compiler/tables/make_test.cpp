#include <map>

#include <doctest/doctest.h>

#include "compiler/tables/read.h"
#include "compiler/tables/writer.h"

using namespace adxc;
using namespace adxc::tables;

namespace {

Catalogue catalogue() {
  text::SourceMap sources;
  const Reading reading = read_tables({&sources.add("schemas/connectors/thing_store.yaml", R"(
connector: Thing
title: Things
doc: "Keeps things."
kinds: [{kind: source, words: copy source, types: []}]
source:
  type: ThingSource
  struct: yes
  doc: "Reads things."
  properties:
    - {name: pauseTime, type: timespan, default: "00:00:10", max: "01:00:00", since: 2019-02, doc: "Pause | wait."}
    - {name: colours, type: array of enum, values: [Red, "a\"b"], required: yes, doc: "Colours."}
)")});
  REQUIRE(reading.mistakes == std::vector<std::string>{});
  return reading.catalogue;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a struct has a member and a constant for each row") {
  const std::string structs = make_structs(catalogue());
  CHECK(holds(structs, "struct ThingSource {"));
  CHECK(holds(structs, "  Property<Timespan> pause_time;"));
  CHECK(holds(structs, "  Property<std::vector<Property<std::string>>> colours;"));
  CHECK(holds(structs, "std::tie(pause_time, colours)"));
  CHECK(holds(structs, "using AnySource = OneOf<ThingSource>;"));
  CHECK(holds(make_rows_header(catalogue()), "const Table& kThingSource = kTables[0];"));
  const std::string rows = make_rows_source(catalogue());
  CHECK(holds(rows, ".name = \"pauseTime\""));
  CHECK(holds(rows, ".maximum = 36000000000,"));
  CHECK(holds(rows, "\"a\\\"b\""));
  CHECK(holds(rows, ".since = 20190200"));
  CHECK(holds(rows, "{\"ThingSource\", 0},"));
}

TEST_CASE("schemas and pages have names that follow from their tables") {
  std::map<std::string, std::string> files;
  add_schemas(catalogue(), files);
  add_pages(catalogue(), files);
  const std::string& schemas = files["made/model/schemas.cpp"];
  CHECK(holds(schemas, "\"const\": \"ThingSource\""));
  CHECK(holds(schemas, "\"default\": \"00:00:10\""));
  const std::string& page = files["committed/docs/reference/thing-store.md"];
  CHECK(holds(page, "# Things\n"));
  CHECK(holds(page,
              "| pauseTime | time span | Pause \\| wait. Default: `00:00:10`. At most "
              "`01:00:00`. Since 2019-02. | No |"));
  CHECK(holds(files["committed/docs/reference/README.md"], "[Things](thing-store.md)"));
  CHECK(holds(schemas, "{\"ThingSource\", \"ThingSource\", \"\", \"\", \"ThingSource\"},"));
}

TEST_CASE("what is made is the same twice") {
  std::map<std::string, std::string> once;
  std::map<std::string, std::string> twice;
  add_schemas(catalogue(), once);
  add_schemas(catalogue(), twice);
  CHECK(once == twice);
  CHECK(make_rows_source(catalogue()) == make_rows_source(catalogue()));
}
