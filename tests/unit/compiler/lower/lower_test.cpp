#include "compiler/lower/lower.h"

#include <doctest/doctest.h>

using namespace adxc;

namespace {

constexpr const char* kAdx = R"({"name": "Adx", "properties": {"type": "AzureDataExplorer",
  "parameters": {"db": {"type": "string"}},
  "typeProperties": {"endpoint": "https://shop.westeurope.kusto.windows.net",
    "database": "@{linkedService().db}", "tenant": "t", "servicePrincipalId": "app",
    "servicePrincipalKey": {"type": "AzureKeyVaultSecret",
      "store": {"referenceName": "Vault", "type": "LinkedServiceReference"},
      "secretName": "loader-key"}}}})";
constexpr const char* kVault = R"({"name": "Vault", "properties": {"type": "AzureKeyVault",
  "typeProperties": {"baseUrl": "https://shop.vault.azure.net"}}})";
constexpr const char* kShare = R"({"name": "My Share", "properties": {"type": "FileServer",
  "typeProperties": {"host": "data", "userId": "u",
    "password": {"type": "SecureString", "value": "**********"}}}})";
constexpr const char* kOrders = R"json({"name": "Orders", "properties": {
  "type": "AzureDataExplorerTable", "parameters": {"table": {"type": "String"}},
  "linkedServiceName": {"referenceName": "adx", "type": "LinkedServiceReference",
    "parameters": {"db": "@concat('Sales', dataset().table)"}},
  "typeProperties": {"table": "@dataset().table"}}})json";
constexpr const char* kLanding = R"({"name": "Landing", "properties": {"type": "DelimitedText",
  "linkedServiceName": {"referenceName": "My Share", "type": "LinkedServiceReference"},
  "typeProperties": {"location": {"type": "FileServerLocation", "folderPath": "in"}}}})";

std::string copy(const std::string& name, const std::string& more) {
  return R"({"name": ")" + name + R"(", "type": "Copy", )" + more + R"(
    "inputs": [{"referenceName": "Landing", "type": "DatasetReference"}],
    "outputs": [{"referenceName": "Orders", "type": "DatasetReference",
      "parameters": {"table": "@pipeline().parameters.table"}}],
    "typeProperties": {"source": {"type": "DelimitedTextSource"},
      "sink": {"type": "AzureDataExplorerSink"},
      "translator": {"type": "TabularTranslator", "mappings": [
        {"source": {"ordinal": 1}, "sink": {"name": "Id", "type": "Int64"}},
        {"source": {"name": "when"}, "sink": {"name": "When"}}]}}})";
}

std::string command(const std::string& name, const std::string& text, const std::string& more) {
  return R"({"name": ")" + name + R"(", "type": "AzureDataExplorerCommand", )" + more + R"(
    "linkedServiceName": {"referenceName": "Adx", "type": "LinkedServiceReference",
      "parameters": {"db": "Ops"}},
    "typeProperties": {"command": ")" +
         text + R"("}})";
}

struct Lowered {
  program::Workspace workspace;
  diag::Sink sink;
  program::Program program;
  std::optional<plan::Plan> plan;
  std::string error;

  explicit Lowered(const std::string& activities,
                   const lower::Request& request = {"", {{"table", "T"}}},
                   const std::string& parameters = R"("table": {"type": "string"})") {
    add("linkedService/Adx.json", kAdx);
    add("linkedService/Vault.json", kVault);
    add("linkedService/My Share.json", kShare);
    add("dataset/Orders.json", kOrders);
    add("dataset/Landing.json", kLanding);
    add("pipeline/Nightly.json", "{\"name\": \"Nightly\", \"properties\": {\"parameters\": {" +
                                     parameters + "},\n\"activities\": [" + activities + "]}}");
    program = program::resolve(workspace, sink);
    Result<plan::Plan> made = lower::lower(program, request, sink);
    if (made) {
      plan = *std::move(made);
    } else {
      error = made.error().message;
    }
  }
  void add(const std::string& path, const std::string& text) {
    program::add_file(workspace, path, text, sink);
  }
  std::string findings() const {
    std::string all;
    for (const diag::Diagnostic& finding : sink.all()) {
      all += std::string(finding.rule.slug) + ": " + finding.message + "\n";
    }
    return all;
  }
};

std::string after(const std::string& name, const std::string& conditions) {
  return R"("dependsOn": [{"activity": ")" + name + R"(", "dependencyConditions": [)" + conditions +
         "]}],";
}

}  // namespace

