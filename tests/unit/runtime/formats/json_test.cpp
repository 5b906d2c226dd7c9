#include <doctest/doctest.h>

#include "text_file.h"

using namespace adxc;
using namespace adxc::formats;

namespace {

std::string read(const std::string& text, const std::vector<plan::ColumnMap>* mapping = nullptr) {
  return read_as("Json", text, {}, {}, mapping);
}

plan::ColumnMap by_name(const std::string& name) {
  plan::ColumnMap map;
  map.source_name = name;
  return map;
}

plan::ColumnMap by_path(const std::string& path) {
  plan::ColumnMap map;
  map.source_path = path;
  return map;
}

/// More objects than are looked at for the columns, then `last`.
std::string after_many(const std::string& object, const std::string& last) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += object + "\n";
  return text + last;
}

std::string last_line(const std::string& text) {
  return text.substr(text.rfind('\n') + 1);
}

}  // namespace

TEST_CASE("columns are the properties, typed by what they hold") {
  CHECK(read("{\"i\":1,\"r\":1.50,\"b\":true,\"s\":\"x\",\"o\":{\"p\": [1]},\"n\":null}\n"
             "{\"s\":null,\"i\":2,\"late\":\"y\"}") ==
        "i:decimal r:decimal b:bool s:string o:dynamic n:string late:string "
        "\n1|1|1.50|true|x|{\"p\":[1]}|~|~\n2|2|~|~|~|~|~|y");
}

TEST_CASE("mixtures become string, or dynamic with an object in it") {
  CHECK(read("[{\"a\":1},{\"a\":\"x\"},{\"a\":true}]") == "a:string \n1|1\n1|x\n1|true");
  CHECK(read("[{\"a\":1},{\"a\":\"x\"},{\"a\":[]},{\"a\":null}]") ==
        "a:dynamic \n1|1\n1|\"x\"\n1|[]\n1|~");
}

TEST_CASE("numbers keep their digits") {
  CHECK(read("{\"a\":9223372036854775808}{\"a\":0.1000}{\"a\":1e2}") ==
        "a:decimal \n1|9223372036854775808\n1|0.1000\n1|100");
  CHECK(read("{\"a\":0.12345678901234567890123456789012345678901}") ==
        "a:decimal \n1|0.12345678901234568");
  CHECK(read("{\"a\":1e999}") == "a:decimal \n1|1e999");
  CHECK(read("{\"a\":1e9999}") == "a:decimal \n`f`, line 1: `a` is 1e9999, larger than any number");
}

TEST_CASE("a mapping chooses columns by name and by path, in its order") {
  const std::vector<plan::ColumnMap> mapping = {by_path("$['o']['p'][1]"), by_name("s"),
                                                by_path("$.o.q"), by_name("never"),
                                                by_path("$['o']")};
  CHECK(read("{\"s\":\"x\",\"o\":{\"p\":[1,2],\"q\":{\"r\":1}},\"other\":1}{\"new\":1,\"o\":7}",
             &mapping) ==
        "$['o']['p'][1]:decimal s:string $.o.q:dynamic never:string $['o']:dynamic "
        "\n1|2|x|{\"r\":1}|~|{\"p\":[1,2],\"q\":{\"r\":1}}\n1|~|~|~|~|7");
  const std::vector<plan::ColumnMap> wild = {by_path("$.a[*]")};
  CHECK(read("{}", &wild).find("cannot follow the path `$.a[*]`") != std::string::npos);
  std::vector<plan::ColumnMap> numbered(1);
  numbered[0].source_ordinal = 3;
  CHECK(read("{}", &numbered).find("takes column 3") != std::string::npos);
}

TEST_CASE("what turns up after the columns are decided") {
  CHECK(last_line(read(after_many("{\"a\":1}", "{\"b\":1}"))) ==
        "`f`, line 1001: the property `b` is in none of the first objects, which decide the "
        "columns; a "
        "mapping would name them");
  CHECK(last_line(read(after_many("{\"a\":1}", "{\"a\":\"x\"}{\"a\":2}"))) == "1001|2");
  CHECK(read(after_many("{\"a\":1}", "{\"a\":\"x\"}"))
            .ends_with("`f`, line 1001: `a` is a string, in the first objects it was a number"));
  CHECK(last_line(read(after_many("{\"a\":\"x\"}", "{\"a\":{\"b\":[ ]}}"))) == "1001|{\"b\":[]}");
}

TEST_CASE("an object that is not JSON is named, and reading goes on behind it") {
  const std::string text = read("{\"a\":1}\n{\"a\":01}\n{\"a\":3}");
  CHECK(text.starts_with("a:decimal \n1|1\n`f`, line 2: the object is not JSON"));
  CHECK(text.ends_with("\n3|3"));
  CHECK(
      read("{\"a\":1}\n3\n{\"a\":1}").ends_with("`f`, line 2: found `3`, wanted an object (end)"));
}

TEST_CASE("what is written") {
  const rows::Schema schema = {
      {"a \"b\"", ScalarType::Real}, {"d", ScalarType::Dynamic}, {"s", ScalarType::DateTime}};
  rows::Batch batch(3);
  for (const char* real : {"1.5", "NaN"}) {
    batch.add(real);
    batch.add("{\"x\":1}");
    batch.add("2020-01-01T00:00:00Z");
    batch.end_row();
  }
  batch.add_null();
  batch.add_null();
  batch.add_null();
  batch.end_row();
  const std::string first = "{\"a \\\"b\\\"\":1.5,\"d\":{\"x\":1},\"s\":\"2020-01-01T00:00:00Z\"}";
  const std::string second =
      "{\"a \\\"b\\\"\":\"NaN\",\"d\":{\"x\":1},\"s\":\"2020-01-01T00:00:00Z\"}";
  const std::string third = "{\"a \\\"b\\\"\":null,\"d\":null,\"s\":null}";
  CHECK(write_as("Json", schema, batch) == first + "\n" + second + "\n" + third + "\n");
  const plan::Settings array = {{"formatSettings.filePattern", std::string("arrayOfObjects")}};
  CHECK(write_as("Json", schema, batch, {}, array) ==
        "[\n" + first + ",\n" + second + ",\n" + third + "\n]\n");
  CHECK(write_as("Json", schema, rows::Batch(3), {}, array) == "[]\n");
  CHECK(write_as("Json", schema, batch, {}, {{"formatSettings.filePattern", std::string("x")}})
            .find("`filePattern` is `x`") != std::string::npos);
}
