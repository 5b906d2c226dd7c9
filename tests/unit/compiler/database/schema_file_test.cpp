#include "compiler/database/schema_file.h"

#include <doctest/doctest.h>

using namespace adxc;

namespace {

/// "a:long b:string", or "?" for a table that is not there.
std::string columns(const database::SchemaFile& schema, std::string_view table) {
  const auto found = schema.table("", table);
  if (!found) return "?";
  std::string text;
  for (const kql::Column& column : *found) {
    text += (text.empty() ? "" : " ") + column.name + ":" + std::string(name(column.type));
  }
  return text;
}

}  // namespace

TEST_CASE("commands that make tables are read, others passed over") {
  const auto schema = database::read_schema("s.kql",
                                            "// tables\n"
                                            ".create table T (a: long, ['b c']: string)\n"
                                            ".create-merge table T (a: int, d: dynamic)\n"
                                            ".create tables U (x: real), V (y: guid)\n"
                                            ".alter table U policy caching hot = 3d\n"
                                            ".show table T details | where a.b > 1\n"
                                            ".drop table V ifexists\n");
  REQUIRE(schema);
  CHECK(columns(*schema, "T") == "a:long b c:string d:dynamic");
  CHECK(columns(*schema, "U") == "x:real");
  CHECK(columns(*schema, "V") == "?");
}

TEST_CASE("what the service prints as JSON is read") {
  const auto schema = database::read_schema(
      "s.json", R"({"Databases": {"D": {"Name": "D", "Tables": {"T": {"Name": "T",
      "OrderedColumns": [{"Name": "a", "Type": "System.Int64", "CslType": "long"},
                         {"Name": "b", "Type": "System.String"}]}}}}})");
  REQUIRE(schema);
  CHECK(columns(*schema, "T") == "a:long b:string");
  CHECK(schema->table("D", "T").has_value());
  CHECK_FALSE(schema->table("E", "T").has_value());
}

TEST_CASE("a file that says no schema is refused with its line") {
  const auto colon = database::read_schema("s.kql", "\n.create table T (a long)");
  REQUIRE_FALSE(colon);
  CHECK(colon.error().message == "s.kql:2: found `long`; expected `:` and a type");
  const auto type = database::read_schema("s.kql", ".create table T (a: lnog)");
  REQUIRE_FALSE(type);
  CHECK(type.error().message == "s.kql:1: found `lnog`; expected the name of a type");
  CHECK_FALSE(database::read_schema("s.json", "{}"));
}
