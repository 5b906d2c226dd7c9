#include "compiler/model/findings.h"

#include <doctest/doctest.h>

#include "decoded.h"

using namespace adxc;
using test::Findings;

namespace {

/// "slug: message" of each finding.
template <typename T>
Findings messages(const test::Decoded<T>& decoded) {
  Findings all;
  for (const diag::Diagnostic& finding : decoded.sink.all())
    all.push_back(std::string(finding.rule.slug) + ": " + finding.message);
  return all;
}

}  // namespace

TEST_CASE("a misspelt property is a warning with the name that was meant") {
  const auto decoded = test::adx(R"({"endpoint": "https://c", "database": "d", "tennant": "t"})");
  CHECK(messages(decoded) == Findings{"unknown-property: `tennant` is no property of "
                                      "`AzureDataExplorer`, did you mean `tenant`?"});
  CHECK(!decoded.sink.has_errors());
  REQUIRE(decoded.sink.all().at(0).notes.size() == 1);
  CHECK(decoded.sink.all()[0].notes[0].find("`servicePrincipalKey`") != std::string::npos);
}

TEST_CASE("a property on the wrong level is told where it belongs") {
  const test::Decoded<model::LinkedService> decoded("a.json", R"({"name": "A", "properties": {
      "type": "AzureDataExplorer", "database": "d",
      "typeProperties": {"endpoint": "https://c", "database": "d", "connectVia": {}}}})");
  CHECK(decoded.found() ==
        Findings{"3:68 warning unknown-property: `connectVia` is no property of "
                 "`AzureDataExplorer`, it belongs in `LinkedService`",
                 "2:36 warning unknown-property: `database` is no property of `LinkedService`, it "
                 "belongs in `typeProperties`"});
}

TEST_CASE("what is missing inside and stands outside is one finding") {
  const test::Decoded<model::LinkedService> decoded("a.json", R"({"name": "A", "properties": {
      "type": "AzureDataExplorer", "endpoint": "https://c",
      "typeProperties": {"database": "d"}}})");
  CHECK(decoded.found() == Findings{"3:7 error missing-property: `endpoint` is missing, "
                                    "`AzureDataExplorer` needs it"});
  REQUIRE(decoded.sink.all()[0].related.size() == 1);
  CHECK(decoded.sink.all()[0].related[0].place.pointer == "/properties/endpoint");
}

TEST_CASE("a property of the store settings is told so in the source") {
  const auto decoded = test::copy_from(R"({"type": "JsonSource", "recursive": true})");
  CHECK(messages(decoded) == Findings{"unknown-property: `recursive` is no property of "
                                      "`JsonSource`, it belongs in `storeSettings`"});
}

TEST_CASE("what is missing is named, and the place is narrow") {
  CHECK(
      test::adx("{}").found() ==
      Findings{"1:61 error missing-property: `endpoint` is missing, `AzureDataExplorer` needs it",
               "1:61 error missing-property: `database` is missing, `AzureDataExplorer` needs it"});
  CHECK(test::copy_from("\n{\"type\": \"AzureDataExplorerSource\"}").found() ==
        Findings{"5:10 error missing-property: `query` is missing, `AzureDataExplorerSource` "
                 "needs it"});
  const test::Decoded<model::Dataset> bare("a.json", R"({"name": "A"})");
  CHECK(bare.found() ==
        Findings{"1:1 error missing-property: `properties` is missing, `Dataset` needs it"});
}

TEST_CASE("a service principal needs its tenant, and a key is expected") {
  const auto decoded =
      test::adx(R"({"endpoint": "https://c", "database": "d", "servicePrincipalId": "i"})");
  CHECK(messages(decoded) ==
        Findings{"missing-property: `tenant` is missing, `servicePrincipalId` needs it",
                 "missing-secret: `servicePrincipalId` stands alone, `credential`, "
                 "`servicePrincipalKey` or `encryptedCredential` is expected beside it"});
  CHECK(decoded.sink.errors() == 1);
}

TEST_CASE("secrets are never shown") {
  const auto decoded = test::adx(R"({"endpoint": "https://c", "database": "d",
      "servicePrincipalKey": 123456, "encryptedCredential": 987654})");
  CHECK(decoded.sink.errors() >= 2);
  for (const diag::Diagnostic& finding : decoded.sink.all()) {
    CHECK(finding.message.find("123456") == std::string::npos);
    CHECK(finding.message.find("987654") == std::string::npos);
    if (finding.rule.slug == "wrong-type") CHECK(finding.secret);
  }
}

