// What `kql fmt` does with the odd: comments where one does not expect them, strings of several
// lines, commands. The usual is on the page docs/kql.md.
#include "compiler/kql/format.h"

#include <doctest/doctest.h>

namespace adxc::kql {
namespace {

TEST_CASE("comments stay beside what they stand beside") {
  CHECK(format("// head\n\n\nT // a\n// b\n| where x // c\n and y\n// end") ==
        "// head\n\nT // a\n// b\n| where x // c\n    and y\n// end\n");
  CHECK(format("print f(1, // one\n2)") == "print f(\n    1, // one\n    2\n)\n");
}

TEST_CASE("what blanks mean something to is left alone") {
  CHECK(format("T|project-away a*b|where x between(1..2)") ==
        "T\n| project-away a*b\n| where x between (1 .. 2)\n");
  CHECK(format("print a = ```x  \n  y```") == "print a = ```x  \n  y```\n");
  CHECK(format("T | take -1") == "T\n| take -1\n");
}

TEST_CASE("rows of a datatable stand one a line") {
  const std::string value(60, 'x');
  CHECK(format("datatable(a:string,b:long)['" + value + "',1,'" + value + "',2]") ==
        "datatable(a: string, b: long)[\n    '" + value + "', 1,\n    '" + value + "', 2\n]\n");
}

TEST_CASE("of a command only the query that feeds it is laid out") {
  CHECK(format(".set-or-append T <| U|take 1") == ".set-or-append T <|\nU\n| take 1\n");
  CHECK(format(".show tables | count") == ".show tables | count\n");
  CHECK(format(".ingest inline into table T <| 1 ,2") == ".ingest inline into table T <| 1 ,2\n");
}

TEST_CASE("what cannot be read is not touched") {
  CHECK(!format("T | where").has_value());
}

}  // namespace
}  // namespace adxc::kql
