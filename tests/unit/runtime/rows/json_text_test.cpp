#include "runtime/rows/json_text.h"

#include <doctest/doctest.h>

using namespace adxc::rows;

TEST_CASE("compact JSON loses blanks and nothing else") {
  CHECK(compact_json(" [ 1 , \"a  b\" , { } , [ ] ] ") == "[1,\"a  b\",{},[]]");
  CHECK(compact_json("{\"a\":{\"b\":[true,false,null]},\r\n\t\"c\":-0.5E+10}") ==
        "{\"a\":{\"b\":[true,false,null]},\"c\":-0.5E+10}");
  CHECK(compact_json("\"\\u00e9\\n\\\"\"") == "\"\\u00e9\\n\\\"\"");
  CHECK(compact_json("123456789012345678901234567890.10") == "123456789012345678901234567890.10");
}

TEST_CASE("what is not JSON is not taken for it") {
  for (const char* text : {"",      " ",      "{",           "}",
                           "[1,]",  "{,}",    "{\"a\"}",     "{\"a\":}",
                           "{a:1}", "[1 2]",  "01",          "1.",
                           ".5",    "+1",     "1e",          "nul",
                           "truex", "\"open", "\"bad \\x\"", "\"\\u12g4\"",
                           "[1]]",  "1 2",    "{\"a\":1,}",  "\"line\nend\"",
                           "'a'",   "NaN",    "[}",          "{]",
                           "-"}) {
    CAPTURE(text);
    CHECK_FALSE(compact_json(text));
  }
}

TEST_CASE("depth is limited") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(compact_json(nested(kMaxJsonDepth + 1)));  // the innermost is empty
  CHECK_FALSE(compact_json(nested(kMaxJsonDepth + 2)));
  CHECK_FALSE(compact_json(std::string(1'000'000, '[')));
}

TEST_CASE("JSON strings are quoted so that they read back") {
  std::string out;
  append_json_string(out, std::string_view("a\"\\\n\x01\0é", 8));
  CHECK(out == "\"a\\\"\\\\\\n\\u0001\\u0000é\"");
  CHECK(compact_json(out));
}
