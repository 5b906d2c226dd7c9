#include <doctest/doctest.h>

#include "show.h"

using namespace adxc;
using document::Reading;

namespace {

std::string nodes_of(std::string text) {
  const Reading reading("a.json", std::move(text));
  CHECK(reading.messages() == "");
  return reading.nodes();
}

struct Mistake {
  std::string text;
  std::string shape;
  std::string messages;
};

void check(const Mistake& mistake) {
  CAPTURE(mistake.text);
  const Reading reading("a.json", mistake.text);
  CHECK(reading.shape() == mistake.shape);
  CHECK(reading.messages() == mistake.messages);
}

}  // namespace

TEST_CASE("every value and key of JSON has its exact place") {
  CHECK(
      nodes_of("{\n  \"name\": \"x\",\n  \"list\": [1, -2.5e+3, true, false, null, {}, []]\n}\n") ==
      "object 1:1-4:2\n"
      "  string 2:11-2:14 2:3-2:9 name = x\n"
      "  array 3:11-3:50 3:3-3:9 list\n"
      "    number 3:12-3:13 = 1\n"
      "    number 3:15-3:22 = -2.5e+3\n"
      "    bool 3:24-3:28 = true\n"
      "    bool 3:30-3:35 = false\n"
      "    null 3:37-3:41\n"
      "    object 3:43-3:45\n"
      "    array 3:47-3:49\n");
  CHECK(nodes_of(" 12 ") == "number 1:2-1:4 = 12\n");
  CHECK(nodes_of("\"\"") == "string 1:1-1:3\n");
}

TEST_CASE("a byte order mark is passed over and columns count characters") {
  CHECK(nodes_of("\xEF\xBB\xBF{\"ä\": \"ö\", \"b\": 1}") ==
        "object 1:1-1:19\n"
        "  string 1:7-1:10 1:2-1:5 ä = ö\n"
        "  number 1:17-1:18 1:12-1:15 b = 1\n");
}

TEST_CASE("escapes are decoded") {
  CHECK(nodes_of(R"("\"\\\/\b\f\r\t\u0041\u00e9\u20AC\ud83d\uDE00\u0000")") ==
        "string 1:1-1:53 = \"\\/\b\f\r\tAé€😀" + std::string(1, '\0') + "\n");
}

