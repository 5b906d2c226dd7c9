// union: columns by name; a name with several types becomes one column for each type.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {

/// Tables whose names match; only the catalog knows.
void Binder::wildcard_tables(NodeId node, std::vector<Table>& tables) {
  if (!knows_tables()) return tables.push_back(open_table(node));
  std::vector<std::string> names = options_.catalog->tables();
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (matches(tree_.view(node), name)) tables.push_back(stored_table(node, "", name));
  }
}

std::vector<Binder::Table> Binder::union_inputs(NodeId node, const Table* input) {
  std::vector<Table> tables;
  if (input != nullptr) tables.push_back(*input);
  const bool fuzzy = option(node, "isfuzzy") == "true";
  for (const NodeId one : items(node)) {
    const NodeKind kind = tree_[one].kind;
    if (kind == NodeKind::Wildcard || kind == NodeKind::Star) {
      wildcard_tables(one, tables);
      continue;
    }
    const bool missing = fuzzy && kind == NodeKind::Name && find(tree_.name(one)) == nullptr &&
                         knows_tables() && !options_.catalog->table("", tree_.name(one));
    if (!missing) tables.push_back(with_row(nullptr, [&] { return table_of(one); }));
  }
  return tables;
}

Binder::Table Binder::union_all(NodeId node, const Table* input) {
  const std::vector<Table> tables = union_inputs(node, input);
  std::string source = option(node, "withsource");
  if (source.empty()) source = option(node, "with_source");
  Union made;
  made.with_source = !source.empty();
  const bool inner = option(node, "kind") == "inner";
  std::vector<BoundColumn> columns = union_columns(tables, inner);
  bool open = false;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    open = open || tables[i].open || has_unknown(tables[i]);
    const std::string& name = tables[i].name;
    made.branches.push_back({tables[i].id, branch_columns(tables[i], columns),
                             name.empty() ? fmt::format("union_arg{}", i) : name});
  }
  name_by_type(columns);
  if (made.with_source) {
    columns.insert(columns.begin(), {source, ScalarType::String, true, {}});
    for (auto& branch : made.branches) branch.columns.insert(branch.columns.begin(), Union::kNone);
  }
  return table(std::move(made), std::move(columns), node, open);
}

/// Every name with every type it has, types of one name side by side; with `inner` only what all
/// tables have.
std::vector<BoundColumn> Binder::union_columns(const std::vector<Table>& tables, bool inner) const {
  std::vector<std::vector<BoundColumn>> names;
  std::map<std::string, std::size_t> at;
  std::map<std::pair<std::string, ScalarType>, std::size_t> count;
  for (const Table& one : tables) {
    for (const BoundColumn& column : one.columns) {
      const auto [found, fresh] = at.emplace(column.name, names.size());
      if (fresh) names.emplace_back();
      std::vector<BoundColumn>& types = names[found->second];
      const bool first = count[{column.name, column.type}]++ == 0;
      if (!column.known) types.assign(1, column);
      if (first && column.known && (types.empty() || types[0].known)) types.push_back(column);
    }
  }
  std::vector<BoundColumn> columns;
  for (const auto& types : names) {
    for (const BoundColumn& column : types) {
      if (!inner || count[{column.name, column.type}] >= tables.size()) columns.push_back(column);
    }
  }
  return columns;
}

std::vector<std::uint32_t> Binder::branch_columns(const Table& branch,
                                                  const std::vector<BoundColumn>& columns) const {
  std::map<std::pair<std::string, ScalarType>, std::uint32_t> index;
  for (std::size_t i = 0; i < branch.columns.size(); ++i) {
    index.emplace(std::pair(branch.columns[i].name, branch.columns[i].type),
                  static_cast<std::uint32_t>(i));
  }
  std::vector<std::uint32_t> made;
  for (const BoundColumn& column : columns) {
    const auto found = index.find({column.name, column.type});
    made.push_back(found == index.end() ? Union::kNone : found->second);
  }
  return made;
}

/// A column nobody knows the type of may get its type into its name.
bool Binder::has_unknown(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const BoundColumn& column) { return !column.known; });
}

/// `x` twice with different types becomes `x_long` and `x_string`; a column that has such a name
/// already keeps it.
void Binder::name_by_type(std::vector<BoundColumn>& columns) const {
  std::map<std::string, std::size_t> count;
  for (const BoundColumn& column : columns) ++count[column.name];
  ColumnList taken;
  for (const BoundColumn& column : columns) {
    if (count[column.name] == 1) taken.add(column);
  }
  for (BoundColumn& column : columns) {
    if (count[column.name] == 1) continue;
    BoundColumn renamed = column;
    renamed.name += fmt::format("_{}", adxc::name(column.type));
    column.name = taken.add(std::move(renamed));
  }
}

}  // namespace adxc::kql
