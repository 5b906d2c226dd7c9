// Operators that look through many tables or run several pipelines. The engine cannot run them yet;
// what columns they give is known all the same.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {

/// A value of which only the type is known.
ExprId Binder::opaque_value(NodeId node, ScalarType type) {
  complete_ = false;
  Expr made;
  made.kind = ExprKind::Parameter;
  made.type = type;
  made.range = tree_[node].range;
  return add(std::move(made));
}

/// The tables that are named, or the input, or every table there is.
std::vector<Binder::Table> Binder::searched(NodeId list, const Table* input) {
  std::vector<Table> tables;
  for (const NodeId one : tree_.children(list)) {
    const NodeKind kind = tree_[one].kind;
    const bool wild = kind == NodeKind::Wildcard || kind == NodeKind::Star;
    if (wild)
      wildcard_tables(one, tables);
    else
      tables.push_back(with_row(nullptr, [&] { return table_of(one); }));
  }
  if (tables.empty() && input != nullptr) tables.push_back(*input);
  if (tables.empty() && !knows_tables()) tables.push_back(open_table(list));
  if (tables.empty()) {
    for (const std::string& name : options_.catalog->tables()) {
      tables.push_back(stored_table(list, "", name));
    }
  }
  return tables;
}

/// All columns of the tables as one row, types of one name side by side.
Binder::Table Binder::searched_row(NodeId node, const std::vector<Table>& tables) {
  std::vector<BoundColumn> columns = union_columns(tables, false);
  name_by_type(columns);
  const bool open = std::any_of(tables.begin(), tables.end(),
                                [](const Table& one) { return one.open || has_unknown(one); });
  return table(Rows{}, std::move(columns), node, open);
}

void Binder::searched_condition(NodeId condition, const Table& row) {
  if (tree_[condition].kind == NodeKind::Star) return;
  const bool before = std::exchange(searching_, true);
  with_row(&row, [&] { return predicate(condition); });
  searching_ = before;
}

/// `$table`, then every column of the tables.
Binder::Table Binder::search(NodeId node, const Table* input) {
  const Items parts = items(node);
  if (parts.size() < 2) return open_table(node);
  const Table row = searched_row(node, searched(parts[0], input));
  searched_condition(parts[1], row);
  std::vector<BoundColumn> columns = row.columns;
  columns.insert(columns.begin(), {"$table", ScalarType::String, true, {}});
  return sketched(node, std::move(columns), row.open);
}

/// True if the text of the condition names the column.
bool Binder::mentions(NodeId node, std::string_view name) const {
  if (tree_[node].kind == NodeKind::Name) return tree_.name(node) == name;
  for (NodeId at = tree_[node].first_child; at.valid(); at = tree_[at].next_sibling) {
    if (mentions(at, name)) return true;
  }
  return false;
}

/// The source, then what project names, or else what all tables have and the rest as a bag.
Binder::Table Binder::find_rows(NodeId node, const Table* input) {
  const Items parts = items(node);
  if (parts.size() < 2) return open_table(node);
  const std::vector<Table> tables = searched(parts[0], input);
  const Table row = searched_row(node, tables);
  searched_condition(parts[1], row);
  const std::string source = option(node, "withsource");
  ColumnList columns;
  columns.add({source.empty() ? "source_" : source, ScalarType::String, true, {}});
  const std::string_view projects = parts.size() > 2 ? tree_.view(parts[2]) : std::string_view{};
  if (projects == "project-away") return open_table(node);
  if (projects == "project" && parts.size() > 3) {
    for (const NodeId one : tree_.children(parts[3])) found_column(one, row, columns);
    const bool open = std::any_of(columns.columns().begin(), columns.columns().end(),
                                  [](const BoundColumn& one) { return !one.known; });
    return sketched(node, columns.take(), open);
  }
  const std::vector<BoundColumn> shared = union_columns(tables, true);
  bool packed = false;
  for (const BoundColumn& column : row.columns) {
    const auto same = [&](const BoundColumn& one) {
      return one.name == column.name;
    };
    const bool kept =
        std::any_of(shared.begin(), shared.end(), same) || mentions(parts[1], column.name);
    if (kept) columns.add(column);
    packed = packed || !kept;
  }
  if (packed) columns.add({"pack_", ScalarType::Dynamic, true, {}});
  return sketched(node, columns.take(), row.open);
}

/// One item behind find's project: a column, a column with its type, or pack(*).
void Binder::found_column(NodeId node, const Table& row, ColumnList& columns) {
  if (tree_[node].kind == NodeKind::Call) {
    return void(columns.add({"pack_", ScalarType::Dynamic, true, {}}));
  }
  const bool typed = tree_[node].kind == NodeKind::Parameter;
  const std::string name = tree_.name(typed ? tree_.child(node, 0) : node);
  const auto type = typed ? scalar_type(tree_.view(tree_.child(node, 1))) : std::nullopt;
  const auto found = std::find_if(row.columns.begin(), row.columns.end(),
                                  [&](const BoundColumn& one) { return one.name == name; });
  if (type)
    columns.put({name, *type, true, {}});
  else if (found != row.columns.end())
    columns.put(*found);
  else
    columns.put({name, ScalarType::Dynamic, false, {}});
}

/// Operators in brackets, over the input.
Binder::Table Binder::inner(NodeId steps, const Table& input) {
  Table current = input;
  for (const NodeId step : tree_.children(steps)) {
    const Table before = std::move(current);
    const bool whole = tree_[step].kind == NodeKind::QueryOperator;
    current = whole ? with_row(&before, [&] { return apply(step, &before); }) : open_table(step);
  }
  return current;
}