TEST_CASE("mistakes between values") {
  const Mistake mistakes[] = {
      {"", "", "1:1-1:1  the file is empty; a JSON value is wanted [json-syntax]\n"},
      {" \n", "", "2:1-2:1  the file is empty; a JSON value is wanted [json-syntax]\n"},
      {"[1 2]", "[1, 2]", "1:3-1:3  a comma is missing after this value [json-syntax]\n"},
      {"[1, 2,]", "[1, 2]", "1:6-1:7  the comma before `]` is one too many [json-syntax]\n"},
      {"[1,, 2]", "[1, 2]", "1:4-1:5  a value is missing before this comma [json-syntax]\n"},
      {"{\"a\": 1 \"b\": 2}", "{a: 1, b: 2}",
       "1:8-1:8  a comma is missing after this value [json-syntax]\n"},
      {"{\"a\": 1,}", "{a: 1}", "1:8-1:9  the comma before `}` is one too many [json-syntax]\n"},
      {"{\"a\" 1}", "{a: 1}", "1:5-1:5  `:` is missing after key `\"a\"` [json-syntax]\n"},
      {"{\"a\"}", "{a: }", "1:5-1:5  `:` is missing after key `\"a\"` [json-syntax]\n"},
      {"{\"a\" => 1}", "{a: 1}", "1:6-1:8  `=>` stands where `:` is wanted [json-syntax]\n"},
      {"{\"a\": }", "{a: }", "1:7-1:8  `}` stands where a value is wanted [json-syntax]\n"},
      {"{\"a\": ; }", "{a: }", "1:7-1:8  `;` stands where a value is wanted [json-syntax]\n"},
      {"{: 1}", "{: 1}",
       "1:2-1:3  `:` stands where a key in double quotes is wanted [json-syntax]\n"},
      {"{1: 2}", "{1: 2}", "1:2-1:3  key `1` has no quotes; write `\"1\"` [json-syntax]\n"},
      {"{\"a\": 1, ...}", "{a: 1}",
       "1:10-1:13  `...` stands where a key in double quotes is wanted [json-syntax]\n"},
      {"[1, ...]", "[1, ...]",
       "1:5-1:8  `...` has no quotes; text needs double quotes [json-syntax]\n"},
      {"\"a\": 1, \"b\": 2", "'a'",
       "1:4-1:5  `key: value` stands here without `{` and `}` around it [json-syntax]\n"},
      {"{[1]: 2, \"a\": 3}", "{a: 3}",
       "1:2-1:3  `[` stands where a key in double quotes is wanted [json-syntax]\n"
       "1:5-1:6  `:` stands where `,` or `}` is wanted [json-syntax]\n"},
      {"[\"a\": 1]", "['a']",
       "1:5-1:6  `:` stands in an array; `key: value` needs `{` and `}` around it [json-syntax]\n"},
      {"{\"a\": 1 2, \"b\": 3}", "{a: 1, b: 3}",
       "1:9-1:10  `2` stands where `,` or `}` is wanted [json-syntax]\n"},
      {"{\"a\": 1} x", "{a: 1}",
       "1:10-1:11  `x` stands after the end of the JSON value [json-syntax]\n"},
      {"{\"a\": 1}}", "{a: 1}",
       "1:9-1:10  `}` stands after the end of the JSON value [json-syntax]\n"},
      {"{\"a\": [1, 2}", "{a: [1, 2]}",
       "1:7-1:8 /a this `[` is never closed (1:12-1:13 what closes here was opened before it) "
       "[json-syntax]\n"},
      {"[1, 2}", "[1, 2]", "1:6-1:7  `}` stands where `]` is wanted [json-syntax]\n"},
      {"{\"a\": {\"b\": [1", "{a: {b: [1]}}",
       "1:13-1:14 /a/b this `[` is never closed [json-syntax]\n"},
      {"}", "", "1:1-1:2  `}` stands where a value is wanted [json-syntax]\n"},
      {"[1, // one\n // two\n 2 /* three */]", "[1, 2]",
       "1:5-1:11  a comment stands here; JSON has no comments [json-syntax]\n"
       "3:4-3:15  a comment stands here; JSON has no comments [json-syntax]\n"},
      {"{\xC2\xA0\"a\": 1}", "{a: 1}",
       "1:2-1:3  character U+00A0 stands between values; use a blank [json-syntax]\n"},
      {"[\x01]", "[]", "1:2-1:3  character U+0001 stands where a value is wanted [json-syntax]\n"},
  };
  for (const Mistake& mistake : mistakes) check(mistake);
}

TEST_CASE("mistakes in text") {
  const Mistake mistakes[] = {
      {"{'a': 'it\\'s'}", "{a: 'it's'}",
       "1:2-1:5  text stands in single quotes; JSON wants `\"` [json-syntax]\n"
       "1:7-1:14  text stands in single quotes; JSON wants `\"` [json-syntax]\n"},
      {"{“a”: 1}", "{a: 1}",
       "1:2-1:5  text stands in curly quotes; JSON wants `\"` [json-syntax]\n"},
      {"{a: 1}", "{a: 1}", "1:2-1:3  key `a` has no quotes; write `\"a\"` [json-syntax]\n"},
      {"{a\": 1}", "{a: 1}", "1:2-1:4  the opening quote of `a` is missing [json-syntax]\n"},
      {"{\"a: 1}", "{a: 1}: }",
       "1:2-1:8  the closing quote of this text is missing [json-syntax]\n"},
      {"{\"a: \"b\"}", "{a: 'b'}",
       "1:2-1:4  the closing quote of this text is missing [json-syntax]\n"},
      {"{\"a\": \"b,\n\"c\": 1}", "{a: b, c: 1}",
       "1:7-1:9  the closing quote of this text is missing [json-syntax]\n"},
      {"{\"a\": \"b\nc\", \"d\": 1}", "{a: 'b\\nc', d: 1}",
       "1:9-2:1  a line break inside text; write `\\n` [json-syntax]\n"},
      {"[\"a\tb\x02\"]", "['a\tb\x02']", "1:4-1:5  a tab inside text; write `\\t` [json-syntax]\n"},
      {"{\"q\": \"x == \"y\" z\", \"b\": 1}", "{q: x == \"y\" z, b: 1}",
       "1:13-1:14  a quote inside text stands alone; write `\\\"` [json-syntax]\n"},
      {R"(["C:\dir"])", "[C:\\dir]",
       "1:5-1:7  `\\d` is not an escape of JSON; a backslash itself is written `\\\\` "
       "[json-syntax]\n"},
      {R"(["\u12G4"])", "[\\u12G4]",
       "1:3-1:7  `\\u12` is cut short; `\\u` wants four hexadecimal digits [json-syntax]\n"},
      {R"(["\udc00\ud83d"])", "[\xEF\xBF\xBD\xEF\xBF\xBD]",
       "1:3-1:9  `\\udc00` is one half of a character; a high half (d800 to dbff) and a low half "
       "(dc00 to dfff) go together [json-syntax]\n"
       "1:9-1:15  `\\ud83d` is one half of a character; a high half (d800 to dbff) and a low half "
       "(dc00 to dfff) go together [json-syntax]\n"},
  };
  for (const Mistake& mistake : mistakes) check(mistake);
}

