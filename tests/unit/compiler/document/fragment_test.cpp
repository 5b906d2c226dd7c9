#include <doctest/doctest.h>

#include "show.h"

using namespace adxc;
using document::NodeId;
using document::Reading;

namespace {

/// Where the first `part` of a scalar's decoded text stands in the source.
std::string place_of(const Reading& reading, NodeId id, std::string_view part) {
  const text::Fragment fragment = reading.document().fragment(id);
  CHECK(fragment.text() == reading.document()[id].text);
  const std::size_t at = fragment.text().find(part);
  REQUIRE(at != std::string_view::npos);
  return reading.range(fragment.span(at, at + part.size()));
}

}  // namespace

TEST_CASE("a JSON string's text leads back to its escapes") {
  const Reading reading("a.json", R"(["T\n| where a == \"\u0041\ud83d\ude00\" x"])");
  const NodeId id = reading.document()[reading.document().roots[0]].first_child;
  CHECK(place_of(reading, id, "T") == "1:3-1:4");
  CHECK(place_of(reading, id, "\n") == "1:4-1:6");
  CHECK(place_of(reading, id, "where") == "1:8-1:13");
  CHECK(place_of(reading, id, "A") == "1:21-1:27");
  CHECK(place_of(reading, id, "😀") == "1:27-1:39");
  CHECK(place_of(reading, id, "A😀\"") == "1:21-1:41");
  CHECK(place_of(reading, id, "x") == "1:42-1:43");
}

TEST_CASE("scalars without escapes stand for themselves") {
  const Reading reading("a.json", R"([12.5, true, "x"])");
  const NodeId number = reading.document()[reading.document().roots[0]].first_child;
  CHECK(place_of(reading, number, ".5") == "1:4-1:6");
  const NodeId boolean = reading.document()[number].next_sibling;
  CHECK(place_of(reading, boolean, "ru") == "1:9-1:11");
}

TEST_CASE("text that was mended stands for its whole span") {
  const Reading reading("a.json", "[\"a \"b\" c\", “d”, \"\xE4\\n\"]");
  const NodeId inner = reading.document()[reading.document().roots[0]].first_child;
  CHECK(place_of(reading, inner, "b") == "1:2-1:11");
  const NodeId curly = reading.document()[inner].next_sibling;
  CHECK(place_of(reading, curly, "d") == "1:13-1:16");
  const NodeId latin = reading.document()[curly].next_sibling;
  CHECK(reading.document()[latin].text == "_\n");
  CHECK(place_of(reading, latin, "\n").size() > 0);
}

TEST_CASE("YAML scalars of every style lead back to their characters") {
  const Reading reading("a.yaml",
                        "- 'it''s\n\n  a == 1'\n"
                        "- \"T\\n\\\n   | \\x41\\U0001F600 x\"\n"
                        "- plain\n  text\n"
                        "- |\n  T\n  | where x\n"
                        "- >\n  one\n  two\n\n    more\n");
  const document::Document& document = reading.document();
  std::vector<NodeId> entries;
  for (const NodeId entry : document.children(document.roots[0])) entries.push_back(entry);
  REQUIRE(entries.size() == 5);

  CHECK(document[entries[0]].text == "it's\na == 1");
  CHECK(place_of(reading, entries[0], "'") == "1:6-1:8");
  CHECK(place_of(reading, entries[0], "\n") == "1:9-3:3");
  CHECK(place_of(reading, entries[0], "==") == "3:5-3:7");

  CHECK(document[entries[1]].text == "T\n| A😀 x");
  CHECK(place_of(reading, entries[1], "\n") == "4:5-4:7");
  CHECK(place_of(reading, entries[1], "|") == "5:4-5:5");
  CHECK(place_of(reading, entries[1], "A") == "5:6-5:10");
  CHECK(place_of(reading, entries[1], "😀") == "5:10-5:20");
  CHECK(place_of(reading, entries[1], "x") == "5:21-5:22");

  CHECK(document[entries[2]].text == "plain text");
  CHECK(place_of(reading, entries[2], "text") == "7:3-7:7");
  CHECK(place_of(reading, entries[2], "plain text") == "6:3-7:7");

  CHECK(document[entries[3]].text == "T\n| where x\n");
  CHECK(place_of(reading, entries[3], "where") == "10:5-10:10");

  CHECK(document[entries[4]].text == "one two\n\n  more\n");
  CHECK(place_of(reading, entries[4], "two") == "13:3-13:6");
  CHECK(place_of(reading, entries[4], "more") == "15:5-15:9");
}

TEST_CASE("an alias's text stands for the place of use") {
  const Reading reading("a.yaml", "- &a text\n- *a\n");
  const NodeId first = reading.document()[reading.document().roots[0]].first_child;
  CHECK(place_of(reading, first, "ex") == "1:7-1:9");
  CHECK(place_of(reading, reading.document()[first].next_sibling, "ex") == "2:3-2:5");
}
