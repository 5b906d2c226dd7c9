#include "compiler/writer/rewrite.h"

#include <random>

#include <doctest/doctest.h>

#include "compiler/writer/changes.h"
#include "compiler/writer/scalars.h"

using namespace adxc;
using namespace adxc::writer;

namespace {

/// JSON documents of every shape, with the texts that readers of YAML stumble over.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string document() { return value(0); }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string value(int depth) {
    const std::size_t kind = below(depth > 4 ? 5 : 9);
    if (kind == 0) return std::string(below(2) == 0 ? "true" : "false");
    if (kind == 1) return "null";
    if (kind == 2) return std::string(kNumbers[below(std::size(kNumbers))]);
    if (kind < 5) return json_text(text());
    return kind < 7 ? list(depth) : object(depth);
  }

  std::string list(int depth) {
    std::string out = "[";
    for (std::size_t i = below(4); i-- > 0;) out += value(depth + 1) + (i > 0 ? "," : "");
    return out + "]";
  }

  std::string object(int depth) {
    std::string out = "{";
    for (std::size_t i = below(4); i-- > 0;) {
      // The number keeps keys apart: a repeated key is a mistake.
      const std::string key = below(3) == 0 ? text() + std::to_string(i) : "k" + std::to_string(i);
      out += json_text(key) + ":" + value(depth + 1) + (i > 0 ? "," : "");
    }
    return out + "}";
  }

  std::string text() {
    std::string made;
    for (std::size_t i = below(5); i-- > 0;) made += kPieces[below(std::size(kPieces))];
    return made;
  }

  static constexpr std::string_view kNumbers[] = {
      "0", "-0", "1.50", "1e5", "1E+400", "-12.0e-3", "12345678901234567890"};
  static constexpr std::string_view kPieces[] = {"yes",
                                                 "00:10:00",
                                                 "a",
                                                 " ",
                                                 "\n",
                                                 "\n\n",
                                                 "#",
                                                 ": ",
                                                 "- ",
                                                 "'",
                                                 "\"",
                                                 "\\",
                                                 "\t",
                                                 "{",
                                                 "]",
                                                 "@",
                                                 "*",
                                                 "&x",
                                                 "!t",
                                                 "|",
                                                 ">",
                                                 "%",
                                                 "null",
                                                 "~",
                                                 "1",
                                                 ".5",
                                                 "0x1",
                                                 "---",
                                                 "...",
                                                 "2024-01-01",
                                                 "\r",
                                                 "\x01",
                                                 "é",
                                                 "🙂",
                                                 "\xC2\x85",
                                                 "\xE2\x80\xA8",
                                                 "\xEF\xBB\xBF",
                                                 "<<",
                                                 "=",
                                                 "  where x == 1\n"};

  std::mt19937 random_;
};

Rewritten rewritten(const char* name, const std::string& text, Language to,
                    Order order = source_order) {
  text::SourceMap sources;
  diag::Sink sink;
  return rewrite(sources.add(name, text), to, order, sink);
}

}  // namespace

TEST_CASE("JSON to YAML and back is the same document, and the same text the second time") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const std::string json = Generator(seed).document();
    CAPTURE(json);
    const Rewritten first = rewritten("a.json", json, Language::Json);
    REQUIRE(first.done);
    const Rewritten yaml = rewritten("a.json", json, Language::Yaml);
    REQUIRE_MESSAGE(yaml.done, yaml.text);
    const Rewritten back = rewritten("a.yaml", yaml.text, Language::Json);
    REQUIRE(back.done);
    CHECK(back.text == first.text);
    const Rewritten again = rewritten("a.yaml", yaml.text, Language::Yaml);
    REQUIRE(again.done);
    CHECK(again.text == yaml.text);
  }
}

TEST_CASE("the service's order is a fixed point") {
  const std::string json =
      R"({"x": 1, "properties": {"type": "T", "y": 2, "description": "d", "activities": [
          {"type": "Wait", "z": 0, "name": "W"}]}, "name": "N"})";
  const Rewritten once = rewritten("a.json", json, Language::Json, service_order);
  REQUIRE(once.done);
  CHECK(rewritten("a.json", once.text, Language::Json, service_order).text == once.text);
  CHECK(once.text.find("\"name\": \"N\"") < once.text.find("\"properties\""));
}

TEST_CASE("comments stay where they stood and are counted where they cannot stay") {
  const std::string yaml =
      "# top\n\nname: N # behind\nproperties:\n  # of the list\n  annotations: [a, b] # end\n"
      "  script: | # block\n    x\n    y\n# last\n";
  const Rewritten kept = rewritten("a.yaml", yaml, Language::Yaml);
  REQUIRE(kept.done);
  CHECK(kept.text ==
        "# top\n\nname: N # behind\nproperties:\n  # of the list\n  annotations:\n    - a\n"
        "    - b # end\n  script: | # block\n    x\n    y\n# last\n");
  CHECK(rewritten("a.yaml", kept.text, Language::Yaml).text == kept.text);
  const Rewritten lost = rewritten("a.yaml", yaml, Language::Json);
  REQUIRE(!lost.notes.empty());
  CHECK(lost.notes[0] == "6 comments are lost; JSON has none");
}

TEST_CASE("what cannot be written without loss is not written") {
  CHECK_FALSE(rewritten("a.json", R"({"a": 1, "a": 2})", Language::Yaml).done);
  CHECK_FALSE(rewritten("a.yaml", "a: &x 1\nb: *x\n", Language::Yaml).done);
  const Rewritten expanded = rewritten("a.yaml", "a: &x 1\nb: *x\n", Language::Json);
  CHECK(expanded.text == "{\n\t\"a\": 1,\n\t\"b\": 1\n}");
  CHECK(rewritten("a.yaml", "a: 1\n---\nb: on\n", Language::Json).notes.size() == 1);
}

TEST_CASE("a patch has hunks with three lines around") {
  CHECK(changes("x", "a\nb\n", "a\nb\n").empty());
  CHECK(changes("x", "1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9") ==
        "--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(changes("x", "", "a") ==
        "--- a/x\n+++ b/x\n@@ -0,0 +1,1 @@\n+a\n\\ No newline at end of file\n");
}
