#include "compiler/document/document.h"

#include <doctest/doctest.h>

#include "show.h"

using namespace adxc;
using document::NodeId;
using document::Reading;

namespace {

/// The node whose text is `text`.
NodeId holding(const document::Document& document, std::string_view text) {
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    if (document.nodes.text(i) == text) return NodeId{i};
  }
  return {};
}

}  // namespace

TEST_CASE("find folds case and the last one wins") {
  const Reading reading("a.json",
                        R"({"Name": "x", "name": "y", "other": {"name": "z"}, "n": [1]})");
  const document::Document& document = reading.document();
  const NodeId root = document.roots[0];
  CHECK(document.text(document.find(root, "NAME")) == "y");
  CHECK(document[document.find(document.find(root, "Other"), "name")].text == "z");
  CHECK(!document.find(root, "nam").valid());
  CHECK(!document.find(document.find(root, "n"), "0").valid());
}

TEST_CASE("pointers follow RFC 6901") {
  const Reading reading("a.json", R"({"a/b": {"~c": [0, {"": "deep"}]}, "ä": "flat"})");
  const document::Document& document = reading.document();
  CHECK(document.pointer(document.roots[0]) == "");
  CHECK(document.pointer(holding(document, "deep")) == "/a~1b/~0c/1/");
  CHECK(document.pointer(holding(document, "flat")) == "/ä");
}

TEST_CASE("places are of the value or of the key") {
  const Reading reading("a.json", R"({"a": ["x"]})");
  const document::Document& document = reading.document();
  const NodeId array = document.find(document.roots[0], "a");
  CHECK(reading.range(document.place(array).span) == "1:7-1:12");
  CHECK(document.place(array).pointer == "/a");
  CHECK(reading.range(document.key_place(array).span) == "1:2-1:5");
  CHECK(reading.range(document.key_place(holding(document, "x")).span) == "1:8-1:11");
  CHECK(document.key_place(holding(document, "x")).pointer == "/a/0");
}

TEST_CASE("children know their order and their parent") {
  const Reading reading("a.json", R"({"a": 1, "b": [2, 3]})");
  const document::Document& document = reading.document();
  std::string keys;
  for (const NodeId child : document.children(document.roots[0])) keys += document.key(child);
  CHECK(keys == "ab");
  CHECK(document[document.roots[0]].child_count == 2);
  const NodeId three = holding(document, "3");
  CHECK(document[three].index == 1);
  CHECK(document[document[three].parent].key == "b");
}