TEST_CASE("words and numbers that JSON does not have") {
  const auto number = [](std::string text, const std::string& advice) {
    const std::string end = std::to_string(text.size() + 2);
    check(
        {"[" + text + "]", "[" + text + "]",
         "1:2-1:" + end + "  `" + text + "` is not a JSON number: " + advice + " [json-syntax]\n"});
  };
  number("007", "it does not begin with a zero");
  number("-01.5", "it does not begin with a zero");
  number("+1", "it has no plus sign in front");
  number(".5", "a digit is missing before the point");
  number("-.5", "a digit is missing before the point");
  number("1.", "a digit is missing after the point");
  number("1e", "a digit is missing in its exponent");
  number("2E+", "a digit is missing in its exponent");
  number("0x1F", "write it in decimal");
  number("-", "digits are missing after the minus sign");
  number("-Infinity", "JSON knows finite numbers only");
  number("1.2.3", "text needs double quotes");
  number("12abc", "text needs double quotes");
  number("2020-01-02", "text needs double quotes");

  const Mistake words[] = {
      {"[True]", "[True]", "1:2-1:6  `True` is not a JSON value; write `true` [json-syntax]\n"},
      {"[None]", "[None]", "1:2-1:6  `None` is not a JSON value; write `null` [json-syntax]\n"},
      {"[NaN]", "[NaN]", "1:2-1:5  `NaN` is not a JSON value; write `null` [json-syntax]\n"},
      {"{\"a\": hello big world, \"b\": 1}", "{a: hello big world, b: 1}",
       "1:7-1:22  `hello big world` has no quotes; text needs double quotes [json-syntax]\n"},
      {"{\"a\": @pipeline().x}", "{a: @pipeline().x}",
       "1:7-1:20  `@pipeline().x` has no quotes; text needs double quotes [json-syntax]\n"},
  };
  for (const Mistake& word : words) check(word);
}

TEST_CASE("duplicate keys are kept and reported") {
  check({R"({"a": 1, "b": 2, "a": 3, "a": 4, "A": 5})", "{a: 1, b: 2, a: 3, a: 4, A: 5}",
         "1:18-1:21 /a key `a` is here a second time; only one value can count (1:2-1:5 the first "
         "one is here) [duplicate-key]\n"
         "1:26-1:29 /a key `a` is here a second time; only one value can count (1:2-1:5 the first "
         "one is here) [duplicate-key]\n"});
  check({R"([{"a": {"\u0062": 1, "b": 2}}])", "[{a: {b: 1, b: 2}}]",
         "1:22-1:25 /0/a/b key `b` is here a second time; only one value can count (1:9-1:17 the "
         "first one is here) [duplicate-key]\n"});
}

TEST_CASE("a file of mistakes does not flood the screen") {
  std::string text = "[";
  for (int i = 0; i < 100; ++i) text += "x,\n";
  const Reading reading("a.json", text + "1]");
  CHECK(reading.findings().size() == 21);
  CHECK(reading.findings().back().message == "80 more mistakes from here on are not shown");
}

