#include <doctest/doctest.h>

#include "show.h"

using namespace adxc;
using document::Reading;

namespace {

std::string nodes_of(std::string text) {
  const Reading reading("a.yaml", std::move(text));
  CHECK(reading.messages() == "");
  return reading.nodes();
}

struct Mistake {
  std::string text;
  std::string messages;
};

void check(std::initializer_list<Mistake> mistakes) {
  for (const Mistake& mistake : mistakes) {
    CAPTURE(mistake.text);
    CHECK(Reading("a.yaml", mistake.text).messages() == mistake.messages);
  }
}

}  // namespace

TEST_CASE("block style has exact places") {
  CHECK(nodes_of("a:\n- b\n-\n  c: d # e\n  'f':\n- - \"g\"\n  -\nh: null\n") ==
        "object 1:1-8:8\n"
        "  array 2:1-7:4 1:1-1:2 a\n"
        "    plain 2:3-2:4 = b\n"
        "    object 4:3-5:7\n"
        "      plain 4:6-4:7 4:3-4:4 c = d\n"
        "      null 5:7-5:7 5:3-5:6 f\n"
        "    array 6:3-7:4\n"
        "      string 6:5-6:8 = g\n"
        "      null 7:4-7:4\n"
        "  null 8:4-8:8 8:1-8:2 h\n");
}

TEST_CASE("flow style has exact places") {
  CHECK(nodes_of("a: {b: , c: ~, d, \"e\":1}\nf: [x: y,\n  [],]\n") ==
        "object 1:1-3:7\n"
        "  object 1:4-1:25 1:1-1:2 a\n"
        "    null 1:7-1:7 1:5-1:6 b\n"
        "    null 1:13-1:14 1:10-1:11 c\n"
        "    null 1:17-1:17 1:16-1:17 d\n"
        "    plain 1:23-1:24 1:19-1:22 e = 1\n"
        "  array 2:4-3:7 2:1-2:2 f\n"
        "    object 2:5-2:9\n"
        "      plain 2:8-2:9 2:5-2:6 x = y\n"
        "    array 3:3-3:5\n");
}

TEST_CASE("an empty value stands after its colon or dash, not at the next token") {
  CHECK(nodes_of("a: &n null\nb: ~\nc:\nnull: 1\n~: 2") ==
        "object 1:1-5:5\n"
        "  null 1:7-1:11 1:1-1:2 a\n"
        "  null 2:4-2:5 2:1-2:2 b\n"
        "  null 3:3-3:3 3:1-3:2 c\n"
        "  plain 4:7-4:8 4:1-4:5 null = 1\n"
        "  plain 5:4-5:5 5:1-5:2 ~ = 2\n");
  CHECK(nodes_of("- # c\n- x\n-\n") ==
        "array 1:1-3:2\n"
        "  null 1:2-1:2\n"
        "  plain 2:3-2:4 = x\n"
        "  null 3:2-3:2\n");
}

TEST_CASE("plain scalars stay untyped") {
  CHECK(nodes_of("on: 00:10:00\nv: 0x10\ny: yes\n") ==
        "object 1:1-3:7\n"
        "  plain 1:5-1:13 1:1-1:3 on = 00:10:00\n"
        "  plain 2:4-2:8 2:1-2:2 v = 0x10\n"
        "  plain 3:4-3:7 3:1-3:2 y = yes\n");
}

TEST_CASE("scalars of several lines end where they end") {
  CHECK(nodes_of("a: b\n  c\n\n  d # e\nf: 'it''s\n  x'\ng: \"\\\n  h\\n\n\n  i\"\n") ==
        "object 1:1-10:5\n"
        "  plain 1:4-4:4 1:1-1:2 a = b c\\nd\n"
        "  string 5:4-6:5 5:1-5:2 f = it's x\n"
        "  string 7:4-10:5 7:1-7:2 g = h\\n\\ni\n");
  CHECK(nodes_of("a: |\n x\n  y\n\nb: >-\n q\n r\n\n  s\nc: |+\n  k\n\nd: |2\n    l\ne: >\n") ==
        "object 1:1-15:5\n"
        "  string 1:4-3:4 1:1-1:2 a = x\\n y\\n\n"
        "  string 5:4-9:4 5:1-5:2 b = q r\\n\\n s\n"
        "  string 10:4-12:1 10:1-10:2 c = k\\n\\n\n"
        "  string 13:4-14:6 13:1-13:2 d =   l\\n\n"
        "  string 15:4-15:5 15:1-15:2 e\n");
}