TEST_CASE("a copy becomes a step with every value filled in") {
  const Lowered lowered(copy("Load", ""));
  CHECK(lowered.findings() == "");
  REQUIRE(lowered.plan);
  REQUIRE(lowered.plan->steps.size() == 1);
  const plan::Step& step = lowered.plan->steps[0];
  CHECK(step.address == "pipeline/Nightly/activity/Load");
  CHECK(step.origin == "pipeline/Nightly.json:2");
  CHECK(step.timeout_ticks == std::int64_t{7} * 24 * 3600 * 10'000'000);
  CHECK(step.retry_interval_seconds == 30);
  const auto& action = std::get<plan::Copy>(step.action);
  CHECK(action.sink.store == "AzureDataExplorer");
  CHECK(action.sink.address == "linkedService/Adx");
  CHECK(action.sink.format == "");
  CHECK(plan::text(action.sink.connection, "database") == "SalesT");
  CHECK(plan::text(action.sink.dataset, "table") == "T");
  CHECK(action.source.format == "DelimitedText");
  CHECK(plan::text(action.source.dataset, "location.folderPath") == "in");
  CHECK(plan::text(action.source.dataset, "columnDelimiter") == ",");
  REQUIRE(action.mapping.size() == 2);
  CHECK(action.mapping[0].source_ordinal == 1);
  CHECK(action.mapping[0].sink_type == "Int64");
  CHECK(action.mapping[1].source_name == "when");
  CHECK(lowered.plan->parameters.at("table") == "T");
  CHECK(lowered.plan->digest.size() == 64);
}

TEST_CASE("secrets are references to a vault or to the environment") {
  const Lowered lowered(copy("Load", ""));
  REQUIRE(lowered.plan);
  const auto& action = std::get<plan::Copy>(lowered.plan->steps[0].action);
  const plan::SecretRef* key = plan::secret(action.sink.connection, "servicePrincipalKey");
  REQUIRE(key != nullptr);
  CHECK(*key == plan::SecretRef{plan::SecretRef::Kind::KeyVault, "https://shop.vault.azure.net",
                                "loader-key", ""});
  const plan::SecretRef* password = plan::secret(action.source.connection, "password");
  REQUIRE(password != nullptr);
  CHECK(password->name == "ADXC_SECRET_MY_SHARE_PASSWORD");
}

TEST_CASE("steps stand in an order that their edges allow") {
  const Lowered lowered(
      command("Last", ".show tables", after("First", "\"Succeeded\", \"Failed\"")) + "," +
      command("First", ".clear table @{pipeline().parameters.table} data", ""));
  REQUIRE(lowered.plan);
  REQUIRE(lowered.plan->steps.size() == 2);
  CHECK(lowered.plan->steps[0].name == "First");
  CHECK(std::get<plan::Command>(lowered.plan->steps[0].action).text == ".clear table T data");
  CHECK(plan::text(std::get<plan::Command>(lowered.plan->steps[0].action).target.use,
                   "commandTimeout") == "00:20:00");
  REQUIRE(lowered.plan->edges.size() == 1);
  CHECK(lowered.plan->edges[0].from.value == 0);
  CHECK(lowered.plan->edges[0].to.value == 1);
  CHECK(lowered.plan->edges[0].conditions == 3);
}

TEST_CASE("inactive activities are left out and count as they are marked") {
  const std::string inactive = R"("state": "Inactive", )";
  const Lowered succeeded(command("A", ".show tables", inactive) + "," +
                          command("B", ".show tables", after("A", "\"Succeeded\"")));
  REQUIRE(succeeded.plan);
  REQUIRE(succeeded.plan->steps.size() == 1);
  CHECK(succeeded.plan->steps[0].name == "B");
  CHECK(succeeded.plan->edges.empty());
  const Lowered skipped(
      command("A", ".show tables", inactive + R"("onInactiveMarkAs": "Skipped", )") + "," +
      command("B", ".show tables", after("A", "\"Succeeded\"")) + "," +
      command("C", ".show tables", after("B", "\"Skipped\"")));
  REQUIRE(skipped.plan);
  REQUIRE(skipped.plan->steps.size() == 1);
  CHECK(skipped.plan->steps[0].name == "C");
  const Lowered failed(
      command("A", ".show tables", inactive + R"("onInactiveMarkAs": "Failed", )"));
  CHECK(failed.findings().starts_with("inactive-marked-failed"));
}

TEST_CASE("what cannot be planned is named") {
  CHECK(
      Lowered(command("A", "@concat('.show ', utcNow())", "")).findings() ==
      "known-only-at-run-time: `utcNow()` is known only while the pipeline runs, but a plan holds "
      "every value\n");
  CHECK(Lowered(R"({"name": "W", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}})")
            .findings()
            .starts_with("activity-not-executable"));
  CHECK(
      Lowered(command("A", "@pipeline().parameters.s", ""), {}, R"("s": {"type": "SecureString"})")
          .findings()
          .starts_with("secret-in-text"));
  CHECK(Lowered(command("A", "@concat(pipeline().parameters.s)", ""), {},
                R"("s": {"type": "SecureString"})")
            .findings()
            .starts_with("secret-in-text"));
}

TEST_CASE("mistakes of the request are no findings") {
  const std::string trim = command("A", ".show tables", "");
  CHECK(Lowered(trim, {"Night", {{"table", "T"}}}).error ==
        "there is no pipeline `Night`, only `Nightly`");
  CHECK(Lowered(trim, {"NIGHTLY", {{"TABLE", "T"}}}).error == "");
  CHECK(Lowered(trim, {"", {{"tabel", "T"}}}).error ==
        "pipeline `Nightly` has no parameter `tabel`, only `table`");
  CHECK(Lowered(trim, {}).error ==
        "parameter `table` of pipeline `Nightly` has no value and no default");
  CHECK(Lowered(trim, {"", {{"n", "x"}}}, R"("n": {"type": "int"})").error ==
        "parameter `n` is `x`, wanted a value of type Int");
}
