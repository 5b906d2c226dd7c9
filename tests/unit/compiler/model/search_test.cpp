#include "compiler/model/search.h"

#include <doctest/doctest.h>

using namespace adxc;
using namespace adxc::model;

namespace {

struct Json {
  explicit Json(std::string text)
      : document(document::read_json(sources.add("a.json", std::move(text)), sink)) {}
  text::SourceMap sources;
  diag::Sink sink;
  document::Document document;
};

}  // namespace

TEST_CASE("expressions are found at any depth, but not in text for people") {
  const Json json(R"({"description": "@nobody", "a": ["@x", "plain", {"b": "p@{y}"}],
      "c": {"Type": "expression", "Value": "@z"}, "d": "@@no", "e": {"type": "Expression"}})");
  std::vector<std::string> found;
  for (const Expression& expression : expressions_under(json.document, json.document.roots[0]))
    found.emplace_back(expression.text.text());
  CHECK(found == std::vector<std::string>{"@x", "p@{y}", "@z", ""});
}

TEST_CASE("references are found with their arguments") {
  const Json json(R"({"pipeline": {"referenceName": "P", "type": "pipelinereference",
      "parameters": {"q": "@x", "r": 1}}, "n": [{"type": "Other"}, {"type": "DatasetReference"}]})");
  const auto found = references_under(json.document, json.document.roots[0]);
  REQUIRE(found.size() == 2);
  CHECK(found[0].type == "PipelineReference");
  CHECK(found[0].name == "P");
  REQUIRE(found[0].arguments.size() == 2);
  CHECK(found[0].arguments[1].name == "r");
  CHECK(found[1].name == "");
  CHECK(found[1].name_node == found[1].node);
}
