#include <nlohmann/json.hpp>

#include "compiler/catalogue/rule_pages.h"
#include "compiler/policy/settings.h"

namespace adxc::policy {
namespace {

using Json = nlohmann::ordered_json;

/// Rules, families, `default` and `all`, for editors to offer.
Json rule_names() {
  Json names = {"default", "all"};
  for (const catalogue::Family& family : catalogue::families()) names.push_back(family.name);
  for (const catalogue::RulePage& page : catalogue::rule_pages()) names.push_back(page.slug);
  return names;
}

Json shape(const Setting& setting);

Json object_shape(const Setting& setting) {
  Json schema = {{"type", "object"}, {"properties", Json::object()}};
  Json required = Json::array();
  for (const Setting& property : setting.properties) {
    Json& made = schema["properties"][property.name] = {{"description", property.doc}};
    made.update(shape(property));
    if (property.required) required.push_back(property.name);
  }
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

Json map_shape(const Setting& setting) {
  Json schema = {{"type", "object"}, {"additionalProperties", shape(setting.element[0])}};
  if (setting.keys) schema["propertyNames"] = {{"$ref", "#/definitions/rule"}};
  return schema;
}

Json shape(const Setting& setting) {
  switch (setting.type) {
    case Setting::Type::Object: return object_shape(setting);
    case Setting::Type::List: return {{"type", "array"}, {"items", shape(setting.element[0])}};
    case Setting::Type::Map: return map_shape(setting);
    case Setting::Type::Text: return {{"type", "string"}};
    case Setting::Type::Int:
      return {{"type", "integer"}, {"minimum", setting.minimum}, {"maximum", setting.maximum}};
    case Setting::Type::Enum: return {{"enum", setting.values}};
    case Setting::Type::Size:
      return {{"type", {"string", "integer"}}, {"pattern", "^[0-9]+([KM]i?B|B)?$"}};
    case Setting::Type::Date:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    case Setting::Type::Rule:
    case Setting::Type::Silenced: return {{"$ref", "#/definitions/rule"}};
  }
  return Json::object();
}

}  // namespace

std::string settings_schema() {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", settings().name},
                 {"description", settings().doc}};
  schema.update(shape(settings()));
  schema["definitions"] = {{"rule", {{"enum", rule_names()}}}};
  return schema.dump(2) + "\n";
}

}  // namespace adxc::policy
