// Makes made/model/rows.h and made/model/rows.cpp.
#include <algorithm>
#include <array>
#include <map>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "compiler/tables/row_text.h"
#include "compiler/tables/writer.h"

namespace adxc::tables {
namespace {

/// The order of keys, as compiler/model/row.cpp looks them up.
bool before(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return fold_case(a) < fold_case(b);
}

/// Everything that the constants of the tables refer to, each list once.
class TableMaker {
 public:
  explicit TableMaker(const Catalogue& catalogue)
      : lists_(arrays_), rows_(catalogue, arrays_, lists_) {
    for (const Table& table : catalogue.tables) tables_.push_back(constant(table));
  }

  std::string arrays() { return arrays_.take(); }
  const std::vector<std::string>& tables() const { return tables_; }
  const std::vector<std::string>& rows() const { return pool_; }
  const std::vector<std::size_t>& positions() const { return positions_; }
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  std::string constant(const Table& table) {
    const std::string list = row_list(table);
    const bool required = std::any_of(table.rows.begin(), table.rows.end(),
                                      [](const Row& row) { return row.always_required(); });
    const auto level = std::find_if(table.rows.begin(), table.rows.end(),
                                    [](const Row& row) { return !row.within.empty(); });
    return fmt::format("{{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}}",
                       cpp_text(table.struct_name), cpp_text(table.kind), cpp_text(table.type),
                       cpp_text(level == table.rows.end() ? "" : level->within),
                       table.typed_by_itself(), table.open, required, date_number(table.since),
                       list, key_list(table), conditions(table), envelope(table));
  }

  std::string row_list(const Table& table) {
    const std::size_t first = positions_.size();
    for (const Row& row : table.rows) {
      const auto [at, is_new] = known_.emplace(rows_.constant(row), pool_.size());
      if (is_new) pool_.push_back(at->first);
      positions_.push_back(at->second);
    }
    return fmt::format("{{{}, {}}}", first, table.rows.size());
  }

  std::string key_list(const Table& table) {
    std::vector<std::pair<std::string, std::string>> keys;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      std::size_t name = 0;
      keys.emplace_back(table.rows[i].name, fmt::format("{{{}, 0}}", i));
      for (const std::string& alias : table.rows[i].aliases)
        keys.emplace_back(alias, fmt::format("{{{}, {}}}", i, ++name));
    }
    std::stable_sort(keys.begin(), keys.end(),
                     [](const auto& a, const auto& b) { return before(a.first, b.first); });
    const std::size_t first = keys_.size();
    for (const auto& [name, key] : keys) keys_.push_back(key);
    if (keys.empty()) return "{}";
    return fmt::format("{{kKeys + {}, {}}}", first, keys.size());
  }

  std::string conditions(const Table& table) {
    if (table.conditions.empty()) return "{}";
    std::vector<std::string> lines;
    for (const Condition& condition : table.conditions)
      lines.push_back(fmt::format("{{{}, {}, {}, {}, {}}},", cpp_text(condition.when),
                                  cpp_text(condition.is.value_or("")), lists_.name(condition.needs),
                                  lists_.name(condition.wants), lists_.name(condition.excludes)));
    return array("Condition", table.struct_name + "Conditions", lines);
  }

  std::string envelope(const Table& table) {
    if (table.envelope.empty()) return "{}";
    std::vector<std::string> lines;
    for (const EnvelopeRule& rule : table.envelope)
      lines.push_back(fmt::format("{{{}, {}, {}, {}}},", cpp_text(rule.name),
                                  rule.required == Required::Yes, rule.min_items, rule.max_items));
    return array("EnvelopeRule", table.struct_name + "Envelope", lines);
  }

  std::string array(const char* type, const std::string& name,
                    const std::vector<std::string>& lines) {
    arrays_.line("constexpr {} k{}[] = {{", type, name);
    for (const std::string& line : lines) arrays_.line("    {}", line);
    arrays_.line("}};");
    return "k" + name;
  }

