#include "compiler/model/decode.h"

#include <doctest/doctest.h>

#include "compiler/base/ticks.h"
#include "decoded.h"

using namespace adxc;
using namespace adxc::model;
using test::Decoded;
using test::Findings;

namespace {

const CopyActivity& copy_of(const Decoded<Pipeline>& decoded) {
  const auto* activities = decoded.entity.activities.literal();
  REQUIRE(activities != nullptr);
  const auto* copy = as<CopyActivity>(activities->at(0).type_properties);
  REQUIRE(copy != nullptr);
  return *copy;
}

}  // namespace

TEST_CASE("a linked service is decoded into its struct") {
  const auto decoded = test::adx(R"json({"endpoint": "https://c.westeurope.kusto.windows.net",
      "database": "@linkedService().db", "tenant": "t", "servicePrincipalId": "i",
      "servicePrincipalKey": {"type": "AzureKeyVaultSecret", "secretName": "key",
        "store": {"referenceName": "Vault", "type": "LinkedServiceReference"}}})json");
  CHECK(decoded.found() == Findings{});
  CHECK(decoded.entity.name.value_or("") == "Adx");
  CHECK(decoded.entity.type.value_or("") == "AzureDataExplorer");
  const auto* adx = as<AzureDataExplorerLinkedService>(decoded.entity.type_properties);
  REQUIRE(adx != nullptr);
  CHECK(adx->endpoint.value_or("") == "https://c.westeurope.kusto.windows.net");
  REQUIRE(adx->database.expression() != nullptr);
  CHECK(adx->database.expression()->text.text() == "@linkedService().db");
  CHECK(!adx->credential.written());
  const Secret* key = adx->service_principal_key.literal();
  REQUIRE(key != nullptr);
  const auto* vault = std::get_if<KeyVaultSecret>(&key->form);
  REQUIRE(vault != nullptr);
  CHECK(vault->store.name == "Vault");
  CHECK(std::get<std::string>(vault->name) == "key");
  CHECK(std::holds_alternative<std::monostate>(vault->version));
}

TEST_CASE("case is folded and comes out canonical") {
  const Decoded<LinkedService> decoded("a.json",
                                       R"({"NAME": "A", "properties": {"type": "azuredataexplorer",
      "typeProperties": {"Endpoint": "https://c", "database": "d"}}})");
  CHECK(decoded.entity.type.value_or("") == "AzureDataExplorer");
  CHECK(as<AzureDataExplorerLinkedService>(decoded.entity.type_properties) != nullptr);
  CHECK(decoded.found() ==
        Findings{"1:2 info non-canonical-case: `NAME` is spelt `name` in the definition language",
                 "1:38 info non-canonical-case: `azuredataexplorer` is spelt `AzureDataExplorer` "
                 "in the definition language",
                 "2:26 info non-canonical-case: `Endpoint` is spelt `endpoint` in the definition "
                 "language"});
}

TEST_CASE("an object without a struct is checked by its table and read by name") {
  const Decoded<Dataset> decoded("a.json", R"({"name": "A", "properties": {"type": "parquet",
    "typeProperties": {"Location": {"type": "HttpServerLocation", "relativeUrl": 5}, "locatoin": 1,
      "compressionCodec": "SNAPPY"}}})");
  const auto* plain = as<PlainObject>(decoded.entity.type_properties);
  REQUIRE(plain != nullptr);
  CHECK(plain->known);
  CHECK(plain->type == "Parquet");
  REQUIRE(plain->table != nullptr);
  const document::NodeId location = property_of(decoded.document, *plain, "location");
  CHECK(decoded.document.key(location) == "Location");
  CHECK(!property_of(decoded.document, *plain, "encodingName").valid());
  CHECK(decoded.sink.errors() == 1);
  bool wrong_type = false;
  bool unknown = false;
  for (const std::string& line : decoded.found()) {
    wrong_type = wrong_type || line.find("wrong-type: `relativeUrl` is a number") != line.npos;
    unknown = unknown || line.find(
                             "`locatoin` is no property of `Parquet`, did you mean "
                             "`location`?") != line.npos;
  }
  CHECK(wrong_type);
  CHECK(unknown);
}

