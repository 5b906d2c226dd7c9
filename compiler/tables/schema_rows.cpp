#include "compiler/tables/schema_rows.h"

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "compiler/tables/timespan_pattern.h"

namespace adxc::tables {
namespace {

/// Text that is evaluated although it stands bare.
constexpr const char* kBareExpression = "^@([^@]|$)|@\\{";

Json typed_default(const Row& row) {
  const std::string& text = *row.default_value;
  if (row.type.kind == Type::Bool) return text == "true";
  if (row.type.kind == Type::Int || row.type.kind == Type::Number) return Json::parse(text);
  return text;
}

Json any_of(std::vector<Json> choices) {
  if (choices.size() == 1) return choices[0];
  return {{"anyOf", choices}};
}

Json enum_values(const Row& row) {
  std::vector<std::string> values = row.values;
  for (const auto& [word, value] : row.synonyms) values.push_back(word);
  if (row.any_case)
    for (std::size_t i = 0, count = values.size(); i < count; ++i)
      values.push_back(fold_case(values[i]));
  return {{"enum", values}};
}

Json required_names(const std::vector<std::string>& names) {
  return {{"required", names}};
}

}  // namespace

Json has_type(const std::string& type) {
  return {{"properties", {{"type", {{"const", type}}}}}, {"required", {"type"}}};
}

Json reference_to(const std::string& name) {
  return {{"$ref", "#/definitions/" + name}};
}

Json SchemaMaker::property(const Row& row) {
  Json schema = value(row, row.type);
  if (row.nullable) schema = {{"anyOf", Json::array({schema, {{"type", "null"}}})}};
  Json described = {{"description", row.doc}};
  if (row.default_value) described["default"] = typed_default(row);
  if (schema.contains("$ref")) {
    described["allOf"] = Json::array({schema});  // draft 7 ignores what stands beside $ref
  } else if (schema.is_object()) {
    described.update(schema);
  }
  return described;
}

Json SchemaMaker::value(const Row& row, const Type& type) {
  if (row.expressions == Expressions::Only) return expression();
  if (Json shared = usual(row, type); !shared.is_null()) return shared;
  return computed(row, type, scalar(row, type));
}

/// A definition for the scalars that most rows have: no limits, may be computed.
Json SchemaMaker::usual(const Row& row, const Type& type) {
  const bool limits = row.minimum || row.maximum || row.max_length != 0;
  if (row.expressions != Expressions::Yes || limits) return nullptr;
  const auto shared = [&](const char* name) {
    return define(name, [&] { return computed(row, type, scalar(row, type)); });
  };
  switch (type.kind) {
    case Type::String: return shared("Text");
    case Type::Bool: return shared("TrueOrFalse");
    case Type::Int: return shared("WholeNumber");
    case Type::Number: return shared("Number");
    case Type::TimeSpan: return shared("TimeSpan");
    case Type::Secret: return shared("Secret");
    default: return nullptr;
  }
}

/// Adds the ways in which a value may be computed.
Json SchemaMaker::computed(const Row& row, const Type& type, Json literal) {
  const bool object = type.kind == Type::Shape || type.kind == Type::Reference;
  const bool element = &type != &row.type;
  if (row.expressions == Expressions::No || type.kind == Type::Any || (object && element))
    return literal;
  std::vector<Json> choices = {std::move(literal), expression()};
  if (type.kind == Type::String) {
    choices.push_back(secure_string());
    choices.push_back(key_vault_secret());
  } else if (type.kind != Type::Secret) {
    choices.push_back({{"type", "string"}, {"pattern", kBareExpression}});
  }
  return any_of(choices);
}

Json SchemaMaker::scalar(const Row& row, const Type& type) {
  switch (type.kind) {
    case Type::String: return text(row);
    case Type::Bool: return {{"type", "boolean"}};
    case Type::Int: return whole_number(row);
    case Type::Number: return {{"type", "number"}};
    case Type::TimeSpan: return timespan(row);
    case Type::Enum: return enum_values(row);
    case Type::Secret: return secret();
    case Type::Any: return Json::object();
    case Type::Reference: return reference(type.target);
    case Type::Shape: {
      const Table& table = *catalogue_->shape(type.target);
      if (table.kind == "entity") return entity(table.struct_name);
      return define(table.struct_name, [&] { return object(table); });
    }
    case Type::OneOf: return one_of(type.target);
    case Type::Typed: return {{"type", "object"}};
    case Type::TypeOf: return type_names(type.target);
    case Type::Nested: return {{"type", "array"}, {"items", entity(type.target)}};
    case Type::Map:
      return {{"type", "object"}, {"additionalProperties", value(row, type.element[0])}};
    case Type::Array: return list(row, type);
  }
  return Json::object();
}

Json SchemaMaker::list(const Row& row, const Type& type) {
  Json schema = {{"type", "array"}, {"items", value(row, type.element[0])}};
  if (row.min_items != 0) schema["minItems"] = row.min_items;
  if (row.max_items != 0) schema["maxItems"] = row.max_items;
  return schema;
}

Json SchemaMaker::whole_number(const Row& row) {
  Json schema = {{"type", "integer"}};
  if (row.minimum) schema["minimum"] = std::stoll(*row.minimum);
  if (row.maximum) schema["maximum"] = std::stoll(*row.maximum);
  return schema;
}

Json SchemaMaker::text(const Row& row) {
  Json schema = {{"type", "string"}};
  if (row.max_length != 0) schema["maxLength"] = row.max_length;
  return schema;
}

Json SchemaMaker::timespan(const Row& row) {
  Json schema = {{"type", "string"}, {"pattern", any_timespan()}};
  if (row.maximum) schema["pattern"] = timespan_up_to(*parse_timespan(*row.maximum));
  if (row.minimum) schema["not"] = {{"pattern", timespan_below(*parse_timespan(*row.minimum))}};
  return schema;
}

Json SchemaMaker::expression() {
  return define("Expression", [] {
    return Json{{"description", "Text that is evaluated when the pipeline runs."},
                {"type", "object"},
                {"properties", {{"type", {{"const", "Expression"}}}, {"value", Json::object()}}},
                {"required", {"type"}}};
  });
}

Json SchemaMaker::secret() {
  return {{"anyOf", Json::array({{{"type", "string"}}, secure_string(), key_vault_secret()})}};
}

Json SchemaMaker::secure_string() {
  return define("SecureString", [] {
    return Json{
        {"description", "A secret, kept by the service."},
        {"type", "object"},
        {"properties",
         {{"type", {{"const", "SecureString"}}}, {"value", {{"type", {"string", "object"}}}}}},
        {"required", {"type", "value"}}};
  });
}

Json SchemaMaker::key_vault_secret() {
  return define("AzureKeyVaultSecret", [this] {
    const Json name = {{"anyOf", Json::array({{{"type", "string"}}, expression()})}};
    return Json{{"description", "A secret of a key vault."},
                {"type", "object"},
                {"properties",
                 {{"type", {{"const", "AzureKeyVaultSecret"}}},
                  {"store", reference("LinkedService")},
                  {"secretName", name},
                  {"secretVersion", name}}},
                {"required", {"type", "store", "secretName"}}};
  });
}

Json SchemaMaker::reference(const std::string& target) {
  return define(target + "Reference", [&] {
    return Json{{"type", "object"},
                {"properties",
                 {{"referenceName", {{"type", "string"}}},
                  {"type", {{"const", target + "Reference"}}},
                  {"parameters", {{"type", "object"}}}}},
                {"required", {"referenceName", "type"}}};
  });
}

Json SchemaMaker::type_names(std::string_view kind) const {
  Json names = Json::array();
  for (const Table* table : catalogue_->of_kind(kind)) names.push_back(table->type);
  for (const std::string& name : catalogue_->kind(kind)->types) names.push_back(name);
  return {{"enum", names}};
}

/// An activity in a list of them.
Json SchemaMaker::entity(const std::string& name) {
  parts_.whole["Nested" + name] = reference_to(name);
  return define("Nested" + name, [] { return Json{{"type", "object"}}; });
}

/// An object that says its own type.
Json SchemaMaker::one_of(const std::string& kind) {
  return define(variant_name(kind), [&] {
    Json schema = {
        {"type", "object"}, {"properties", {{"type", type_names(kind)}}}, {"required", {"type"}}};
    Json whole = schema;
    Json choices = Json::array();
    for (const Table* table : catalogue_->of_kind(kind))
      choices.push_back(
          {{"if", has_type(table->type)}, {"then", reference_to(table->struct_name)}});
    if (!choices.empty()) whole["allOf"] = choices;
    parts_.whole[variant_name(kind)] = whole;
    return schema;
  });
}

Json SchemaMaker::object(const Table& table) {
  Json schema = {{"description", table.doc}, {"type", "object"}};
  Json& properties = schema["properties"] = Json::object();
  Json required = Json::array();
  if (table.typed_by_itself()) {
    properties["type"] = {{"const", table.type}};
    required.push_back("type");
  }
  for (const Row& row : table.rows) {
    properties[row.name] = property(row);
    for (const std::string& alias : row.aliases) properties[alias] = properties[row.name];
    if (row.always_required()) required.push_back(row.name);
  }
  if (!required.empty()) schema["required"] = required;
  add_rules(table, schema);
  return schema;
}

/// What depends on the presence of other properties.
void SchemaMaker::add_rules(const Table& table, Json& schema) {
  Json rules = Json::array();
  for (const Row& row : table.rows) {
    if (row.unless.empty()) continue;
    Json choices = Json::array({required_names({row.name})});
    for (const std::string& other : row.unless) choices.push_back(required_names({other}));
    rules.push_back({{"anyOf", choices}});
  }
  for (const Condition& condition : table.conditions) {
    if (condition.is) {
      const Json is = *condition.is == "true" ? Json(true) : Json(*condition.is);
      Json when = required_names({condition.when});
      when["properties"] = {{condition.when, {{"const", is}}}};
      rules.push_back({{"if", when}, {"then", required_names(condition.needs)}});
    } else if (!condition.needs.empty()) {
      schema["dependencies"][condition.when] = condition.needs;
    }
    for (const std::string& other : condition.excludes)
      rules.push_back({{"not", required_names({condition.when, other})}});
  }
  if (!rules.empty()) schema["allOf"] = rules;
}

}  // namespace adxc::tables