  Writer arrays_;
  TextLists lists_;
  RowText rows_;
  std::vector<std::string> tables_;
  std::map<std::string, std::size_t> known_;
  std::vector<std::string> pool_;
  std::vector<std::size_t> positions_;
  std::vector<std::string> keys_;
};

/// The names of a kind's types, in the order of their positions.
std::vector<std::pair<std::string, std::string>> types_of(const Catalogue& catalogue,
                                                          const Kind& kind) {
  std::vector<std::pair<std::string, std::string>> types;
  for (const Table* table : catalogue.of_kind(kind.name))
    types.emplace_back(table->type, table_reference(catalogue, table->struct_name));
  for (const std::string& type : kind.types) types.emplace_back(type, "nullptr");
  return types;
}

void make_family_keys(Writer& out, const Catalogue& catalogue, const Kind& kind) {
  std::map<std::string, std::pair<std::string, std::size_t>> names;  // by folded name
  const auto add = [&](const std::string& name, std::size_t type) {
    names.emplace(fold_case(name), std::pair(name, type));
  };
  const auto types = types_of(catalogue, kind);
  const auto tables = catalogue.of_kind(kind.name);
  for (std::size_t i = 0; i < types.size(); ++i) add(types[i].first, i);
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (const std::string& alias : tables[i]->aliases) add(alias, i);
  for (std::size_t i = 0; i < types.size() && kind.singular_aliases; ++i)
    add(types[i].first.substr(0, types[i].first.size() - 1), i);
  std::vector<std::pair<std::string, std::size_t>> keys;
  for (const auto& [folded, key] : names) keys.push_back(key);
  std::sort(keys.begin(), keys.end(),
            [](const auto& a, const auto& b) { return before(a.first, b.first); });
  out.line("constexpr TypeKey k{}Keys[] = {{", variant_name(kind.name));
  for (const auto& [name, type] : keys) out.line("    {{{}, {}}},", cpp_text(name), type);
  out.line("}};");
}

void make_family(Writer& out, const Catalogue& catalogue, const Kind& kind) {
  const std::string name = "k" + variant_name(kind.name);
  const auto types = types_of(catalogue, kind);
  out.line("namespace {{");
  if (types.empty()) {
    out.line("constexpr std::span<const TypeName> {}Types = {{}};", name);
    out.line("constexpr std::span<const TypeKey> {}Keys = {{}};", name);
  } else {
    out.line("constexpr TypeName {}Types[] = {{", name);
    for (const auto& [type, table] : types) out.line("    {{{}, {}}},", cpp_text(type), table);
    out.line("}};");
    make_family_keys(out, catalogue, kind);
  }
  out.line("}}  // namespace");
  out.line("constinit const TypeFamily {} = {{{}, {}, {}Types, {}Keys}};", name,
           cpp_text(kind.name), cpp_text(kind.words), name, name);
}

template <typename Items>
void make_numbers(Writer& out, const Items& items) {
  std::string line;
  for (const auto& item : items) {
    line += fmt::format("{}, ", item);
    if (line.size() < 100) continue;
    out.line("    {}", line);
    line.clear();
  }
  if (!line.empty()) out.line("    {}", line);
}

}  // namespace

std::string make_rows_header(const Catalogue& catalogue) {
  Writer out;
  out.line("// Made from schemas/*.yaml by adxc-tables; do not edit. What the tables say.");
  out.line("#pragma once");
  out.blank();
  out.line("#include <array>");
  out.line("#include <string_view>");
  out.blank();
  out.line("#include \"compiler/model/row.h\"");
  out.blank();
  out.line("namespace adxc::model::rows {{");
  out.blank();
  out.line("extern const Row kRows[];  // of all tables; RowList knows whose");
  out.line("extern const std::uint16_t kPositions[];");
  out.line("extern const Table kTables[{}];", catalogue.tables.size());
  out.blank();
  for (std::size_t i = 0; i < catalogue.tables.size(); ++i)
    if (catalogue.tables[i].has_struct || catalogue.tables[i].kind == "entity")
      out.line("inline constexpr const Table& k{} = kTables[{}];", catalogue.tables[i].struct_name,
               i);
  out.blank();
  for (const Kind& kind : catalogue.kinds)
    out.line("extern const TypeFamily k{};", variant_name(kind.name));
  out.blank();
  out.line("/// What the `type` of a reference may be.");
  out.line("inline constexpr std::array<std::string_view, {}> kReferences = {{",
           catalogue.references.size());
  for (const std::string& target : catalogue.references)
    out.line("    {},", cpp_text(target + "Reference"));
  out.line("}};");
  out.blank();
  out.line("}}  // namespace adxc::model::rows");
  return out.take();
}

std::string make_rows_source(const Catalogue& catalogue) {
  TableMaker maker(catalogue);
  Writer out;
  out.line("// Made from schemas/*.yaml by adxc-tables; do not edit.");
  out.line("#include \"made/model/rows.h\"");
  out.blank();
  out.line("namespace adxc::model::rows {{");
  out.line("namespace {{");
  out.blank();
  out.line("{}", maker.arrays());
  out.line("constexpr Key kKeys[] = {{");
  make_numbers(out, maker.keys());
  out.line("}};");
  out.blank();
  out.line("}}  // namespace");
  out.blank();
  out.line("constinit const Row kRows[] = {{");
  for (const std::string& row : maker.rows()) out.line("    {},", row);
  out.line("}};");
  out.line("constinit const std::uint16_t kPositions[] = {{");
  make_numbers(out, maker.positions());
  out.line("}};");
  out.line("constinit const Table kTables[] = {{");
  for (const std::string& table : maker.tables()) out.line("    {},", table);
  out.line("}};");
  out.blank();
  for (const Kind& kind : catalogue.kinds) make_family(out, catalogue, kind);
  out.blank();
  out.line("}}  // namespace adxc::model::rows");
  return out.take();
}

}  // namespace adxc::tables