TEST_CASE("a type of which only the name is known takes any property") {
  const Decoded<Dataset> decoded("a.json", R"({"name": "A", "properties": {
    "type": "SapCDCDataset", "typeProperties": {"anything": [1]}}})");
  CHECK(decoded.found() == Findings{});
}

TEST_CASE("a profile tells what came later, and what was needed then") {
  const DecodeOptions then{.profile = 20190200};
  const auto found = [&](const std::string& text) {
    text::SourceMap sources;
    diag::Sink sink;
    const auto document = document::read(sources.add("a.json", text), sink);
    decode<LinkedService>(document, document.roots[0], sink, then);
    std::vector<std::string> lines;
    for (const diag::Diagnostic& finding : sink.all()) lines.push_back(finding.message);
    return lines;
  };
  CHECK(found(R"({"name": "A", "properties": {"type": "AzureDataExplorer", "typeProperties": {
    "endpoint": "e", "database": "d", "credential": {"type": "CredentialReference",
    "referenceName": "c"}}}})") ==
        Findings{"`credential` came in 2021-07-15, after the profile 2019-02",
                 "`tenant` is missing, `AzureDataExplorer` needed it in 2019-02",
                 "`servicePrincipalId` is missing, `AzureDataExplorer` needed it in 2019-02",
                 "`servicePrincipalKey` is missing, `AzureDataExplorer` needed it in 2019-02"});
  CHECK(found(R"({"name": "A", "properties": {"type": "SnowflakeV2", "typeProperties": {
    "accountIdentifier": "a", "database": "d", "warehouse": "w"}}})")
            .at(0)
            .starts_with("`SnowflakeV2` came in 20"));
}

TEST_CASE("a dataset may go without typeProperties unless its table requires some") {
  const Decoded<Dataset> table(
      "a.json", R"({"name": "A", "properties": {"type": "AzureDataExplorerTable"}})");
  CHECK(table.found() == Findings{});
  CHECK(as<AzureDataExplorerTableDataset>(table.entity.type_properties) != nullptr);
  const Decoded<Dataset> file("a.json", R"({"name": "A", "properties": {"type": "Json"}})");
  CHECK(file.found() ==
        Findings{"1:38 error missing-property: `typeProperties` is missing, `Json` needs it"});
}

TEST_CASE("time spans, numbers and switches are typed by their rows") {
  const auto decoded = test::copy_from(
      R"({"type": "AzureDataExplorerSource", "query": "T", "queryTimeout": "0.1:00:00",
          "noTruncation": "True", "sourceRetryCount": "3", "maxConcurrentConnections": 1e1})");
  CHECK(decoded.found() == Findings{});
  const auto* source = as<AzureDataExplorerSource>(copy_of(decoded).source);
  REQUIRE(source != nullptr);
  CHECK(source->query_timeout.value_or({}).ticks == kTicksPerHour);
  CHECK(source->no_truncation.value_or(false));
  CHECK(source->source_retry_count.value_or(0) == 3);
  CHECK(source->max_concurrent_connections.value_or(0) == 10);
}

TEST_CASE("plain YAML scalars are what their rows say") {
  const Decoded<Pipeline> decoded("p.yaml",
                                  R"(name: P
properties:
  activities:
    - name: on
      type: AzureDataExplorerCommand
      linkedServiceName: {referenceName: 007, type: LinkedServiceReference}
      policy: {timeout: 00:10:00, secureInput: yes, retry: 2}
      typeProperties: {command: .show tables}
)");
  CHECK(decoded.found() == Findings{});
  const Activity& activity = decoded.entity.activities.literal()->at(0);
  CHECK(activity.name.value_or("") == "on");
  CHECK(activity.linked_service_name.literal()->name == "007");
  const ActivityPolicy* policy = activity.policy.literal();
  REQUIRE(policy != nullptr);
  CHECK(policy->timeout.value_or({}).ticks == 10 * kTicksPerMinute);
  CHECK(policy->secure_input.value_or(false));
  CHECK(policy->retry.value_or(0) == 2);
}