TEST_CASE("time spans have a form and limits") {
  const auto timeout = [](const std::string& text) {
    const auto decoded = test::copy_from(
        R"({"type": "AzureDataExplorerSource", "query": "T", "queryTimeout": )" + text + "}");
    return decoded.sink.all().empty() ? "" : decoded.sink.all()[0].message;
  };
  CHECK(timeout("\"01:00:00\"") == "");
  CHECK(timeout("\"00:00:01\"") == "");
  CHECK(timeout("\"10m\"") ==
        "`queryTimeout` is `10m`, a time span `[days.]hours:minutes:seconds` is wanted");
  CHECK(timeout("\"24:00:00\"").find("hours:minutes:seconds") != std::string::npos);
  CHECK(timeout("\"02:00:00\"") == "`queryTimeout` is 02:00:00, above its limit of 01:00:00");
  CHECK(timeout("\"00:00:00\"") == "`queryTimeout` is 00:00:00, below its limit of 00:00:01");
  CHECK(timeout("\"-00:10:00\"") == "`queryTimeout` is -00:10:00, below its limit of 00:00:01");
  CHECK(timeout("600") == "`queryTimeout` is a number, a time span is wanted");
}

TEST_CASE("types are looked up in their own family") {
  const test::Decoded<model::LinkedService> typo(
      "a.json",
      R"({"name": "A", "properties": {"type": "AzureDataExplorerr", "typeProperties": {}}})");
  CHECK(messages(typo) == Findings{"unknown-type: `AzureDataExplorerr` is no linked service type, "
                                   "did you mean `AzureDataExplorer`?"});
  const auto sink = test::copy_from(R"({"type": "AzureDataExplorerSink", "query": "T"})");
  REQUIRE(sink.sink.all().size() == 1);
  CHECK(sink.sink.all()[0].rule.slug == "unknown-type");
}

TEST_CASE("values out of a list, numbers out of range, too much of something") {
  const auto decoded = test::pipeline(R"({"name": "C", "type": "Lookup", "state": "Paused",
      "policy": {"retry": -1, "retryIntervalInSeconds": "@x"},
      "userProperties": [{"name":"1"},{"name":"2"},{"name":"3"},{"name":"4"},{"name":"5"},{"name":"6"}],
      "typeProperties": {"source": {"type": "SqlSource"},
        "dataset": {"referenceName": "@x", "type": "DatasetRef"}}})");
  CHECK(
      messages(decoded) ==
      Findings{
          "expression-not-allowed: `referenceName` is an expression, but it is not evaluated here",
          "unknown-value: `type` is `DatasetRef`, `DatasetReference` is wanted",
          "item-count: the number of `userProperties` is 6, at most 5 is wanted",
          "unknown-value: `state` is `Paused`, `Active` or `Inactive` is wanted",
          "number-out-of-range: `retry` is -1, at least 0 is wanted",
          "expression-not-allowed: `retryIntervalInSeconds` is an expression, but it is not "
          "evaluated here"});
}

TEST_CASE("some places want the object form of an expression") {
  const auto decoded = test::pipeline(
      R"({"name": "F", "type": "ForEach", "typeProperties": {"items": "@x", "activities": []}})");
  CHECK(messages(decoded) == Findings{"expression-required: `items` is text, an object with "
                                      "`value` and the type `Expression` is wanted"});
}

TEST_CASE("two mappings of one sink conflict") {
  const auto decoded = test::pipeline(R"({"name": "C", "type": "Copy",
      "inputs": [{"referenceName": "A", "type": "DatasetReference"}],
      "outputs": [{"referenceName": "B", "type": "DatasetReference"}],
      "typeProperties": {"source": {"type": "JsonSource"}, "sink": {"type": "AzureDataExplorerSink",
        "ingestionMappingName": "a", "ingestionMappingAsJson": "[]"}}})");
  CHECK(messages(decoded) ==
        Findings{"conflicting-properties: `ingestionMappingAsJson` stands beside "
                 "`ingestionMappingName`, only one of them is allowed"});
}

TEST_CASE("a broken part is not judged a second time") {
  const test::Decoded<model::LinkedService> decoded("a.json", R"({"name": "A", "properties":
      {"type": "FileServer", "typeProperties": {"host": nope}}})");
  CHECK(decoded.sink.errors() == 1);
}