TEST_CASE("UTF-16 is read, with the columns of its characters") {
  using namespace std::string_literals;
  const std::string text = "{\"ä😀\": 1, \"b\": 2}";
  for (const text::Encoding encoding : {text::Encoding::Utf16Little, text::Encoding::Utf16Big}) {
    for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
      const Reading utf8("a.json", mark + text);
      const Reading utf16("a.json", text::bytes_of(mark + text, encoding));
      CHECK(utf16.findings().empty());
      CHECK(utf16.nodes() == utf8.nodes());
    }
  }
}

TEST_CASE("encodings that cannot be read are named") {
  using namespace std::string_literals;
  const std::pair<std::string, std::string> encodings[] = {
      {"\xFF\xFE{\0}"s, "UTF-16 (little endian)"},
      {"\xFE\xFF\0{\0}\xD8"s, "UTF-16 (big endian)"},
      {"{\0}\0 "s, "UTF-16 (little endian)"},
      {"\0{\0}\xDC\0"s, "UTF-16 (big endian)"},
      {"\xFF\xFE\0\0{\0\0\0"s, "UTF-32 (little endian)"},
      {"\0\0\xFE\xFF\0\0\0{"s, "UTF-32 (big endian)"},
      {"{\0\0\0}\0\0\0"s, "UTF-32 (little endian)"},
      {"\0\0\0{\0\0\0}"s, "UTF-32 (big endian)"},
  };
  for (const auto& [text, name] : encodings) {
    const Reading reading("a.json", text);
    REQUIRE(reading.findings().size() == 1);
    CHECK(reading.findings()[0].message == "the file is written in " + name + "; save it as UTF-8");
    CHECK(reading.nodes() == "broken 1:1-1:1\n");
  }
}

TEST_CASE("bytes that are no UTF-8 are reported once and replaced") {
  check({"{\"a\xE4\": \"\xC0\xAF\xED\xA0\x80\xF5ok\xE2\x82\"}",
         "{a_: '" + std::string(6, '_') + "ok" + std::string(2, '_') + "'}",
         "1:4-1:5  byte 0xE4 is not UTF-8 here; save the file as UTF-8 (8 more bytes of the file "
         "are not UTF-8) [json-syntax]\n"});
}

TEST_CASE("limits are kept") {
  document::Limits limits;
  limits.depth = 3;
  limits.nodes = 6;
  limits.bytes = 40;
  const Reading fits("a.json", "[[[1, 2], 3]]", limits);
  CHECK(fits.messages() == "");
  const Reading deep("a.json", "[[[[[1]], 2], 3]]", limits);
  CHECK(deep.messages() == "1:4-1:5 /0/0 values are nested more than 3 deep [document-too-deep]\n");
  CHECK(deep.nodes() ==
        "array 1:1-1:18\n"
        "  array 1:2-1:17\n"
        "    array 1:3-1:13\n"
        "      broken 1:4-1:9\n"
        "      number 1:11-1:12 = 2\n"
        "    number 1:15-1:16 = 3\n");
  const Reading many("a.json", "[1,[2,3,4],5,6,7]", limits);
  CHECK(many.messages() == "1:12-1:13  the file has more than 6 values [document-too-large]\n");
  CHECK(many.shape() == "[1, [2, 3, 4]]");
  const Reading large("a.json", std::string(41, ' '), limits);
  CHECK(large.messages() ==
        "1:1-1:1  the file has 41 bytes, above the limit of 40 [document-too-large]\n");
}

TEST_CASE("nesting as deep as the file is long is no danger") {
  const Reading reading("a.json", std::string(1'000'000, '['));
  CHECK(reading.findings().size() == 2);
  const Reading objects("a.json", [] {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "{\"a\":";
    return text;
  }());
  CHECK(objects.findings().size() == 2);
}

TEST_CASE("reading takes linear time whatever is wrong") {
  // Each of these repeats what makes the reader look ahead; quadratic reading would take minutes.
  for (const std::string piece :
       {"\"a\n", "\"a\"b", "\"\\\"\n", "'a\n", "\"a: \"b", "[}", "/*", "“a", "a b \"",
        "{\"a\" \"b\"", "\"a\" : \n", "“", "1 \"a\"b\" ,"}) {
    std::string text = "[";
    while (text.size() < 200'000) text += piece;
    CAPTURE(piece);
    const Reading reading("a.json", std::move(text));
    CHECK(!reading.findings().empty());
  }
}