TEST_CASE("line ends of Windows, a byte order mark and wide characters count right") {
  CHECK(nodes_of("\xEF\xBB\xBF"
                 "ä: ö\r\nb:\r\n  - |\r\n   l\r\n   m\r\n") ==
        "object 1:1-5:5\n"
        "  plain 1:4-1:5 1:1-1:2 ä = ö\n"
        "  array 3:3-5:5 2:1-2:2 b\n"
        "    string 3:5-5:5 = l\\nm\\n\n");
}

TEST_CASE("escapes that yaml-cpp gets wrong are right") {
  CHECK(Reading("a.yaml", R"(["\_\N\L\P\e\0\x41\u20AC\U0001F600"])").shape() ==
        "['\xC2\xA0\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\x1B" + std::string(1, '\0') + "A€😀']");
}

TEST_CASE("tags tell text from untyped") {
  CHECK(nodes_of("a: !!str 1\nb: ! 2\nc: !!int \"3\"\nd: !!map {e: !!null ''}\n") ==
        "object 1:1-4:24\n"
        "  string 1:10-1:11 1:1-1:2 a = 1\n"
        "  string 2:6-2:7 2:1-2:2 b = 2\n"
        "  plain 3:10-3:13 3:1-3:2 c = 3\n"
        "  object 4:10-4:24 4:1-4:2 d\n"
        "    null 4:21-4:23 4:11-4:12 e\n");
  check({{"a: &x !Ref y\nb: *x\n",
          "1:7-1:11  tag `!Ref` has no meaning in a definition [yaml-syntax]\n"},
         {"!!set {a}", "1:1-1:6  tag `!!set` has no meaning in a definition [yaml-syntax]\n"}});
}

TEST_CASE("several documents are several roots") {
  const Reading reading("a.yaml",
                        "# c\n---\na: 1\n...\n%YAML 1.2\n---\nb: {c: 1, c: 2}\n---\n---\n- d\n");
  CHECK(reading.nodes() ==
        "object 3:1-3:5\n"
        "  plain 3:4-3:5 3:1-3:2 a = 1\n"
        "object 7:1-7:16\n"
        "  object 7:4-7:16 7:1-7:2 b\n"
        "    plain 7:8-7:9 7:5-7:6 c = 1\n"
        "    plain 7:14-7:15 7:11-7:12 c = 2\n"
        "array 10:1-10:4\n"
        "  plain 10:3-10:4 = d\n");
  CHECK(reading.messages() ==
        "7:11-7:12 /1/b/c key `c` is here a second time; only one value can count (7:5-7:6 the "
        "first one is here) [duplicate-key]\n");
  CHECK(nodes_of("") == "");
  CHECK(nodes_of("# only a comment\n---\n") == "");
}

TEST_CASE("a broken document hides no other") {
  const Reading reading("a.yaml", "a: 1\n---\nb: c: d\n---\ne: [\n---\nf: 2\n");
  CHECK(reading.nodes() ==
        "object 1:1-1:5\n"
        "  plain 1:4-1:5 1:1-1:2 a = 1\n"
        "object 3:1-3:5\n"
        "  broken 3:4-3:5 3:1-3:2 b = c\n"
        "object 5:1-5:5\n"
        "  array 5:4-5:5 5:1-5:2 e\n"
        "object 7:1-7:5\n"
        "  plain 7:4-7:5 7:1-7:2 f = 2\n");
  CHECK(reading.messages() ==
        "3:5-3:6 /1 a second `: ` stands in this line; text with `: ` in it needs quotes "
        "[yaml-syntax]\n"
        "5:4-5:5 /2/e this `[` is never closed [yaml-syntax]\n");
}

