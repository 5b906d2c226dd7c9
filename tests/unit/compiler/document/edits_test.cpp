#include "compiler/document/edits.h"

#include <doctest/doctest.h>

#include "show.h"

using namespace adxc;
using document::NodeId;
using document::Reading;

namespace {

using Edit = std::optional<diag::Edit>;

/// The text of a file after an edit; "none" when there is none.
std::string after(const Reading& reading, const Edit& edit) {
  if (!edit) return "none";
  std::string text = reading.document().file->text;
  return text.replace(edit->span.begin, edit->span.size(), edit->text);
}

/// The value behind keys, from the root.
NodeId at(const Reading& reading, std::initializer_list<std::string_view> keys) {
  NodeId node = reading.document().roots[0];
  for (const std::string_view key : keys) node = reading.document().find(node, key);
  REQUIRE(node.valid());
  return node;
}

std::string without(std::string path, std::string text,
                    std::initializer_list<std::string_view> keys) {
  const Reading reading(std::move(path), std::move(text));
  return after(reading, document::remove_property(reading.document(), at(reading, keys)));
}

std::string with(std::string path, std::string text, std::initializer_list<std::string_view> keys,
                 std::string_view name, std::string_view value) {
  const Reading reading(std::move(path), std::move(text));
  return after(reading,
               document::insert_property(reading.document(), at(reading, keys), name, value));
}

std::string scalar(std::string path, std::string text, std::string_view key,
                   std::string_view value) {
  const Reading reading(std::move(path), std::move(text));
  return after(reading, document::replace_scalar(reading.document(), at(reading, {key}), value));
}

}  // namespace

TEST_CASE("a property goes with its comma") {
  CHECK(without("a.json", R"({"a": 1, "b": 2, "c": 3})", {"a"}) == R"({"b": 2, "c": 3})");
  CHECK(without("a.json", R"({"a": 1, "b": 2, "c": 3})", {"b"}) == R"({"a": 1, "c": 3})");
  CHECK(without("a.json", R"({"a": 1, "b": 2, "c": 3})", {"c"}) == R"({"a": 1, "b": 2})");
  CHECK(without("a.json", R"({"a": {"b": [1, 2]}})", {"a", "b"}) == R"({"a": {}})");
  CHECK(without("a.json", "{\n  \"a\": 1,\n  \"b\": {\"c\": 2}\n}\n", {"b"}) ==
        "{\n  \"a\": 1\n}\n");
  CHECK(without("a.json", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", {"a"}) == "{\n  \"b\": 2\n}\n");
}

TEST_CASE("a property of block YAML goes with its lines") {
  CHECK(without("a.yaml", "a: 1\nb:\n  - 2\n  - 3\nc: 4\n", {"b"}) == "a: 1\nc: 4\n");
  CHECK(without("a.yaml", "a: 1\nb: 2", {"b"}) == "a: 1\n");
  CHECK(without("a.yaml", "a: {b: 1, c: 2} # kept\n", {"a", "b"}) == "a: {c: 2} # kept\n");
  SUBCASE("unless its line holds more, or nothing would be left") {
    CHECK(without("a.yaml", "a:\n  b: 1\n", {"a", "b"}) == "none");
    const Reading list("a.yaml", "- a: 1\n  b: 2\n");
    const NodeId item = list.document()[list.document().roots[0]].first_child;
    const NodeId first = list.document().find(item, "a");
    CHECK(after(list, document::remove_property(list.document(), first)) == "none");
  }
}

TEST_CASE("a property comes at the end of its object, as its neighbours stand") {
  CHECK(with("a.json", R"({"a": 1})", {}, "b", "x\"y") == R"({"a": 1, "b": "x\"y"})");
  CHECK(with("a.json", "{\n  \"a\": 1\n}", {}, "b", "x") == "{\n  \"a\": 1,\n  \"b\": \"x\"\n}");
  CHECK(with("a.json", "{\r\n  \"a\": 1\r\n}", {}, "b", "x") ==
        "{\r\n  \"a\": 1,\r\n  \"b\": \"x\"\r\n}");
  CHECK(with("a.yaml", "o:\n  a: 1\np: 2\n", {"o"}, "b", "x") == "o:\n  a: 1\n  b: x\np: 2\n");
  CHECK(with("a.yaml", "o:\n  a: 1\n", {"o"}, "b", "x: y") == "o:\n  a: 1\n  b: \"x: y\"\n");
  CHECK(with("a.json", "{}", {}, "b", "x") == "none");
}

TEST_CASE("a scalar keeps its quotes where its new text allows them") {
  CHECK(scalar("a.json", R"({"a": "b"})", "a", "c\n\"") == R"({"a": "c\n\""})");
  CHECK(scalar("a.yaml", "a: b # why\n", "a", "c d") == "a: c d # why\n");
  CHECK(scalar("a.yaml", "a: b\n", "a", "@c") == "a: \"@c\"\n");
  CHECK(scalar("a.yaml", "a: b\n", "a", "null") == "a: \"null\"\n");
  CHECK(scalar("a.yaml", "a: 02:00:00\n", "a", "01:00:00") == "a: 01:00:00\n");
  CHECK(scalar("a.yaml", "a: 'b'\n", "a", "it's") == "a: 'it''s'\n");
  CHECK(scalar("a.yaml", "a: 'b'\n", "a", "c\nd") == "a: \"c\\nd\"\n");
  CHECK(scalar("a.json", R"({"a": 700})", "a", "50") == R"({"a": 50})");
  SUBCASE("but not over several lines, and not where an alias stands") {
    CHECK(scalar("a.yaml", "a: |\n  b\n", "a", "c") == "none");
    CHECK(scalar("a.yaml", "x: &x b\na: *x\n", "a", "c") == "none");
  }
}

TEST_CASE("words and keys change where they stand as they are") {
  const Reading json("a.json", R"({"tabel": "T", "\u0061b": 1})");
  const document::Document& document = json.document();
  CHECK(after(json, document::rename_key(document, at(json, {"tabel"}), "table")) ==
        R"({"table": "T", "\u0061b": 1})");
  CHECK(after(json, document::rename_key(document, at(json, {"ab"}), "abc")) == "none");
  const Reading yaml("a.yaml", "tabel: T\ncolour: blu\n");
  CHECK(after(yaml, document::rename_key(yaml.document(), at(yaml, {"tabel"}), "table")) ==
        "table: T\ncolour: blu\n");
  const diag::Place place = yaml.document().place(at(yaml, {"colour"}));
  CHECK(after(yaml, document::replace_word(yaml.document(), place, "blu", "a: b")) ==
        "tabel: T\ncolour: \"a: b\"\n");
  CHECK(after(yaml, document::replace_word(yaml.document(), place, "red", "blue")) == "none");
}

TEST_CASE("a quoted text is put into brackets") {
  const auto wrapped = [](std::string path, std::string text) {
    const Reading reading(std::move(path), std::move(text));
    return after(reading, document::wrap(reading.document(), at(reading, {"a"}), "[", "]"));
  };
  CHECK(wrapped("a.json", R"({"a": "\u0040b"})") == R"({"a": ["\u0040b"]})");
  CHECK(wrapped("a.yaml", "a: '@b'\n") == "a: ['@b']\n");
  CHECK(wrapped("a.yaml", "a: b\n") == "none");
  CHECK(wrapped("a.yaml", "a: 'b\n  c'\n") == "none");
}
