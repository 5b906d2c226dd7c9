#include "runtime/encoding/json_object.h"

#include <doctest/doctest.h>

using namespace adxc;
using namespace adxc::encoding;

namespace {

/// Names and values as one text, or the error.
std::string seen(const std::string& json) {
  JsonParser parser;
  std::string found;
  const auto done = parser.each(
      json,
      [&](std::string_view name, std::size_t position, const JsonValue& value) -> Result<void> {
        found += std::string(name) + "#" + std::to_string(position) + " " +
                 std::string(phrase(value.kind)) + " " + std::string(value.text) + "\n";
        return {};
      });
  return done ? found : done.error().message;
}

}  // namespace

TEST_CASE("an object gives its properties as they are written") {
  CHECK(seen("{\"a\": 1.50 , \"b\":\"x\\u00e9\\n\",\"c\" :true, \"d\":null,\"e\":{ \"f\": [1, 2] } "
             "}") ==
        "a#0 a number 1.50\nb#1 a string x\u00e9\n\nc#2 true or false true\nd#3 null \n"
        "e#4 an object or array {\"f\":[1,2]}\n");
  CHECK(seen("{\"n\":123456789012345678901234567890.10}") ==
        "n#0 a number 123456789012345678901234567890.10\n");
  CHECK(seen("{\"big\":1e999,\"a\":1}") == "big#0 a number 1e999\na#1 a number 1\n");
  CHECK(seen("{\"Gr\\u00f6\\u00dfe\":false}") == "Gr\u00f6\u00dfe#0 true or false false\n");
  CHECK(seen("{}").empty());
}

TEST_CASE("an array gives its elements") {
  CHECK(seen("[1,\"a\",[ ]]") == "#0 a number 1\n#1 a string a\n#2 an object or array []\n");
}

TEST_CASE("what is not JSON is refused wherever it stands") {
  for (const char* json : {"{\"a\":1,}",
                           "{\"a\" 1}",
                           "{\"a\":01}",
                           "{\"a\":tru}",
                           "{\"a\":truex}",
                           "{\"a\":nul}",
                           "{\"a\":1 \"b\":2}",
                           "{a:1}",
                           "{\"a\":[1,]}",
                           "{\"a\":{\"b\":}}",
                           "{\"a\":\"\x01\"}",
                           "{\"a\":\"\\x\"}",
                           "{\"a\":\"\xFF\"}",
                           "{\"a\":\"\\ud800\"}",
                           "{\"a\":+1}",
                           "{\"a\":1.}",
                           "{\"a\":}",
                           "{\"a\":1]",
                           "1",
                           ""}) {
    CAPTURE(json);
    CHECK(seen(json).starts_with("the object is not JSON"));
  }
}

TEST_CASE("an error of the visitor ends the visit") {
  JsonParser parser;
  int calls = 0;
  const auto done = parser.each(
      "{\"a\":1,\"b\":2}", [&](std::string_view, std::size_t, const JsonValue&) -> Result<void> {
        ++calls;
        return fail(ErrorKind::Limit, "enough");
      });
  CHECK(done.error().kind == ErrorKind::Limit);
  CHECK(calls == 1);
}

TEST_CASE("paths lead from the outside in") {
  using Steps = std::vector<std::variant<std::string, std::size_t>>;
  CHECK(parse_json_path("$['a b']['c'][0]") == Steps{"a b", "c", std::size_t{0}});
  CHECK(parse_json_path("$.a.b[12]") == Steps{"a", "b", std::size_t{12}});
  CHECK(parse_json_path("['a']") == Steps{"a"});
  CHECK(parse_json_path("a") == Steps{"a"});
  CHECK(parse_json_path("a.b") == Steps{"a", "b"});
  CHECK(parse_json_path(".a") == Steps{"a"});
  CHECK(parse_json_path("$[\"it's\"]") == Steps{"it's"});
  for (const char* text :
       {"", "$", "$..a", "$.*", "$[*]", "$['a", "$[", "$[-1]", "$.a.", "$a", "$[?(@)]"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_json_path(text));
  }
}
