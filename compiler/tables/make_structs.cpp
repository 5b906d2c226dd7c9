// Makes made/model/structs.h.
#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/ranges.h>

#include "compiler/tables/writer.h"

namespace adxc::tables {
namespace {

bool is_object(const Type& type) {
  return type.kind == Type::Shape || type.kind == Type::Reference || type.kind == Type::Any;
}

std::string cpp_type(const Type& type) {
  switch (type.kind) {
    case Type::String:
    case Type::Enum:
    case Type::TypeOf: return "std::string";
    case Type::Bool: return "bool";
    case Type::Int: return "std::int64_t";
    case Type::Number: return "double";
    case Type::TimeSpan: return "Timespan";
    case Type::Secret: return "Secret";
    case Type::Any:
    case Type::Nested: return "Any";
    case Type::Reference: return "Reference";
    case Type::Shape: return type.target;
    case Type::OneOf:
    case Type::Typed: return variant_name(type.target);
    case Type::Array:
    case Type::Map: break;
  }
  const Type& element = type.element[0];
  const std::string inner =
      is_object(element) ? cpp_type(element) : fmt::format("Property<{}>", cpp_type(element));
  if (type.kind == Type::Map) return fmt::format("std::vector<Named<{}>>", inner);
  return fmt::format("std::vector<{}>", inner);
}

std::string member_list(const Table& table) {
  std::string list;
  for (const Row& row : table.rows) list += (list.empty() ? "" : ", ") + row.member;
  return list;
}

void make_struct(Writer& out, const Table& table) {
  out.line("/// {} ({})", table.doc, table.file);
  out.line("struct {} {{", table.struct_name);
  out.line("  static constexpr const Table* kTable = &rows::k{};", table.struct_name);
  if (table.kind == "entity") out.line("  const document::Document* document = nullptr;");
  out.line("  document::NodeId node;  // the object it was decoded from");
  for (const Row& row : table.rows)
    out.line("  Property<{}> {};  // {}", cpp_type(row.type), row.member, row.doc);
  if (table.nests)
    out.line("  std::vector<Nested<{}>> nested;  // lists inside typeProperties",
             table.struct_name);
  out.blank();
  out.line("  auto fields() {{ return std::tie({}); }}", member_list(table));
  out.line("  auto fields() const {{ return std::tie({}); }}", member_list(table));
  out.line("}};");
  out.blank();
}

void make_variant(Writer& out, const Catalogue& catalogue, const Kind& kind) {
  std::vector<std::string_view> structs;
  for (const Table* table : catalogue.of_kind(kind.name))
    if (table->has_struct) structs.push_back(table->struct_name);
  out.line("using {} = OneOf<{}>;", variant_name(kind.name), fmt::join(structs, ", "));
  out.blank();
}

}  // namespace

std::string make_structs(const Catalogue& catalogue) {
  Writer out;
  out.line(
      "// Made from schemas/*.yaml by adxc-tables; do not edit. One struct for each property "
      "table");
  out.line("// that says `struct: yes`, and for what it consists of.");
  out.line("#pragma once");
  out.blank();
  for (const char* header : {"cstdint", "string", "tuple", "variant", "vector"})
    out.line("#include <{}>", header);
  out.blank();
  out.line("#include \"compiler/model/property.h\"");
  out.line("#include \"made/model/rows.h\"");
  out.blank();
  out.line("namespace adxc::model {{");
  out.blank();
  std::set<std::string> made;
  const auto make_complete_variants = [&](std::size_t next) {
    for (const Kind& kind : catalogue.kinds) {
      const bool more = std::any_of(
          catalogue.tables.begin() + static_cast<std::ptrdiff_t>(next), catalogue.tables.end(),
          [&](const Table& table) { return table.kind == kind.name && table.has_struct; });
      if (!more && made.insert(kind.name).second) make_variant(out, catalogue, kind);
    }
  };
  for (std::size_t i = 0; i < catalogue.tables.size() && catalogue.tables[i].has_struct; ++i) {
    make_complete_variants(i);
    make_struct(out, catalogue.tables[i]);
  }
  make_complete_variants(catalogue.tables.size());
  out.line("}}  // namespace adxc::model");
  return out.take();
}

}  // namespace adxc::tables
