#include "compiler/tables/read.h"

#include <doctest/doctest.h>

using namespace adxc;
using namespace adxc::tables;

namespace {

constexpr const char* kTypes = R"(kinds:
  - kind: source
    words: copy source
    types: [OtherSource]
references: [Dataset]
)";

Reading read(std::string text) {
  text::SourceMap sources;
  const text::SourceFile& types = sources.add("types.yaml", kTypes);
  return read_tables({&sources.add("a.yaml", std::move(text)), &types});
}

std::vector<std::string> mistakes(std::string text) {
  return read(std::move(text)).mistakes;
}

}  // namespace

TEST_CASE("a row says all about a property") {
  const Reading reading = read(R"(connector: A
title: Connector A
doc: "Reads A."
valueSets: {sizes: [Small, Large]}
source:
  type: ASource
  doc: "Reads."
  properties:
    - {name: size, type: enum, values: sizes, default: Small, synonyms: {Big: Large}, since: 2019-02, doc: "Size."}
    - {name: waitTime, type: timespan, min: "00:00:01", max: "01:00:00", expression: no, since: 2020-01, doc: "Wait."}
    - {name: inputs, type: array of reference Dataset, maxItems: 2, required: yes, doc: "Inputs."}
)");
  REQUIRE(reading.mistakes == std::vector<std::string>{});
  REQUIRE(reading.catalogue.tables.size() == 1);
  const Table& table = reading.catalogue.tables[0];
  CHECK(table.struct_name == "ASource");
  CHECK(table.file == "a.yaml");
  const Row& size = table.rows.at(0);
  CHECK(size.values == std::vector<std::string>{"Small", "Large"});
  CHECK(size.synonyms.at(0).second == "Large");
  CHECK(size.in_2019_02());
  CHECK(size.expressions == Expressions::Yes);
  const Row& wait = table.rows.at(1);
  CHECK(wait.member == "wait_time");
  CHECK(wait.maximum == "01:00:00");
  CHECK(!wait.in_2019_02());
  CHECK(wait.expressions == Expressions::No);
  const Row& inputs = table.rows.at(2);
  CHECK(inputs.type.kind == Type::Array);
  CHECK(inputs.type.element.at(0).kind == Type::Reference);
  CHECK(inputs.max_items == 2);
  CHECK(inputs.required == Required::Yes);
}

TEST_CASE("a struct stands after all it consists of, tables without one come last") {
  const Reading reading = read(R"(
entities:
  - {name: Whole, struct: yes, title: Whole, doc: "Whole.", properties: [
      {name: source, type: one of source, doc: "Source."}]}
source:
  - {type: ASource, doc: "A.", properties: [{name: again, type: shape Loop, doc: "Again."}]}
  - {type: BSource, struct: yes, doc: "B.", properties: [{name: part, type: shape Part, doc: "Part."}]}
shapes:
  - {name: Part, doc: "Part.", properties: [{name: x, type: int, doc: "X."}]}
  - {name: Loop, doc: "Loop.", properties: [{name: loop, type: shape Loop, doc: "Loop."}]}
)");
  REQUIRE(reading.mistakes == std::vector<std::string>{});
  std::vector<std::string> names;
  for (const Table& table : reading.catalogue.tables) names.push_back(table.struct_name);
  CHECK(names == std::vector<std::string>{"Part", "BSource", "Whole", "ASource", "Loop"});
  CHECK(reading.catalogue.tables[0].has_struct);
  CHECK(!reading.catalogue.tables[3].has_struct);
}

TEST_CASE("a row has its table's date unless it has its own") {
  const Reading reading = read(R"(
source:
  type: ASource
  since: 2020-02-24
  doc: "A."
  properties:
    - {name: x, type: int, doc: "X."}
    - {name: y, type: int, since: 2021, doc: "Y."}
)");
  REQUIRE(reading.mistakes == std::vector<std::string>{});
  CHECK(reading.catalogue.tables.at(0).rows.at(0).since == "2020-02-24");
  CHECK(reading.catalogue.tables.at(0).rows.at(1).since == "2021");
}

TEST_CASE("mistakes in cells are told with their place") {
  const auto unknown = mistakes("shapes:\n  - {name: S, doc: D, propertys: []}\n");
  REQUIRE(unknown.size() == 1);
  CHECK(unknown[0].starts_with("a.yaml:2:23: `propertys` is not known here, `properties`, "));
  CHECK(mistakes("shapes:\n  - {name: S, doc: D, properties: [{name: x, type: int}]}\n") ==
        std::vector<std::string>{"a.yaml:2:36: `doc` is missing"});
  CHECK(mistakes("shapes:\n  - {name: S, doc: D, properties: [\n"
                 "      {name: x, type: int, doc: X, required: maybe}]}\n") ==
        std::vector<std::string>{"a.yaml:3:7: `required` is `maybe`"});
  CHECK(mistakes("shapes:\n  - {name: S, doc: D, include: [none]}\n") ==
        std::vector<std::string>{"a.yaml:2:5: no group is named `none`"});
}

TEST_CASE("mistakes between tables are told with the table") {
  const auto of_row = [](const std::string& row) {
    return mistakes("shapes:\n  - {name: S, doc: D, properties: [{name: x, doc: X, " + row +
                    "}]}\n");
  };
  CHECK(of_row("type: shape None") ==
        std::vector<std::string>{"a.yaml: S: there is no shape `None`"});
  CHECK(mistakes("shapes:\n  - {name: S, struct: yes, doc: D, properties: [{name: x, type: shape "
                 "S, doc: X}]}\n") == std::vector<std::string>{"a.yaml: S: refers to itself"});
  CHECK(of_row("type: int, since: soon") ==
        std::vector<std::string>{"a.yaml: S: `x` has the date `soon`"});
  CHECK(of_row("type: int, unless: [y]") ==
        std::vector<std::string>{"a.yaml: S: a condition names `y`, which is no property"});
  CHECK(of_row("type: one of nothing") ==
        std::vector<std::string>{"a.yaml: S: there is no kind `nothing`"});
  CHECK(of_row("type: reference Moon") ==
        std::vector<std::string>{"a.yaml: S: nothing refers to a `Moon`"});
  CHECK(of_row("type: enum") == std::vector<std::string>{"a.yaml: S: `x` needs `values`, or none"});
  CHECK(of_row("type: enum, values: [a], default: b") ==
        std::vector<std::string>{"a.yaml: S: `x` has a default that is none of its values"});
  CHECK(of_row("type: timespan, max: 10m") ==
        std::vector<std::string>{"a.yaml: S: `x` has a limit that is no time span"});
  CHECK(mistakes("source: {type: othersource, doc: D}\n") ==
        std::vector<std::string>{
            "a.yaml: `othersource` has a table and is listed among types without one"});
}
