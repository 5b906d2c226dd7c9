#include <doctest/doctest.h>

#include "compiler/program/program.h"
#include "compiler/program/scalars.h"

using namespace adxc;
using namespace adxc::program;

namespace {

/// A template with one dataset whose table is `value`.
std::string template_with(const std::string& value, const std::string& head = "",
                          const std::string& name = "[concat(parameters('f'), '/Orders')]") {
  return R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "parameters": {"f": {"type": "string"}, "table": {"type": "string", "defaultValue": "Orders"},
      "o": {"type": "object", "defaultValue": {"x": {"y": "deep"}}}},
    "variables": {"twice": "[concat(parameters('table'), parameters('table'))]", "round": "[variables('round')]"},)" +
         head + R"("resources": [{"type": "Microsoft.DataFactory/factories/datasets", "name": ")" +
         name + R"(", "apiVersion": "2018-06-01", "properties": {"type": "AzureDataExplorerTable",
      "typeProperties": {"table": )" +
         value + "}}}]}";
}

struct Template {
  Workspace workspace;
  diag::Sink sink;
  explicit Template(const std::string& text) { add_file(workspace, "t.json", text, sink); }

  /// The table's text; "(unknown)" where only deployment knows it.
  std::string table() const {
    const Object& object = workspace.objects.at(0);
    const document::Document& document = workspace.document_of(object);
    const document::NodeId typed = object_at(document, object.properties, "typeProperties");
    const document::NodeId node = document.find(typed, "table");
    if (document.kind(node) == document::NodeKind::Broken) return "(unknown)";
    return std::string(document.text(node));
  }
};

std::string table(const std::string& value) {
  return Template(template_with("\"" + value + "\"")).table();
}

}  // namespace

TEST_CASE("values are worked out as far as they are known") {
  CHECK(table("Orders") == "Orders");
  CHECK(table("[[Orders]") == "[Orders]");
  CHECK(table("[parameters('table')]") == "Orders");
  CHECK(table("[PARAMETERS('TABLE')]") == "Orders");
  CHECK(table("[variables('twice')]") == "OrdersOrders");
  CHECK(table("[parameters('o').x['y']]") == "deep");
  CHECK(table("[format('{0}-{1}', parameters('table'), 1)]") == "Orders-1");
  CHECK(table("[if(equals(parameters('table'), 'Orders'), toUpper('a'), 'b')]") == "A");
  CHECK(table("[replace(parameters('table'), 'Ord', 'Us')]") == "Users");
}

TEST_CASE("everything else is known only at deployment") {
  for (const char* value :
       {"[parameters('f')]", "[concat(parameters('f'), 'x')]", "[variables('round')]",
        "[parameters('o')]", "[uniqueString('a')]", "[concat('@', 'pipeline().RunId')]",
        "[parameters('missing')]", "[concat('a'"}) {
    CAPTURE(value);
    const std::string found = table(value);
    CHECK((found == "(unknown)" || found == value));
  }
}

TEST_CASE("the name is what follows the factory's") {
  CHECK(Template(template_with("1")).workspace.objects.at(0).name == "Orders");
  const auto name = [](const char* text) {
    return Template(template_with("1", "", text)).workspace.objects.at(0);
  };
  CHECK(name("[format('{0}/{1}', parameters('f'), parameters('table'))]").name == "Orders");
  CHECK(name("shop/Orders").name == "Orders");
  const Object computed = name("[format('{0}/{1}_x', parameters('f'), parameters('f'))]");
  CHECK_FALSE(computed.deployed->name_known);
  CHECK(computed.name == "__x");
}

TEST_CASE("nested deployments see the names of the scope they ask for") {
  const auto nested = [](const std::string& scope) {
    return R"({"$schema": "https://x/deploymentTemplate.json#", "parameters": {"p": {"type": "string"}},
      "resources": {"d": {"type": "Microsoft.Resources/deployments", "name": "d", "properties": {)" +
           scope +
           R"("parameters": {"q": {"value": "Inner"}}, "template": {"parameters": {"q": {"type": "string"}},
        "resources": {"o": {"type": "Microsoft.DataFactory/factories/datasets", "name": "f/Orders",
          "properties": {"type": "T", "typeProperties": {"table": "[parameters('q')]"}}}}}}}}})";
  };
  CHECK(Template(nested(R"("expressionEvaluationOptions": {"scope": "inner"},)")).table() ==
        "Inner");
  CHECK(Template(nested("")).table() == "(unknown)");
}

TEST_CASE("what is wrong in a template is told once, and only when it holds objects of a factory") {
  const Template faulty(template_with(R"("[parameters('tabel')]")"));
  REQUIRE(faulty.sink.all().size() == 1);
  CHECK(faulty.sink.all()[0].message ==
        "the template has no parameter `tabel`; did you mean `table`?");
  const Template other(R"({"$schema": "https://x/deploymentTemplate.json#", "resources": [
      {"type": "Microsoft.Storage/storageAccounts", "name": "[parameters('x')]"}]})");
  CHECK(other.sink.all().empty());
  CHECK(other.workspace.not_definitions == 1);
}
