#include "compiler/model/schemas.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/assert.h"
#include "compiler/tables/assemble.h"

namespace adxc::model {
namespace {

using std::string_view;
using tables::schema_reference;

const SchemaPart& part(string_view name) {
  const auto at = std::lower_bound(kSchemaParts.begin(), kSchemaParts.end(), name,
                                   [](const SchemaPart& a, string_view b) { return a.name < b; });
  ADXC_ASSERT(at != kSchemaParts.end() && at->name == name);
  return *at;
}

string_view flat_part(string_view name) {
  return part(name).flat;
}

string_view whole_part(string_view name) {
  const SchemaPart& found = part(name);
  return found.whole.empty() ? found.flat : found.whole;
}

/// The part for a type, which stands at a level of its entity.
std::string at_level(string_view level, string_view name) {
  const std::string reference = schema_reference(name);
  if (level.empty()) return reference;
  return fmt::format("{{\"properties\": {{\"{}\": {}}}}}", level, reference);
}

}  // namespace

std::string flat_schema(const Table& table, const Table* typed) {
  std::vector<std::string> roots = {schema_reference(table.struct_name)};
  if (typed != nullptr)
    roots.push_back(
        at_level(table.level, fmt::format("{}.{}", table.struct_name, typed->struct_name)));
  return tables::assemble_schema("", roots, flat_part);
}

std::string published_schema(const SchemaName& name) {
  if (name.typed.empty())
    return tables::assemble_schema(name.title, {schema_reference(name.entity)}, whole_part);
  std::vector<std::string> roots = {at_level(name.level, name.typed)};
  if (!name.entity.empty()) roots.insert(roots.begin(), schema_reference(name.entity));
  return tables::assemble_schema(name.title, roots, flat_part);
}

}  // namespace adxc::model