/// fork and facet give several tables, of which no column can be told.
Binder::Table Binder::several(NodeId node, const Table& input) {
  for (const NodeId one : items(node)) {
    const NodeId steps = tree_[one].kind == NodeKind::Named ? tree_.child(one, 1) : one;
    if (tree_[steps].kind == NodeKind::Pipeline) inner(steps, input);
    if (tree_[steps].kind != NodeKind::List) continue;
    for (const NodeId name : tree_.children(steps)) matching(name, input);
  }
  return sketched(node, {}, true);
}

Binder::Table Binder::partition(NodeId node, const Table& input) {
  const Items parts = items(node);
  if (parts.empty()) return open_table(node);
  expression(parts[0]);
  if (tree_[parts.back()].kind != NodeKind::Pipeline) return sketched(node, {}, true);
  const Table made = inner(parts.back(), input);
  return sketched(node, made.columns, made.open);
}

/// The input's columns, those that are declared, and the number of the match.
Binder::Table Binder::scan(NodeId node, const Table& input) {
  ColumnList columns;
  for (const BoundColumn& column : input.columns) columns.add(column);
  const auto before = patterns_;
  const Items parts = items(node);
  for (const NodeId part : parts) {
    if (tree_[part].kind != NodeKind::Schema) continue;
    for (const BoundColumn& column : declared_columns(part)) columns.put(column);
  }
  const Table row = table(Rows{}, columns.columns(), node, input.open);
  for (const NodeId part : parts) {
    if (tree_[part].kind != NodeKind::ScanStep) continue;
    patterns_[tree_.name(tree_.child(part, 0))] = {row.columns, row.open, false};
  }
  for (const NodeId part : parts) {
    if (tree_[part].kind == NodeKind::ScanStep) scan_step(part, row);
  }
  patterns_ = before;
  const std::string match = option(node, "with_match_id");
  if (!match.empty()) columns.put({match, ScalarType::Long, true, {}});
  return sketched(node, columns.take(), input.open);
}

void Binder::scan_step(NodeId step, const Table& row) {
  with_row(&row, [&] {
    for (const NodeId part : items(step)) {
      if (part == tree_.child(step, 0)) continue;
      if (tree_[part].kind == NodeKind::Named)
        expression(tree_.child(part, 1));
      else
        predicate(part);
    }
    return 0;
  });
}

/// Each level gives its column and what it is ordered by.
Binder::Table Binder::top_nested(NodeId node, const Table&) {
  ColumnList columns;
  unnamed_ = 1;
  for (const NodeId level : items(node)) {
    if (tree_[level].kind != NodeKind::Nested) continue;
    std::string of;
    for (const NodeId part : items(level)) {
      if (tree_[part].kind == NodeKind::Ordered) {
        nested_order(tree_.child(part, 0), of, columns);
      } else if (part != items(level)[0] || tree_[part].kind == NodeKind::Name ||
                 tree_[part].kind == NodeKind::Named || items(level).size() < 3) {
        item(part, columns, false);
        of = columns.columns().back().name;
      }
    }
  }
  return sketched(node, columns.take(), false);
}

void Binder::nested_order(NodeId node, const std::string& of, ColumnList& columns) {
  aggregating_ = true;
  const bool named = tree_[node].kind == NodeKind::Named;
  const ExprId value = expression(named ? tree_.child(node, 1) : node);
  aggregating_ = false;
  columns.add(valued(named ? tree_.name(tree_.child(node, 0)) : "aggregated_" + of, value));
}

Binder::Table Binder::reduce(NodeId node, const Table&) {
  for (const NodeId part : items(node)) expression(part);
  return sketched(node,
                  {{"Pattern", ScalarType::String, true, {}},
                   {"Count", ScalarType::Long, true, {}},
                   {"Representative", ScalarType::String, true, {}}},
                  false);
}

/// The names a constant tells: a text, an array of texts, or column_names_of(T).
std::optional<std::vector<std::string>> Binder::constant_names(NodeId node) {
  std::vector<std::string> names;
  const bool call = tree_[node].kind == NodeKind::Call;
  if (call && tree_.name(tree_.child(node, 0)) == "column_names_of" &&
      tree_.child(node, 1).valid()) {
    const Table of = with_row(nullptr, [&] { return table_of(tree_.child(node, 1)); });
    if (of.open) return std::nullopt;
    for (const BoundColumn& column : of.columns) names.push_back(column.name);
    return names;
  }
  const ExprId value = with_row(nullptr, [&] { return expression(node); });
  const Value* found = constant(value);
  const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(found);
  if (text == nullptr) return std::nullopt;
  if (type(value) == ScalarType::String) return std::vector{*text};
  for (const Token& token : lex(*text).tokens) {
    const auto written = std::string_view(*text).substr(token.range.begin, token.range.size());
    if (token.kind == TokenKind::String) names.push_back(string_text(written));
  }
  return names;
}

/// Columns that constants name, with stars or without.
Binder::Table Binder::project_by_names(NodeId node, const Table& input) {
  ColumnList columns;
  for (const NodeId part : items(node)) {
    const auto names = constant_names(part);
    if (!names) return sketched(node, {}, true);
    for (const std::string& name : *names) {
      for (const BoundColumn& column : input.columns) {
        if (matches(name, column.name)) columns.put(column);
      }
    }
  }
  return sketched(node, columns.take(), input.open);
}

}  // namespace adxc::kql