TEST_CASE("expressions come bare or as objects, and doubled at signs are text") {
  const auto decoded = test::copy_from(
      R"json({"type": "AzureDataExplorerSource", "query": {"value": "@concat('T')", "type": "expression"},
          "queryTimeout": "@pipeline().parameters.t", "additionalColumns": [
            {"name": "a", "value": "@@text"}, {"name": "b", "value": "x@{item()}"},
            {"name": "c", "value": {"value": null, "type": "Expression"}}]})json");
  CHECK(decoded.found() == Findings{});
  const auto* source = as<AzureDataExplorerSource>(copy_of(decoded).source);
  REQUIRE(source->query.expression() != nullptr);
  CHECK(source->query.expression()->object_form);
  CHECK(source->query.expression()->text.text() == "@concat('T')");
  CHECK(source->query_timeout.expression() != nullptr);
  const auto& columns = *source->additional_columns.literal();
  CHECK(columns.at(0).value.value_or("") == "@@text");
  CHECK(columns.at(1).value.expression() != nullptr);
  REQUIRE(columns.at(2).value.expression() != nullptr);
  CHECK(columns.at(2).value.expression()->text.text() == "");
}

TEST_CASE("activities inside loops and conditions are found") {
  const auto decoded = test::pipeline(R"({"name": "S", "type": "Switch", "typeProperties": {
      "on": {"value": "@x", "type": "Expression"},
      "cases": [{"value": "a", "activities": [{"name": "A", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}]}],
      "defaultActivities": [{"name": "B", "type": "IfCondition", "typeProperties": {
        "expression": {"value": "@true", "type": "Expression"},
        "ifFalseActivities": [{"name": "C", "type": "Fail", "typeProperties": {"message": "m", "errorCode": "1"}}]}}]}})");
  CHECK(decoded.found() == Findings{});
  const Activity& outer = decoded.entity.activities.literal()->at(0);
  REQUIRE(outer.nested.size() == 2);
  CHECK(outer.nested[0].activities.at(0).name.value_or("") == "A");
  const Activity& inner = outer.nested[1].activities.at(0);
  CHECK(decoded.document[outer.nested[1].node].key == "defaultActivities");
  CHECK(inner.nested.at(0).activities.at(0).name.value_or("") == "C");
}

TEST_CASE("a translator may be an object or computed as a whole") {
  const std::string head = R"({"name": "C", "type": "Copy",
      "inputs": [{"referenceName": "A", "type": "DatasetReference"}],
      "outputs": [{"referenceName": "B", "type": "DatasetReference"}], "typeProperties": {
        "source": {"type": "JsonSource"}, "sink": {"type": "JsonSink"}, "translator": )";
  const auto computed =
      test::pipeline(head + R"json({"value": "@json('{}')", "type": "Expression"}}})json");
  CHECK(computed.found() == Findings{});
  CHECK(copy_of(computed).translator.expression() != nullptr);
  const auto written = test::pipeline(head + R"({"type": "TabularTranslator", "mappings":
        [{"source": {"name": "a"}, "sink": {"name": "b", "type": "Int64"}}]}}})");
  CHECK(written.found() == Findings{});
  const auto* translator = as<TabularTranslator>(copy_of(written).translator);
  REQUIRE(translator != nullptr);
  const Mapping& mapping = translator->mappings.literal()->at(0);
  CHECK(mapping.sink.literal()->type.value_or("") == "Int64");
}

TEST_CASE("nothing at all is decoded from what is no object") {
  const Decoded<Pipeline> decoded("p.json", "[1]");
  CHECK(decoded.found() ==
        Findings{"1:1 error wrong-type: `Pipeline` is a list, an object is wanted"});
}

TEST_CASE("an explicit null is like an absent property") {
  const Decoded<LinkedService> decoded("a.json", R"({"name": "A", "properties": {
      "type": "FileServer", "connectVia": null,
      "typeProperties": {"host": null}}})");
  CHECK(!decoded.entity.connect_via.written());
  CHECK(decoded.found() ==
        Findings{"3:7 error missing-property: `host` is missing, `FileServer` needs it"});
}
