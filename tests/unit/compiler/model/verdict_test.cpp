// The decoder and the JSON Schemas must agree about every object, right or wrong. Each case is a
// valid definition; each value in it is removed and replaced in many ways.
#include "compiler/model/verdict.h"

#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "compiler/model/decoder.h"

using namespace adxc;
using namespace adxc::model;
using Json = nlohmann::json;

namespace {

const char* const kLinkedService = R"({"name": "Adx", "properties": {"type": "AzureDataExplorer",
  "description": "d", "annotations": ["a"], "parameters": {"p": {"type": "String", "defaultValue": 1}},
  "connectVia": {"referenceName": "IR", "type": "IntegrationRuntimeReference"},
  "typeProperties": {"endpoint": "https://c", "database": "d", "tenant": "t", "servicePrincipalId": "i",
    "servicePrincipalKey": {"type": "AzureKeyVaultSecret", "secretName": "n", "secretVersion": "v",
      "store": {"referenceName": "Vault", "type": "LinkedServiceReference"}}}}})";

const char* const kFileServer = R"({"name": "F", "properties": {"type": "FileServer",
  "typeProperties": {"host": "/data", "userId": "u", "password": {"type": "SecureString", "value": "x"}}}})";

const char* const kDataset = R"({"name": "D", "properties": {"type": "DelimitedText",
  "linkedServiceName": {"referenceName": "F", "type": "LinkedServiceReference", "parameters": {"a": 1}},
  "folder": {"name": "x"}, "schema": [], "structure": [{"name": "a", "type": "Int32"}],
  "typeProperties": {"columnDelimiter": ",", "quoteChar": "\"", "firstRowAsHeader": true,
    "encodingName": "UTF-8", "compressionCodec": "gzip", "nullValue": "",
    "location": {"type": "FileServerLocation", "folderPath": "in", "fileName": "a.csv"}}}})";

const char* const kJsonDataset = R"({"name": "J", "properties": {"type": "Json",
  "typeProperties": {"compression": {"type": "gzip", "level": "Fastest"},
    "location": {"type": "HttpServerLocation"}}}})";

const char* const kCopy = R"({"name": "P", "properties": {"concurrency": 1,
  "variables": {"v": {"type": "Boolean"}}, "activities": [
  {"name": "C", "type": "Copy", "state": "Active", "dependsOn": [
     {"activity": "E", "dependencyConditions": ["Succeeded", "Failed"]}],
   "policy": {"timeout": "0.12:00:00", "retry": 1, "retryIntervalInSeconds": 30, "secureInput": false},
   "userProperties": [{"name": "a", "value": 1}],
   "inputs": [{"referenceName": "A", "type": "DatasetReference"}],
   "outputs": [{"referenceName": "B", "type": "DatasetReference"}],
   "typeProperties": {
     "source": {"type": "DelimitedTextSource", "sourceRetryWait": "00:00:10",
       "additionalColumns": [{"name": "a", "value": "$$FILEPATH"}],
       "storeSettings": {"type": "FileServerReadSettings", "recursive": true, "wildcardFileName": "*"},
       "formatSettings": {"type": "DelimitedTextReadSettings", "skipLineCount": 1,
         "compressionProperties": {"type": "ZipDeflateReadSettings", "preserveZipFileNameAsFolder": true}}},
     "sink": {"type": "AzureDataExplorerSink", "ingestionMappingName": "m", "writeBatchSize": 5},
     "translator": {"type": "TabularTranslator", "mappings": [
        {"source": {"ordinal": 1}, "sink": {"name": "b", "type": "Int64"}}], "typeConversion": true,
        "typeConversionSettings": {"allowDataTruncation": true}},
     "enableStaging": true, "parallelCopies": 4, "preserve": ["ACL"],
     "stagingSettings": {"linkedServiceName": {"referenceName": "S", "type": "LinkedServiceReference"}},
     "logSettings": {"enableCopyActivityLog": true, "copyActivityLogSettings": {"logLevel": "Info"},
       "logLocationSettings": {"linkedServiceName": {"referenceName": "S", "type": "LinkedServiceReference"}}},
     "skipErrorFile": {"fileMissing": true}}}]}})";

const char* const kOthers = R"({"name": "P", "properties": {"activities": [
  {"name": "E", "type": "AzureDataExplorerCommand",
   "linkedServiceName": {"referenceName": "Adx", "type": "LinkedServiceReference"},
   "typeProperties": {"command": ".show tables", "commandTimeout": "00:20:00"}},
  {"name": "L", "type": "Lookup", "typeProperties": {
    "dataset": {"referenceName": "A", "type": "DatasetReference"}, "firstRowOnly": true,
    "source": {"type": "AzureDataExplorerSource", "query": "T", "queryTimeout": "00:10:00"}}},
  {"name": "F", "type": "ForEach", "typeProperties": {"batchCount": 5, "isSequential": false,
    "items": {"value": "@x", "type": "Expression"}, "activities": [
    {"name": "W", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}]}},
  {"name": "U", "type": "Until", "typeProperties": {"timeout": "1.00:00:00",
    "expression": {"value": "@x", "type": "Expression"}, "activities": []}},
  {"name": "S", "type": "Switch", "typeProperties": {"on": {"value": "@x", "type": "Expression"},
    "cases": [{"value": "a", "activities": []}]}}]}})";

