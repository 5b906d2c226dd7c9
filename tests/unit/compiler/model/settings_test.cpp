#include "compiler/model/settings.h"

#include <map>

#include <doctest/doctest.h>

#include "compiler/base/ticks.h"
#include "decoded.h"

using namespace adxc;
using namespace adxc::model;

namespace {

std::map<std::string, SettingValue> by_name(const std::vector<Setting>& settings) {
  std::map<std::string, SettingValue> map;
  for (const Setting& setting : settings) map[setting.name] = setting.value;
  return map;
}

template <typename T>
T get(const std::map<std::string, SettingValue>& settings, const std::string& name) {
  REQUIRE(settings.count(name) == 1);
  REQUIRE(std::holds_alternative<T>(settings.at(name)));
  return std::get<T>(settings.at(name));
}

}  // namespace

TEST_CASE("settings have dotted names, and defaults where nothing is written") {
  const test::Decoded<Dataset> decoded("a.json", R"({"name": "A", "properties": {
      "type": "DelimitedText", "typeProperties": {"firstRowAsHeader": true,
        "location": {"type": "FileServerLocation", "folderPath": "in", "fileName": "@item"}}}})");
  REQUIRE(decoded.sink.all().empty());
  const auto all = by_name(settings(decoded.entity.type_properties));
  CHECK(get<std::string>(all, "location.type") == "FileServerLocation");
  CHECK(get<std::string>(all, "location.folderPath") == "in");
  CHECK(get<Expression>(all, "location.fileName").text.text() == "@item");
  CHECK(get<bool>(all, "firstRowAsHeader"));
  CHECK(get<std::string>(all, "columnDelimiter") == ",");
  CHECK(get<std::string>(all, "escapeChar") == "\\");
  CHECK(get<std::string>(all, "nullValue") == "");
  CHECK(all.count("rowDelimiter") == 0);
}

TEST_CASE("lists are counted, and whole activities can be walked") {
  const auto decoded = test::copy_from(R"({"type": "AzureDataExplorerSource", "query": "T",
      "additionalColumns": [{"name": "a", "value": "1"}, {"name": "b", "value": "@x"}]})");
  const auto all = by_name(settings(decoded.entity));
  const std::string source = "activities.0.typeProperties.source.";
  CHECK(get<std::string>(all, source + "additionalColumns.0.name") == "a");
  CHECK(get<Expression>(all, source + "additionalColumns.1.value").text.text() == "@x");
  CHECK(get<Timespan>(all, source + "queryTimeout").ticks == 10 * kTicksPerMinute);
  CHECK(get<Reference>(all, "activities.0.inputs.0").name == "A");
  CHECK(get<std::string>(all, "activities.0.name") == "C");
}

TEST_CASE("secrets and types without a table stand as what they are") {
  const auto service =
      test::adx(R"({"endpoint": "e", "database": {"type": "SecureString", "value": "d"},
      "tenant": "t", "servicePrincipalId": "i", "servicePrincipalKey": "open"})");
  const auto all = by_name(settings(service.entity.type_properties));
  CHECK(std::holds_alternative<PlainText>(get<Secret>(all, "servicePrincipalKey").form));
  CHECK(std::holds_alternative<SecureString>(get<Secret>(all, "database").form));
  const auto copy =
      test::copy_from(R"({"type": "JsonSource", "storeSettings": {"type": "HttpReadSettings"}})");
  const auto source = by_name(settings(copy.entity));
  CHECK(get<PlainObject>(source, "activities.0.typeProperties.source.storeSettings").type ==
        "HttpReadSettings");
}

TEST_CASE("evaluated text is judged by the row") {
  const auto row = [](std::string_view name) -> const Row& {
    for (const Row& candidate : AzureDataExplorerSource::kTable->rows)
      if (candidate.name == name) return candidate;
    FAIL("no such row");
    return kTypeRow;
  };
  CHECK(std::get<Timespan>(*setting_value(row("queryTimeout"), "00:30:00")).ticks ==
        30 * kTicksPerMinute);
  CHECK(setting_value(row("queryTimeout"), "02:00:00").error().message ==
        "`queryTimeout` is `02:00:00`, 00:00:01 to 01:00:00 is wanted");
  CHECK(setting_value(row("queryTimeout"), "soon").error().kind == ErrorKind::Data);
  CHECK(std::get<bool>(*setting_value(row("noTruncation"), "True")));
  CHECK(!setting_value(row("noTruncation"), "1").has_value());
  CHECK(std::get<std::int64_t>(*setting_value(row("sourceRetryCount"), "4")) == 4);
  CHECK(!setting_value(row("sourceRetryCount"), "4.5").has_value());
  CHECK(std::get<std::string>(*setting_value(row("query"), "T")) == "T");
}
