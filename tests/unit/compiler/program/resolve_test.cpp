#include <doctest/doctest.h>

#include "compiler/program/program.h"
#include "compiler/program/scalars.h"

using namespace adxc;
using namespace adxc::program;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

struct Resolved {
  Workspace workspace;
  diag::Sink sink;
  Program program;

  explicit Resolved(const Files& files) {
    for (const auto& [path, text] : files) add_file(workspace, path, text, sink);
    program = resolve(workspace, sink);
  }
};

std::string dataset(const std::string& name, const std::string& service) {
  return R"json({"name": ")json" + name +
         R"json(", "properties": {"type": "AzureDataExplorerTable",
    "linkedServiceName": {"referenceName": ")json" +
         service + R"json(", "type": "LinkedServiceReference"},
    "typeProperties": {"table": "T"}}})json";
}

constexpr const char* kAdx = R"json({"name": "Adx", "properties": {"type": "AzureDataExplorer",
  "typeProperties": {"endpoint": "https://a.kusto.windows.net", "database": "D"}}})json";

constexpr const char* kPipeline = R"json({"name": "P", "properties": {
  "variables": {"v": {"type": "String", "defaultValue": "@notEvaluated("}},
  "activities": [
    {"name": "Each", "type": "ForEach", "description": "@notEvaluated(",
     "typeProperties": {"items": {"value": "@createArray(1)", "type": "Expression"}, "activities": [
       {"name": "Inner", "type": "AzureDataExplorerCommand",
        "linkedServiceName": {"referenceName": "ADX", "type": "LinkedServiceReference"},
        "typeProperties": {"command": ".clear table @{item()} data"}},
       {"name": "Next", "type": "AzureDataExplorerCommand",
        "dependsOn": [{"activity": "inner", "dependencyConditions": ["Succeeded", "Skipped"]}],
        "linkedServiceName": {"referenceName": "Other", "type": "LinkedServiceReference"},
        "typeProperties": {"command": ".show tables"}}]}},
    {"name": "Last", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1},
     "dependsOn": [{"activity": "Inner", "dependencyConditions": ["Succeeded"]}]}]}})json";

}  // namespace

TEST_CASE("names are looked up without case, in the factory of the reference first") {
  const Resolved two({{"a/linkedService/Adx.json", kAdx},
                      {"b/linkedService/Adx.json", kAdx},
                      {"b/dataset/Orders.json", dataset("Orders", "ADX")},
                      {"c/dataset/Far.json", dataset("Far", "adx")}});
  REQUIRE(two.program.links.size() == 2);
  CHECK(two.program.links[0].state == Link::State::Found);
  CHECK(two.program.links[0].target.value == 1);
  CHECK(two.program.links[1].target.value == 0);
  CHECK(address(two.program, ObjectId{2}) == "dataset/Orders");
}

TEST_CASE("a kind that was not given is unknown, a name that is not among the given dangles") {
  const Resolved alone(Files{{"dataset/Orders.json", dataset("Orders", "Adx")}});
  CHECK(alone.program.links[0].state == Link::State::Unknown);
  const Resolved given(
      {{"linkedService/Adx.json", kAdx}, {"dataset/Orders.json", dataset("Orders", "Ax")}});
  CHECK(given.program.links[0].state == Link::State::Dangling);
}

TEST_CASE("activities at every depth, with what they wait for and what they hold") {
  const Resolved resolved({{"linkedService/Adx.json", kAdx}, {"pipeline/P.json", kPipeline}});
  const Program& program = resolved.program;
  CHECK(resolved.sink.all().empty());
  REQUIRE(program.activities.size() == 4);
  CHECK(program.activities[1].name == "Inner");
  CHECK(program.activities[1].parent == ActivityId{0});
  REQUIRE(program.activities[2].dependencies.size() == 1);
  CHECK(program.activities[2].dependencies[0].on == ActivityId{1});
  CHECK(program.activities[2].dependencies[0].conditions == 5);
  CHECK_FALSE(program.activities[3].dependencies[0].on.valid());
  CHECK(address(program, ActivityId{1}) == "pipeline/P/activity/Inner");
  REQUIRE(program.computed.size() == 2);
  CHECK(program.computed[0].activity == ActivityId{0});
  CHECK(program.computed[1].activity == ActivityId{1});
  REQUIRE(program.links.size() == 2);
  CHECK(program.links[0].activity == ActivityId{1});
  CHECK(program.links[0].state == Link::State::Found);
  CHECK(program.links[1].state == Link::State::Dangling);
}

TEST_CASE("a mistake in an expression stands at its column, and never shows a secret") {
  const Resolved wrong(Files{{"pipeline/P.json", R"json({"name": "P", "properties": {"activities": [
{"name": "A", "type": "AzureDataExplorerCommand",
 "linkedServiceName": {"referenceName": "Adx", "type": "LinkedServiceReference"},
 "typeProperties": {"command": "@concat('a' 'b')"}}]}})json"}});
  REQUIRE(wrong.sink.all().size() == 1);
  const diag::Diagnostic& finding = wrong.sink.all()[0];
  CHECK(finding.place.pointer == "/properties/activities/0/typeProperties/command");
  const text::SourceFile& file = wrong.workspace.sources.file(finding.place.span.file);
  CHECK(file.position(finding.place.span.begin) == text::Position{4, 45});
  const Resolved secret(Files{{"linkedService/Adx.json", R"json({"name": "Adx", "properties": {
    "type": "AzureDataExplorer", "typeProperties": {"endpoint": "https://a.kusto.windows.net",
      "database": "D", "tenant": "t", "servicePrincipalId": "i",
      "servicePrincipalKey": "@hunter2(x"}}})json"}});
  for (const diag::Diagnostic& shown : secret.sink.all()) {
    CHECK(shown.message.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("placeholders, tokens and masks") {
  CHECK(is_placeholder("<cluster name>"));
  CHECK_FALSE(is_placeholder("https://<cluster>.kusto.windows.net"));
  CHECK(find_placeholder("https://<cluster>.kusto.windows.net")->begin == 8);
  CHECK_FALSE(find_placeholder("a < b and c > d"));
  CHECK_FALSE(find_placeholder("T | where a <= 1 and b >= 2"));
  CHECK_FALSE(find_placeholder("<b>bold</b>"));
  CHECK(has_token("https://#{cluster}#.kusto.windows.net"));
  CHECK_FALSE(has_token("{{}"));
  CHECK(is_masked("*****"));
  CHECK_FALSE(is_masked(""));
  CHECK(kusto_begin(" // a\n\n .show") == 8);
  CHECK(kusto_begin("// a") == 4);
}
