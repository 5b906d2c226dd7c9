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
  CHECK(reading.document()[latin].text == "?\n");
  CHECK(place_of(reading, latin, "\n").size() > 0);
}
