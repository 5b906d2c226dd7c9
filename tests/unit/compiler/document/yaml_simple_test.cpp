// The reader of simple YAML against yaml-cpp: where it takes a text, both must say the same.
#include "compiler/document/yaml_simple.h"

#include <random>

#include <doctest/doctest.h>

#include "same_document.h"

using namespace adxc;

namespace {

std::string difference(const std::string& text) {
  text::SourceMap sources;
  return document::difference_of_yaml_readers(sources.add("a.yaml", text));
}

bool is_simple(const std::string& text) {
  text::SourceMap sources;
  document::Document document;
  document.file = &sources.add("a.yaml", text);
  return document::read_simple_yaml(document.file->text, 0, {}, document);
}

/// What definitions are written in. All of it has to be read without yaml-cpp.
const char* const kSimple[] = {
    "a: b\n",
    "a: b",
    "---\na: 1\nb: [x, \"y\", 'z']\n",
    "# head\n\na:   b   # tail\n\n\nc: d#e\n",
    "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
    "a:\n- b\n- c: 1\n  d: 2\n-\n  e: 3\n- - f\n  - g\n",
    "a:\n  - b: 1\n    c:\n      - d\n  -\nb:\n",
    "- a\n- b: c\n",
    "a:\nb: ~\nc: null\nd: Null # none\ne: NULL\nf: nulls\n",
    "'a b': \"c: d\"\n\"e\": 'it''s'\n",
    "a: \"x\\ty\\u0041\\n\\\"\\\\ \\/\"\n",
    "a: \"long\n  text\n\n  over lines\"\nb: 'single\n  quoted'\n",
    "a: \"one \\\n  two \\\n  \\  three\"\n",
    "a: plain text\n  over lines\n\n  and more\nb: c\n",
    "a: SELECT count(*) FROM\n  @{x} where\n  'y' = [*]\nb: c\n",
    "q: >-\n  one \n  two\t\n  three\nnext: 1\n",
    "a:\n  plain text\n  below its key\nb:\n  \"quoted\n  below\"\n",
    "q: |\n  T\n  | where a == 1\n\n  | take 10\nnext: 1\n",
    "q: |-\n  T\n    | take 1\n\nnext: 1\n",
    "q: >-\n  one\n  two\n\n  three\n    kept\n  four\nnext: 1\n",
    "q: >\n    folded\n    text\n\n\nnext: 1\n",
    "- |\n  x\n- >-\n  y\n  z\n- 1\n",
    "a: {}\nb: []\nc: { d: e, f: [1, 2], \"g\": {h: i} }\n",
    "a: [ {x: 1}, {y: ~} , ~]\n",
    "a: -1\nb: -x\nc: x-y\nd: http://a.b:80/c\ne: 10:20:30\nf: a:b\n",
    "a: ä€😀 # ü\nß: x\n",
    "a: b\r\nc:\r\n  - d\r\n  - e: |-\r\n      x\r\n      y\r\n    f: \"g\"\r\n",
    "a: b c   \nd : e\n",
};

/// What is left to yaml-cpp, mistakes included, or stands at the edge of it.
const char* const kOther[] = {
    "",
    "# nothing\n",
    "a\n",
    "a: &x b\nc: *x\n",
    "a: !!str 1\n",
    "<<: {a: b}\n",
    "? a\n: b\n",
    "a: b: c\n",
    "a: b\n c: d\n",
    "a:\n\t- b\n",
    "a: 'x\n",
    "a: [b,\n  c]\n",
    "a: [b, ]\n",
    "a: [b c: d]\n",
    "a: {b}\n",
    "a: @b\n",
    "a: `b\n",
    "a: |2\n   x\n",
    "a: |+\n  x\n\n",
    "a: |\n\n  x\n",
    "a: |\n  x",
    "a: b\n---\nc: d\n",
    "a: b\n...\n",
    "null: a\n~: b\n",
    "a: b\na: c\n",
    "a: \"\\x41\\ud83d\"\n",
    "a: \"\\q\"\n",
    "a: b\n- c\n",
    "- a\nb: c\n",
    "a:\n    b: 1\n  c: 2\n",
    "a: \"b\" c\n",
    "a: [b] c\n",
    "%YAML 1.2\n---\na: b\n",
    "\xEF\xBB\xBF"
    "a: b\n",
    "a: \xEF\xBB\xBF"
    "b\n",
    "a: b #c\n  d\n",
    "a: b\n  ?c\n",
    "a: b\n  - c\n",
    "a: b\n  @c: d\n",
    "q: >-\n  one\n    \n  two\nnext: 1\n",
    "a: 'b'\n  c\n",
    "a: >\n  b \n  c\n",
    "a: b\tc\n\td: e\n",
};

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string mapping(std::size_t indent) {
    std::string text;
    for (std::size_t i = below(4) + 1; i > 0; --i) {
      text += std::string(indent, ' ') + pick({"a", "b c", "'d'", "\"e\"", "f", "g"}) + ":";
      text += value(indent);
    }
    return text;
  }

