// Makes made/model/schemas.{h,cpp}, the definitions that JSON Schemas are put together from, and
// schemas/json: one whole schema for each kind of definition, and one for all.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/tables/assemble.h"
#include "compiler/tables/schema_rows.h"
#include "compiler/tables/schema_text.h"
#include "compiler/tables/writer.h"

namespace adxc::tables {
namespace {

/// Columns before a definition in a schema.
constexpr std::size_t kIndent = 4;

/// The kind that an entity's `type` tells apart; "" for a pipeline, which has none.
std::string kind_of(const Table& entity) {
  for (const Row& row : entity.rows)
    if (row.type.kind == Type::TypeOf) return row.type.target;
  return "";
}

/// What the type of an entity adds to the object that holds `type` and `typeProperties`.
Json typed_part(const Table& typed) {
  Json part = {
      {"properties",
       {{"type", {{"const", typed.type}}}, {"typeProperties", reference_to(typed.struct_name)}}}};
  Json required = Json::array();
  if (std::any_of(typed.rows.begin(), typed.rows.end(),
                  [](const Row& row) { return row.always_required(); }))
    required.push_back("typeProperties");
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

std::string part_name(const Table& entity, const Table& typed) {
  return entity.struct_name + "." + typed.struct_name;
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

Json with_level(Json outer, const std::string& name, const Json& inner) {
  if (name.empty()) return inner;
  if (inner.contains("required")) outer["required"].push_back(name);
  outer["properties"][name] = inner;
  return outer;
}

void add_entity(SchemaMaker& maker, const Table& entity) {
  const std::string name = typed_level(entity);
  const Json outer = level(maker, entity, "");
  Json inner = name.empty() ? outer : level(maker, entity, name);
  SchemaParts& parts = maker.parts();
  parts.flat[entity.struct_name] = with_level(outer, name, inner);
  Json choices = Json::array();
  for (const Table* typed : maker.catalogue().of_kind(kind_of(entity))) {
    const std::string part = part_name(entity, *typed);
    parts.flat[part] = typed_part(*typed);
    choices.push_back({{"if", has_type(typed->type)}, {"then", reference_to(part)}});
  }
  if (choices.empty()) return;
  inner["allOf"] = choices;
  parts.whole[entity.struct_name] = with_level(outer, name, inner);
}

/// Any definition, told by what it holds: a pipeline has activities, other kinds have types of
/// their own.
void add_bundle(SchemaMaker& maker) {
  Json choice = reference_to("LinkedService");
  for (const Table& entity : maker.catalogue().tables) {
    const std::string kind = kind_of(entity);
    if (entity.kind != "entity" || entity.nests || kind.empty() || kind == "linkedService")
      continue;
    Json type = {{"properties", {{"type", maker.type_names(kind)}}}, {"required", {"type"}}};
    if (kind == "dataset") type["required"].push_back("linkedServiceName");
    choice = {{"if", {{"properties", {{"properties", type}}}, {"required", {"properties"}}}},
              {"then", reference_to(entity.struct_name)},
              {"else", choice}};
  }
  const Json pipeline = {{"properties", {{"properties", {{"required", {"activities"}}}}}},
                         {"required", {"properties"}}};
  maker.parts().flat["Definition"] = {
      {"if", pipeline}, {"then", reference_to("Pipeline")}, {"else", choice}};
}

SchemaParts make_parts(const Catalogue& catalogue) {
  SchemaMaker maker(catalogue);
  for (const Table& table : catalogue.tables) {
    if (table.kind == "entity") {
      add_entity(maker, table);
    } else {
      maker.parts().flat[table.struct_name] = true;
      Json made = maker.object(table);
      maker.parts().flat[table.struct_name] = std::move(made);
    }
  }
  if (catalogue.shape("Pipeline") != nullptr) add_bundle(maker);
  return maker.parts();
}

std::string schemas_header() {
  Writer out;
  out.line(
      "// Made from schemas/*.yaml by adxc-tables; do not edit. JSON Schemas (draft 7), in parts.");
  out.line("#pragma once");
  out.blank();
  out.line("#include <span>");
  out.line("#include <string_view>");
  out.blank();
  out.line("namespace adxc::model {{");
  out.blank();
  out.line("struct SchemaPart {{");
  out.line("  std::string_view name;");
  out.line("  std::string_view flat;   // objects that say their own type are judged on their own");
  out.line("  std::string_view whole;  // all in one; \"\" when that is the same");
  out.line("}};");
  out.line("extern const std::span<const SchemaPart> kSchemaParts;  // by name");
  out.blank();
  out.line("/// What `adxc schema` prints by name.");
  out.line("struct SchemaName {{");
  out.line("  std::string_view name;    // \"dataset\", \"AzureDataExplorerTable\"");
  out.line("  std::string_view title;");
  out.line("  std::string_view entity;  // part for any type; of a kind the whole one");
  out.line("  std::string_view level;   // where the typed part stands");
  out.line("  std::string_view typed;   // part for one type, \"\" for a kind");
  out.line("}};");
  out.line("extern const std::span<const SchemaName> kSchemaNames;");
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

void make_names(Writer& out, const Catalogue& catalogue) {
  out.line("constexpr SchemaName kNames[] = {{");
  out.line("    {{\"adxc\", \"Definition of Data Factory\", \"Definition\", \"\", \"\"}},");
  for (const Table& entity : catalogue.tables) {
    if (entity.kind != "entity") continue;
    out.line("    {{{}, {}, {}, \"\", \"\"}},", cpp_text(file_stem(entity)), cpp_text(entity.title),
             cpp_text(entity.struct_name));
    for (const Table* typed : catalogue.of_kind(kind_of(entity)))
      out.line("    {{{}, {}, {}, {}, {}}},", cpp_text(typed->type),
               cpp_text(entity.title + " of type " + typed->type), cpp_text(entity.struct_name),
               cpp_text(typed_level(entity)), cpp_text(part_name(entity, *typed)));
  }
  for (const Table& table : catalogue.tables)
    if (table.typed_by_itself())
      out.line("    {{{}, {}, \"\", \"\", {}}},", cpp_text(table.type), cpp_text(table.type),
               cpp_text(table.struct_name));
  out.line("}};");
}

/// The constant that holds the text of a part.
std::string constant_of(std::string_view prefix, std::string_view name) {
  std::string constant(prefix);
  for (const char c : name) constant += c == '.' ? '_' : c;
  return constant;
}

void make_text(Writer& out, std::string_view prefix, std::string_view name, const Json& part) {
  out.line("constexpr char {}[] = R\"schema({})schema\";", constant_of(prefix, name),
           schema_text(part, kIndent));
}

/// Knows its size: compilers would count these characters one by one.
std::string text_named(std::string_view prefix, std::string_view name) {
  const std::string constant = constant_of(prefix, name);
  return fmt::format("{{{0}, sizeof({0}) - 1}}", constant);
}

std::string schemas_source(const Catalogue& catalogue, const SchemaParts& parts) {
  Writer out;
  out.line("// Made from schemas/*.yaml by adxc-tables; do not edit.");
  out.line("#include \"made/model/schemas.h\"");
  out.blank();
  out.line("namespace adxc::model {{");
  out.line("namespace {{");
  out.blank();
  out.line(
      "// Arrays of their own, not literals, which linkers mix: most texts are never looked at, "
      "and");
  out.line("// pages of memory without the names between them are never read.");
  for (const auto& [name, part] : parts.flat) make_text(out, "kFlat", name, part);
  for (const auto& [name, part] : parts.whole) make_text(out, "kWhole", name, part);
  out.blank();
  out.line("constexpr SchemaPart kParts[] = {{");
  for (const auto& [name, part] : parts.flat) {
    out.line("    {{{}, {},", cpp_text(name), text_named("kFlat", name));
    out.line("     {}}},", parts.whole.contains(name) ? text_named("kWhole", name) : "\"\"");
  }
  out.line("}};");
  make_names(out, catalogue);
  out.blank();
  out.line("}}  // namespace");
  out.blank();
  out.line("constinit const std::span<const SchemaPart> kSchemaParts = kParts;");
  out.line("constinit const std::span<const SchemaName> kSchemaNames = kNames;");
  out.blank();
  out.line("}}  // namespace adxc::model");
  return out.take();
}

/// Texts of the parts of whole schemas.
std::map<std::string, std::string, std::less<>> whole_texts(const SchemaParts& parts) {
  std::map<std::string, std::string, std::less<>> texts;
  for (const auto& [name, part] : parts.flat) {
    const auto whole = parts.whole.find(name);
    texts[name] = schema_text(whole == parts.whole.end() ? part : whole->second, kIndent);
  }
  return texts;
}

}  // namespace

void add_schemas(const Catalogue& catalogue, std::map<std::string, std::string>& files) {
  const SchemaParts parts = make_parts(catalogue);
  files["made/model/schemas.h"] = schemas_header();
  files["made/model/schemas.cpp"] = schemas_source(catalogue, parts);
  const auto texts = whole_texts(parts);
  const Definitions find = [&](std::string_view name) -> std::string_view {
    return texts.find(name)->second;
  };
  const auto add = [&](const std::string& stem, const std::string& title, const std::string& root) {
    files["committed/schemas/json/" + stem + ".schema.json"] =
        assemble_schema(title, {schema_reference(root)}, find);
  };
  for (const Table& table : catalogue.tables)
    if (table.kind == "entity" && !table.nests)
      add(file_stem(table), table.title, table.struct_name);
  if (parts.flat.count("Definition") > 0) add("adxc", "Definition of Data Factory", "Definition");
}

}  // namespace adxc::tables