TEST_CASE("aliases and merge keys are expanded at the place of use") {
  CHECK(nodes_of("base: &b\n  x: 1\n  y: ['2']\nuse:\n  <<: *b\n  y: 3\n  z: *b\nboth:\n"
                 "  <<: [*b, {q: 1, x: 7}]\n\"<<\": text\n") ==
        "object 1:1-10:11\n"
        "  object 2:3-3:11 1:1-1:5 base\n"
        "    plain 2:6-2:7 2:3-2:4 x = 1\n"
        "    array 3:6-3:11 3:3-3:4 y\n"
        "      string 3:7-3:10 = 2\n"
        "  object 5:3-7:8 4:1-4:4 use\n"
        "    plain 6:6-6:7 6:3-6:4 y = 3\n"
        "    object 7:6-7:8 7:3-7:4 z\n"
        "      plain 7:6-7:8 7:6-7:8 x = 1\n"
        "      array 7:6-7:8 7:6-7:8 y\n"
        "        string 7:6-7:8 = 2\n"
        "    plain 5:7-5:9 5:7-5:9 x = 1\n"
        "  object 9:3-9:25 8:1-8:5 both\n"
        "    plain 9:8-9:10 9:8-9:10 x = 1\n"
        "    array 9:8-9:10 9:8-9:10 y\n"
        "      string 9:8-9:10 = 2\n"
        "    plain 9:16-9:17 9:13-9:14 q = 1\n"
        "  plain 10:7-10:11 10:1-10:5 << = text\n");
  CHECK(nodes_of("- &k a\n- *k : 1\n") ==
        "array 1:1-2:9\n"
        "  plain 1:6-1:7 = a\n"
        "  object 2:3-2:9\n"
        "    plain 2:8-2:9 2:3-2:5 a = 1\n");
  check(
      {{"a: &a [*a]\n",
        "1:8-1:10 /a alias `*a` stands inside the value that it repeats [yaml-syntax]\n"},
       {"<<: 5\n", "1:5-1:5  `<<` wants a mapping or a list of mappings to merge [yaml-syntax]\n"},
       {"a: &a {b: 1, b: 2}\nc: *a\n",
        "1:14-1:15 /a/b key `b` is here a second time; only one value can count (1:8-1:9 the "
        "first one is here) [duplicate-key]\n"}});
}

TEST_CASE("aliases that multiply are stopped") {
  std::string laughs = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    laughs += fmt::format("a{0}: &a{0} [{1}, {1}]\n", i, before);
  }
  const Reading reading("a.yaml", laughs);
  REQUIRE(reading.findings().size() == 1);
  CHECK(reading.findings()[0].rule.slug == "document-too-large");
  CHECK(reading.document().nodes.size() < 100'000);

  std::string merges = "a0: &a0 {x: 1}\n";
  for (int i = 1; i < 50; ++i) merges += fmt::format("a{0}: &a{0} {{<<: *a{1}}}\n", i, i - 1);
  CHECK(Reading("a.yaml", merges).findings().empty());
}

TEST_CASE("mistakes in the structure") {
  check({
      {"a: b: c",
       "1:5-1:6  a second `: ` stands in this line; text with `: ` in it needs quotes "
       "[yaml-syntax]\n"},
      {"a: 1\n b: 2",
       "2:2-2:3  this line is indented deeper than the key above, which has its value already "
       "[yaml-syntax]\n"},
      {"a:\n  b: 1\n c: 2",
       "3:2-3:6  the indentation of this line (1) fits no line above [yaml-syntax]\n"},
      {"a:\n\tb: 1", "2:1-2:2  a tab indents this line; YAML wants blanks [yaml-syntax]\n"},
      {"a: 1\nb:2\nc: 3", "2:2-2:3  a blank is missing after this `:` [yaml-syntax]\n"},
      {"a: 1\nb\nc: 3", "2:1-2:2  `b` stands where `key: value` is wanted [yaml-syntax]\n"},
      {"a: - b", "1:4-1:5  a list entry `- ` must begin on a line of its own [yaml-syntax]\n"},
      {"a: 1\n- b", "2:1-2:2  a list entry stands where a key is wanted [yaml-syntax]\n"},
      {"- a: 1\n  b: 2\n -  c: 3\n",
       "3:2-3:9  the indentation of this line (1) fits no line above [yaml-syntax]\n"},
      {"- a\nb: c",
       "2:1-2:5  `b: c` does not belong to the value above; its indentation is wrong, or `---` is "
       "missing before it [yaml-syntax]\n"},
      {"{a: 1} foo",
       "1:8-1:11  `foo` does not belong to the value above; its indentation is wrong, or `---` is "
       "missing before it [yaml-syntax]\n"},
      {"a: [1, 2\nb: 3", "1:4-1:5 /a this `[` is never closed [yaml-syntax]\n"},
      {"a: {x: 1\nb: 3", "1:4-1:5 /a this `{` is never closed [yaml-syntax]\n"},
      {"[\"a\" \"b\"]", "1:6-1:9  `\"b\"` stands where `,` or `]` is wanted [yaml-syntax]\n"},
      {"[a,,b]", "1:4-1:5  a value is missing before this comma [yaml-syntax]\n"},
      {"{a: 1,, b: 2}", "1:7-1:8  a value is missing before this comma [yaml-syntax]\n"},
      {"a: ]",
       "1:4-1:5  `]` closes nothing; text that begins with it needs quotes [yaml-syntax]\n"},
      {"a: {{x}}",
       "1:5-1:6 /a `{` stands where a key is wanted; text that begins with it needs quotes "
       "[yaml-syntax]\n"},
      {"? a: b\n: c", "1:3-1:7  a mapping stands here; a key is text [yaml-syntax]\n"},
      {": a", "1:1-1:2  a key is missing before this `:` [yaml-syntax]\n"},
      {std::string(1100, 'k') + ": 1",
       "1:1-1:2  this key has more than 1024 characters; begin it with `? ` [yaml-syntax]\n"},
  });
}