  /// One piece more, less or different.
  std::string damaged(std::string text) {
    const std::size_t at = below(text.size());
    const std::string piece = pick({" ", "  ",   "\n", ":", ": ", "- ", "#",    " #", "\"",  "'",
                                    "|", ">",    "[",  "]", "{",  "}",  ",",    "\\", "\t",  "~",
                                    "a", "\n\n", "&",  "*", "?",  "!",  "\r\n", "-",  "---", "ä"});
    switch (below(3)) {
      case 0: return text.erase(at, below(3) + 1);
      case 1: return text.insert(at, piece);
      default: return text.replace(at, 1, piece);
    }
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string pick(std::initializer_list<const char*> words) {
    return words.begin()[below(words.size())];
  }

  std::string value(std::size_t indent) {
    const std::string deeper(indent + 2, ' ');
    switch (below(indent > 8 ? 6 : 9)) {
      case 0: return "\n";
      case 1: return pick({" x\n", " x y # z\n", " ~\n", " 1\n", " -1\n", " a:b\n", "  x  \n"});
      case 2: return pick({" \"x\"\n", " 'y'''\n", " \"\\n\\\"\"\n", " ''\n", " \"a  b\" # c\n"});
      case 3: return pick({" []\n", " {}\n", " [a, 'b']\n", " {a: b, c: [d]}\n", " [ 1 ,2 ]\n"});
      case 4: return pick({" |\n", " |-\n", " >\n", " >-\n"}) + lines(deeper);
      case 5:
        return pick({" x\n", " \"x\n", " 'x\n"}) + lines(deeper) + pick({"", deeper.c_str()}) +
               pick({"\"\n", "'\n", ""});
      case 6: return "\n" + list(indent + below(2) * 2);
      default: return "\n" + mapping(indent + 2);
    }
  }

  std::string lines(const std::string& indent) {
    std::string text;
    for (std::size_t i = below(4) + 1; i > 0; --i)
      text += below(5) == 0 ? "\n" : indent + pick({"x", "y z", "  w", "# v", "u:", "- t"}) + "\n";
    return text;
  }

  std::string list(std::size_t indent) {
    std::string text;
    for (std::size_t i = below(3) + 1; i > 0; --i) {
      text += std::string(indent, ' ') + "-";
      text += below(3) == 0 ? " " + mapping(indent + 2).substr(indent + 2) : value(indent);
    }
    return text;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("simple YAML is read as yaml-cpp reads it") {
  for (const std::string text : kSimple) {
    CAPTURE(text);
    CHECK(is_simple(text));
    CHECK(difference(text) == "");
  }
}

TEST_CASE("other YAML is left to yaml-cpp or read alike") {
  for (const std::string text : kOther) {
    CAPTURE(text);
    CHECK(difference(text) == "");
  }
}

TEST_CASE("random YAML, sound and damaged, is read alike by both readers") {
  std::size_t simple = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Writer writer(seed);
    std::string text = writer.mapping(0);
    for (unsigned damage = seed % 4; damage > 0; --damage) text = writer.damaged(text + " ");
    CAPTURE(text);
    CHECK(difference(text) == "");
    if (is_simple(text)) ++simple;
  }
  CHECK(simple > 300);
}

TEST_CASE("a large file is read when it is simple, and refused when it is not") {
  std::string text;
  while (text.size() < document::Limits{}.other_yaml_bytes) text += "- a: b\n";
  for (const bool simple : {true, false}) {
    text::SourceMap sources;
    diag::Sink sink;
    const document::Document document =
        document::read_yaml(sources.add("a.yaml", simple ? text : text + "- &x c\n"), sink);
    CHECK(sink.errors() == (simple ? 0 : 1));
    CHECK((document.nodes.size() > 1) == simple);
  }
}