/// What takes the place of a value.
std::vector<Json> replacements() {
  const Json expression = {{"value", "@x"}, {"type", "Expression"}};
  return {0,
          -1,
          1.5,
          100000,
          1e300,
          "text",
          "",
          "@x",
          "@@x",
          "5",
          true,
          "True",
          nullptr,
          Json::array(),
          Json::object(),
          expression,
          "00:10:00",
          "91.00:00:00",
          std::string(2000, 'x'),
          {{"type", "SecureString"}, {"value", "s"}},
          {{"type", "SecureString"}},
          {{"type", "AzureDataExplorerSource"}, {"query", "T"}},
          {{"type", 5}},
          {{"a", 1}},
          Json::array({1}),
          Json::array({"x", expression}),
          Json::array({nullptr}),
          "AzureDataExplorerTable",
          "info"};
}

struct Opinions {
  bool decoder = false;  // it has found an error
  bool schemas = false;  // an object is invalid
  std::string text;
};

Opinions opinions(const std::string& kind, const std::string& text) {
  text::SourceMap sources;
  diag::Sink sink;
  const auto document = document::read_json(sources.add("a.json", text), sink);
  REQUIRE(!sink.has_errors());
  Decoder decoder(document, sink, {.always_judge = true});
  if (kind == "linkedService") decoder.object<LinkedService>(document.roots[0]);
  if (kind == "dataset") decoder.object<Dataset>(document.roots[0]);
  if (kind == "pipeline") decoder.object<Pipeline>(document.roots[0]);
  Opinions both;
  for (const diag::Diagnostic& finding : sink.all()) {
    if (finding.rule.slug == "schema-violation") continue;
    if (finding.rule.severity == diag::Severity::Error) both.decoder = true;
    both.text += finding.message + "\n";
  }
  both.schemas = decoder.violations() > 0;
  return both;
}

void mutate(const std::string& kind, const Json& original, const Json::json_pointer& at,
            int& count) {
  const auto try_it = [&](const Json& mutated) {
    const Opinions both = opinions(kind, mutated.dump());
    ++count;
    CHECK_MESSAGE(both.decoder == both.schemas, at.to_string()
                                                    << ": decoder " << both.decoder << ", schemas "
                                                    << both.schemas << "\n"
                                                    << mutated.dump() << "\n"
                                                    << both.text);
  };
  for (const Json& replacement : replacements()) {
    Json mutated = original;
    mutated[at] = replacement;
    try_it(mutated);
  }
  if (at.empty() || !original[at.parent_pointer()].is_object()) return;
  Json removed = original;
  removed[at.parent_pointer()].erase(at.back());
  try_it(removed);
}

void mutate_all(const std::string& kind, const char* text) {
  const Json original = Json::parse(text);
  CHECK(!opinions(kind, text).decoder);
  CHECK(!opinions(kind, text).schemas);
  std::set<std::string> places;
  const Json flat = original.flatten();
  for (const auto& [pointer, value] : flat.items())
    for (Json::json_pointer at(pointer); !at.empty(); at.pop_back()) places.insert(at.to_string());
  places.erase("/properties/typeProperties/password/value");  // judged by the schema alone
  int count = 0;
  for (const std::string& place : places) mutate(kind, original, Json::json_pointer(place), count);
  CHECK(count > 100);
}

}  // namespace

TEST_CASE("decoder and schemas agree about linked services") {
  mutate_all("linkedService", kLinkedService);
  mutate_all("linkedService", kFileServer);
}

TEST_CASE("decoder and schemas agree about datasets") {
  mutate_all("dataset", kDataset);
  mutate_all("dataset", kJsonDataset);
}

TEST_CASE("decoder and schemas agree about pipelines") {
  mutate_all("pipeline", kCopy);
  mutate_all("pipeline", kOthers);
}

TEST_CASE("decoder and schemas agree about time spans near every limit") {
  const char* const text = R"({"name": "P", "properties": {"activities": [
    {"name": "L", "type": "Lookup", "policy": {"timeout": "1.00:00:00"}, "typeProperties": {
      "dataset": {"referenceName": "A", "type": "DatasetReference"},
      "source": {"type": "AzureDataExplorerSource", "query": "T", "queryTimeout": "00:10:00"}}},
    {"name": "U", "type": "Until", "typeProperties": {"timeout": "1.00:00:00",
      "expression": {"value": "@x", "type": "Expression"}, "activities": []}}]}})";
  const Json original = Json::parse(text);
  const Json::json_pointer places[] = {
      Json::json_pointer("/properties/activities/0/policy/timeout"),
      Json::json_pointer("/properties/activities/0/typeProperties/source/queryTimeout"),
      Json::json_pointer("/properties/activities/1/typeProperties/timeout")};
  for (const char* days : {"", "0.", "00.", "1.", "6.", "7.", "07.", "8.", "89.", "90.", "91.",
                           "100.", "9999999.", "10000000."})
    for (const char* hours : {"0", "00", "01", "1", "9", "10", "19", "20", "23", "24"})
      for (const char* rest :
           {":00", ":00:00", ":00:01", ":00:00.5", ":00:00.0", ":01:00", ":59:59", ":59:59.9999999",
            ":60:00", ":00:60", ":0:0", ":00:00.12345678"})
        for (const Json::json_pointer& place : places) {
          Json mutated = original;
          mutated[place] = std::string(days) + hours + rest;
          const Opinions both = opinions("pipeline", mutated.dump());
          CHECK_MESSAGE(both.decoder == both.schemas,
                        mutated[place] << " at " << place.to_string() << ": " << both.text);
        }
}