TEST_CASE("mistakes in scalars, anchors and characters") {
  check({
      {"a: @pipeline().x # c", "1:4-1:17  text that begins with `@` needs quotes [yaml-syntax]\n"},
      {"a: `x`", "1:4-1:7  text that begins with a backtick needs quotes [yaml-syntax]\n"},
      {"a: %x", "1:4-1:6  text that begins with `%` needs quotes [yaml-syntax]\n"},
      {"a: \"x\" y", "1:8-1:9  `y` stands after the end of the value [yaml-syntax]\n"},
      {"a: \"x\nb: 3", "1:4-1:6  the closing quote of this text is missing [yaml-syntax]\n"},
      {"a: 'x\nb: 3\n",
       "1:4-1:6  the closing quote of this text is missing at the end [yaml-syntax]\n"},
      {"a: \"x\nb: \"y\"\n", "1:4-1:6  the closing quote of this text is missing [yaml-syntax]\n"},
      {"a: \"b\n---\nc: d",
       "1:4-1:6  the closing quote of this text is missing at the end [yaml-syntax]\n"},
      {R"(a: "C:\dir")",
       "1:7-1:9  `\\d` is not an escape of YAML; in single quotes a backslash stands for itself "
       "[yaml-syntax]\n"},
      {R"(a: "\u12")", "1:5-1:9  `\\u12` wants more hexadecimal digits [yaml-syntax]\n"},
      {R"(a: "\ud83d\ude00")",
       "1:5-1:11  `\\ud83d` is not a character; one beyond U+FFFF is written `\\U` with eight "
       "digits [yaml-syntax]\n"},
      {"a: *nope", "1:4-1:9  alias `*nope` repeats an anchor that is not above it [yaml-syntax]\n"},
      {"a: *",
       "1:4-1:5  a name is wanted after `*`; text that begins with `*` needs quotes "
       "[yaml-syntax]\n"},
      {"a: &x &y b",
       "1:7-1:11  `&y b` is not YAML here: cannot assign multiple anchors to the same node "
       "[yaml-syntax]\n"},
      {"a: x\x04y\nb: \x05\n",
       "1:5-1:6  character U+0004 may not stand in YAML; in double quotes it is `\\x04` (the file "
       "has 1 more control characters) [yaml-syntax]\n"},
      {"a: \xE4", "1:4-1:5  byte 0xE4 is not UTF-8 here; save the file as UTF-8 [yaml-syntax]\n"},
      {"\xFF\xFE"
       "a",
       "1:1-1:1  the file is written in UTF-16 (little endian); save it as UTF-8 [yaml-syntax]\n"},
  });
}

TEST_CASE("limits are kept and deep nesting is no danger") {
  document::Limits limits;
  limits.depth = 3;
  limits.nodes = 6;
  CHECK(Reading("a.yaml", "[[[1, 2], 3]]", limits).messages() == "");
  CHECK(Reading("a.yaml", "[[[[1]]]]", limits).messages() ==
        "1:4-1:5 /0/0 values are nested more than 3 deep [document-too-deep]\n");
  CHECK(Reading("a.yaml", "[1, 2, 3, 4, 5, 6]", limits).messages() ==
        "1:17-1:17  the file has more than 6 values, those of aliases counted where they are used "
        "[document-too-large]\n");
  limits.nodes = 100;
  CHECK(Reading("a.yaml", "- &a [[1]]\n- - *a\n", limits).messages() ==
        "2:5-2:7 /1/0 values are nested more than 3 deep where aliases are used "
        "[document-too-deep]\n");
  limits.depth = 1'000'000;
  for (const std::string piece : {"[", "{a: ", "- ", "? ", "[{"}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    CAPTURE(piece);
    CHECK(!Reading("a.yaml", text, limits).findings().empty());
  }
}

TEST_CASE("reading YAML takes linear time whatever is wrong") {
  for (const std::string piece :
       {"- \"a\n", "a: \n", "- |\n",  "[,",    "? \n",     "---\n",       "--- a\n", "- *x\n",
        "- &x\n",  "'",     "a: b: ", "# x\n", "- |+\n\n", "- >\n x\n\n", "a\n",     "!x ",
        "\t",      "- - ",  "%\n",    "...\n", "{a}: ",    "- null\n",    "\\",      "x: 'y\n"}) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    CAPTURE(piece);
    const Reading reading("a.yaml", std::move(text));
    CHECK(reading.findings().size() < 200);
  }
}
