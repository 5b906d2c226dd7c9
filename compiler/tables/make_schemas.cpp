// Makes schemas/json: flat ones, which decode() asks at run time, and whole ones for editors; and
// made/model/schemas.{h,cpp}, which hold the flat ones as constants.
#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/tables/schema_rows.h"
#include "compiler/tables/writer.h"

namespace adxc::tables {
namespace {

constexpr const char* kDraft = "http://json-schema.org/draft-07/schema#";

/// The kind that an entity's `type` tells apart; "" for a pipeline, which has none.
std::string kind_of(const Table& entity) {
  for (const Row& row : entity.rows)
    if (row.type.kind == Type::TypeOf) return row.type.target;
  return "";
}

bool any_required(const Table* table) {
  if (table == nullptr) return false;
  for (const Row& row : table->rows)
    if (row.required == Required::Yes) return true;
  return false;
}

/// What the type of an entity adds to the object that holds `type` and `typeProperties`.
Json typed_part(SchemaMaker& maker, const Table& typed) {
  Json part = {{"properties", {{"typeProperties", maker.reference_to(typed)}}}};
  Json required = Json::array();
  if (any_required(&typed)) required.push_back("typeProperties");
  for (const EnvelopeRule& rule : typed.envelope) {
    if (rule.required == Required::Yes) required.push_back(rule.name);
    Json limits = Json::object();
    if (rule.min_items != 0) limits["minItems"] = rule.min_items;
    if (rule.max_items != 0) limits["maxItems"] = rule.max_items;
    if (!limits.empty()) part["properties"][rule.name] = limits;
  }
  if (!required.empty()) part["required"] = required;
  return part;
}

/// One level of an entity: the outer object, or the one its rows stand in.
Json level(SchemaMaker& maker, const Table& entity, const std::string& within) {
  Json schema = {{"type", "object"}, {"properties", Json::object()}};
  Json required = Json::array();
  for (const Row& row : entity.rows) {
    if (row.within != within) continue;
    schema["properties"][row.name] = maker.property(row);
    if (row.required == Required::Yes) required.push_back(row.name);
  }
  if (!required.empty()) schema["required"] = required;
  return schema;
}

/// The level that holds `type`.
std::string typed_level(const Table& entity) {
  for (const Row& row : entity.rows)
    if (!row.within.empty()) return row.within;
  return "";
}

/// `typed` null: for any type. In a whole schema that means each by its own rules.
Json entity_schema(SchemaMaker& maker, const Table& entity, const Table* typed) {
  const std::string inner_name = typed_level(entity);
  Json outer = level(maker, entity, "");
  Json inner = inner_name.empty() ? outer : level(maker, entity, inner_name);
  Json parts = Json::array();
  if (typed != nullptr) {
    inner["properties"]["type"] = {{"const", typed->type}};
    parts.push_back(typed_part(maker, *typed));
  } else if (maker.depth() == Depth::Whole) {
    for (const Table* table : maker.catalogue().of_kind(kind_of(entity)))
      parts.push_back({{"if", has_type(table->type)}, {"then", typed_part(maker, *table)}});
  }
  if (!parts.empty()) inner["allOf"] = parts;
  if (inner_name.empty()) return inner;
  if (inner.contains("required")) outer["required"].push_back(inner_name);
  outer["properties"][inner_name] = inner;
  return outer;
}

std::string file_text(const std::string& title, const Json& schema, const Json& definitions) {
  Json file = {{"$schema", kDraft},
               {"$comment", "Made from schemas/*.yaml by adxc-tables; do not edit."},
               {"title", title}};
  file.update(schema);
  if (!definitions.empty()) file["definitions"] = definitions;
  return file.dump(2) + "\n";
}

struct FlatSchema {
  std::string table;  // struct names, as in model::Table
  std::string typed;
  std::string path;
  std::string text;
};

FlatSchema flat_entity(const Catalogue& catalogue, const Table& entity, const Table* typed) {
  SchemaMaker maker(catalogue, Depth::Flat);
  const Json schema = entity_schema(maker, entity, typed);
  const std::string type = typed == nullptr ? "" : typed->type;
  const std::string title = type.empty() ? entity.title : entity.title + " of type " + type;
  return {entity.struct_name, typed == nullptr ? "" : typed->struct_name,
          fmt::format("flat/{}{}{}", entity.struct_name, type.empty() ? "" : ".", type),
          file_text(title, schema, maker.definitions())};
}

std::vector<FlatSchema> flat_schemas(const Catalogue& catalogue) {
  std::vector<FlatSchema> schemas;
  for (const Table& table : catalogue.tables) {
    if (table.kind == "entity") {
      schemas.push_back(flat_entity(catalogue, table, nullptr));
      for (const Table* typed : catalogue.of_kind(kind_of(table)))
        schemas.push_back(flat_entity(catalogue, table, typed));
    } else if (table.kind != "shape" && table.kind != "linkedService" && table.kind != "dataset" &&
               table.kind != "activity") {
      SchemaMaker maker(catalogue, Depth::Flat);
      const Json schema = maker.object(table);
      schemas.push_back({table.struct_name, "", "flat/" + table.struct_name,
                         file_text(table.type, schema, maker.definitions())});
    }
  }
  return schemas;
}

std::string schemas_header() {
  Writer out;
  out.line(
      "// Made from schemas/*.yaml by adxc-tables; do not edit. JSON Schemas (draft 7) as "
      "constants.");
  out.line("#pragma once");
  out.blank();
  out.line("#include <span>");
  out.line("#include <string_view>");
  out.blank();
  out.line("namespace adxc::model {{");
  out.blank();
  out.line(
      "/// The schema of objects of `table`, of type `typed` or of any type when that is \"\".");
  out.line("struct SchemaText {{");
  out.line("  std::string_view table;");
  out.line("  std::string_view typed;");
  out.line("  std::string_view text;");
  out.line("}};");
  out.blank();
  out.line("extern const std::span<const SchemaText> kSchemas;");
  out.blank();
  out.line("}}  // namespace adxc::model");
  return out.take();
}

std::string schemas_source(const std::vector<FlatSchema>& schemas) {
  Writer out;
  out.line("// Made from schemas/*.yaml by adxc-tables; do not edit.");
  out.line("#include \"made/model/schemas.h\"");
  out.blank();
  out.line("namespace adxc::model {{");
  out.line("namespace {{");
  out.blank();
  out.line("constexpr SchemaText kTexts[] = {{");
  for (const FlatSchema& schema : schemas)
    out.line("    {{{}, {}, R\"schema({})schema\"}},", cpp_text(schema.table),
             cpp_text(schema.typed), schema.text);
  out.line("}};");
  out.blank();
  out.line("}}  // namespace");
  out.blank();
  out.line("constinit const std::span<const SchemaText> kSchemas = kTexts;");
  out.blank();
  out.line("}}  // namespace adxc::model");
  return out.take();
}

/// "LinkedService" -> "linkedService".
std::string file_stem(const Table& entity) {
  std::string stem = entity.struct_name;
  stem[0] = fold_case(stem.substr(0, 1))[0];
  return stem;
}

/// Whether an entity has a list of another.
bool holds(const Table& entity, const Table& item) {
  return std::any_of(entity.rows.begin(), entity.rows.end(), [&](const Row& row) {
    return !row.type.element.empty() && row.type.element[0].target == item.struct_name;
  });
}

std::string whole_schema(const Catalogue& catalogue, const Table& entity) {
  SchemaMaker maker(catalogue, Depth::Whole);
  const Json schema = entity_schema(maker, entity, nullptr);
  for (const Table& nested : catalogue.tables)
    if (nested.nests && holds(entity, nested))
      maker.define(nested.struct_name, [&] { return entity_schema(maker, nested, nullptr); });
  return file_text(entity.title, schema, maker.definitions());
}

/// Any definition: a pipeline has activities, a dataset a linked service, a linked service neither.
std::string bundle(const Catalogue& catalogue) {
  SchemaMaker maker(catalogue, Depth::Whole);
  for (const Table& table : catalogue.tables)
    if (table.kind == "entity")
      maker.define(table.struct_name, [&] { return entity_schema(maker, table, nullptr); });
  const auto has = [](const char* name) {
    return Json{{"properties", {{"properties", {{"required", {name}}}}}},
                {"required", {"properties"}}};
  };
  const auto to = [](const char* name) {
    return Json{{"$ref", std::string("#/definitions/") + name}};
  };
  const Json schema = {
      {"if", has("activities")},
      {"then", to("Pipeline")},
      {"else",
       {{"if", has("linkedServiceName")}, {"then", to("Dataset")}, {"else", to("LinkedService")}}}};
  return file_text("Linked service, dataset or pipeline", schema, maker.definitions());
}

}  // namespace

void add_schemas(const Catalogue& catalogue, std::map<std::string, std::string>& files) {
  const std::string folder = "committed/schemas/json/";
  const std::vector<FlatSchema> flat = flat_schemas(catalogue);
  for (const FlatSchema& schema : flat) files[folder + schema.path + ".schema.json"] = schema.text;
  files["made/model/schemas.h"] = schemas_header();
  files["made/model/schemas.cpp"] = schemas_source(flat);
  for (const Table& table : catalogue.tables)
    if (table.kind == "entity" && !table.nests)
      files[folder + file_stem(table) + ".schema.json"] = whole_schema(catalogue, table);
  files[folder + "adxc.schema.json"] = bundle(catalogue);
}

}  // namespace adxc::tables
