// Operators that take values apart or put them together, and the samples. Those the engine cannot
// run yet still tell what columns they give.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {

/// A table of which only the columns matter: the engine cannot make it.
Binder::Table Binder::sketched(NodeId node, std::vector<BoundColumn> columns, bool open) {
  opaque(node, nullptr);
  return table(Rows{}, std::move(columns), node, open);
}

/// The input with each named value in place of, or behind, its columns.
Binder::Table Binder::expanded(NodeId node, const Table& input, std::vector<std::string>& names) {
  ColumnList columns;
  for (const BoundColumn& column : input.columns) columns.add(column);
  for (const NodeId one : items(node)) {
    if (tree_[one].kind != NodeKind::Expanded) continue;
    const NodeId item = tree_.child(one, 0);
    const NodeId declared = tree_.child(one, 1);
    const ExprId value = expression(item);
    if (known(value) && type(value) != ScalarType::Dynamic) {
      wrong_type(item, fmt::format("`{}` is a {}; only dynamic values can be expanded",
                                   tree_.view(item), adxc::name(type(value))));
    }
    const auto wanted = declared.valid() ? scalar_type(tree_.view(tree_.child(declared, 0)))
                                         : std::optional(ScalarType::Dynamic);
    names.push_back(automatic_name(item).value_or(unnamed_column()));
    columns.put({names.back(), wanted.value_or(ScalarType::Dynamic), wanted.has_value(), {}});
  }
  const std::string index = option(node, "with_itemindex");
  if (!index.empty()) {
    columns.put({index, ScalarType::Long, true, {}});
    names.push_back(index);
  }
  return table(Rows{}, columns.take(), node, input.open);
}

Binder::Table Binder::mv_expand(NodeId node, const Table& input) {
  std::vector<std::string> names;
  opaque(node, nullptr);
  return expanded(node, input, names);
}

/// What the inner operators give stands behind the input's columns, less those that were expanded.
Binder::Table Binder::mv_apply(NodeId node, const Table& input) {
  std::vector<std::string> names;
  const Table row = expanded(node, input, names);
  const Items parts = items(node);
  if (parts.empty() || tree_[parts.back()].kind != NodeKind::Pipeline) return open_table(node);
  const Table made = inner(parts.back(), row);
  ColumnList columns;
  for (const BoundColumn& column : input.columns) {
    if (std::find(names.begin(), names.end(), column.name) == names.end()) columns.put(column);
  }
  for (const BoundColumn& column : made.columns) columns.put(column);
  return sketched(node, columns.take(), input.open || made.open);
}

/// parse, parse-where and parse-kv: columns from a text, a string unless their type is told.
Binder::Table Binder::parsed(NodeId node, const Table& input) {
  const Items parts = items(node);
  const ExprId subject = expression(parts[0]);
  const bool text = !known(subject) || type(subject) == ScalarType::String ||
                    type(subject) == ScalarType::Dynamic;
  if (!text) {
    wrong_type(parts[0], fmt::format("`{}` is a {}; expected a string", tree_.view(parts[0]),
                                     adxc::name(type(subject))));
  }
  ColumnList columns;
  for (const BoundColumn& column : input.columns) columns.add(column);
  if (parts.size() < 2) return open_table(node);
  for (const BoundColumn& column : declared_columns(parts[1])) columns.put(column);
  for (const NodeId one : tree_.children(parts[1])) {
    if (tree_[one].kind != NodeKind::Name) continue;
    columns.put({tree_.name(one), ScalarType::String, true, {}});
  }
  return sketched(node, columns.take(), input.open);
}

/// Keys, then a dynamic array for each aggregate, then the axis as one.
Binder::Table Binder::make_series(NodeId node) {
  const Items parts = items(node);
  if (parts.size() != 4) return open_table(node);
  ColumnList columns;
  unnamed_ = 1;
  for (const NodeId key : tree_.children(parts[3])) item(key, columns, false);
  const std::size_t keys = columns.columns().size();
  for (const NodeId one : tree_.children(parts[0])) {
    aggregating_ = true;
    aggregate_item(tree_.child(one, 0), columns);
    aggregating_ = false;
    if (const NodeId otherwise = tree_.child(one, 1); otherwise.valid()) expression(otherwise);
  }
  item(parts[1], columns, false);
  for (const NodeId bound : tree_.children(parts[2])) entity(bound);
  std::vector<BoundColumn> made = columns.take();
  for (std::size_t i = keys; i < made.size(); ++i) {
    made[i].type = ScalarType::Dynamic;
    made[i].known = true;
  }
  return sketched(node, std::move(made), false);
}

ExprId Binder::plain_call(NodeId node, std::string_view name, FunctionKind kind,
                          std::vector<ExprId> args, ScalarType type) {
  Expr made;
  made.kind = kind == FunctionKind::Aggregate ? ExprKind::Aggregate : ExprKind::Call;
  made.type = type;
  made.function = *find_function(name, kind);
  made.args = std::move(args);
  made.range = tree_[node].range;
  return add(std::move(made));
}

/// Rows in a random order, of which the first are taken.
Binder::Table Binder::sample(NodeId node, const Table& input) {
  const ExprId count = row_count(items(node)[0]);
  const ExprId luck = plain_call(node, "rand", FunctionKind::Scalar, {}, ScalarType::Real);
  return table(Top{input.id, count, {{luck, true, false}}}, input.columns, node, input.open);
}

Binder::Table Binder::sample_distinct(NodeId node, const Table& input) {
  const Items parts = items(node);
  if (parts.size() < 2) return open_table(node);
  ColumnList columns;
  unnamed_ = 1;
  item(parts[1], columns, false);
  const Table values = projected(node, input, columns.take());
  const Table different = table(Distinct{values.id}, values.columns, node);
  return table(Take{different.id, row_count(parts[0])}, different.columns, node);
}

/// The values that stand in most rows, or whose weights sum up to most; counted exactly.
Binder::Table Binder::top_hitters(NodeId node, const Table& input) {
  const Items parts = items(node);
  if (parts.size() < 2) return open_table(node);
  ColumnList columns;
  unnamed_ = 1;
  item(parts[1], columns, false);
  const std::string of = columns.columns()[0].name;
  const bool weighed = parts.size() > 2;
  const ExprId weight = weighed ? expression(parts[2]) : ExprId{};
  if (weighed && !known(weight)) return open_table(node);
  const ScalarType weights =
      weighed ? negation(type(weight)).value_or(ScalarType::Long) : ScalarType::Long;
  const std::string by = weighed ? automatic_name(parts[2]).value_or("") : of;
  const ExprId total = plain_call(node, weighed ? "sum" : "count", FunctionKind::Aggregate,
                                  weighed ? std::vector{weight} : std::vector<ExprId>{}, weights);
  columns.add(valued(fmt::format("approximate_{}_{}", weighed ? "sum" : "count", by), total));
  std::vector<BoundColumn> made = columns.take();
  const Table groups = table(Summarize{input.id, {made[0].value}, {total}}, made, node);
  const ExprId size = column(groups, 1, node);
  return table(Top{groups.id, row_count(parts[0]), {{size, true, false}}}, groups.columns, node);
}

/// `invoke f(x)` is f(the input, x).
Binder::Table Binder::invoked(NodeId node, const Table& input) {
  const NodeId call = items(node)[0];
  if (tree_[call].kind != NodeKind::Call) return opaque(node, &input);
  const Entity* entity = find(tree_.name(tree_.child(call, 0)));
  if (entity == nullptr || !std::holds_alternative<Function>(*entity)) return opaque(node, &input);
  const Function function = std::get<Function>(*entity);
  const auto made = invoke(call, function, &input);
  return made ? entity_table(call, *made) : open_table(node);
}

/// A plugin gives the columns that are told behind its call, or nobody knows which.
Binder::Table Binder::evaluated(NodeId node, const Table* input) {
  const Items parts = items(node);
  const std::string name =
      tree_[parts[0]].kind == NodeKind::Call ? tree_.name(tree_.child(parts[0], 0)) : std::string();
  const auto known_names = plugins();
  const bool known_name = std::binary_search(known_names.begin(), known_names.end(), name);
  if (!known_name && !name.empty() && find(name) == nullptr) unknown_plugin(parts[0], name);
  const bool plugin = known_name && find(name) == nullptr && input != nullptr;
  if (parts.size() < 2 && plugin) return plugin_table(node, parts[0], *input);
  if (parts.size() < 2) return sketched(node, {}, true);
  const Items declared = tree_.children(parts[1]);
  const bool more = !declared.empty() && tree_[declared[0]].kind == NodeKind::Star;
  ColumnList columns;
  const NodeId bag = name == "bag_unpack" ? tree_.child(parts[0], 1) : NodeId{};
  for (std::size_t i = 0; more && input != nullptr && i < input->columns.size(); ++i) {
    const bool taken = bag.valid() && tree_[bag].kind == NodeKind::Name &&
                       tree_.name(bag) == input->columns[i].name;
    if (!taken) columns.add(input->columns[i]);
  }
  for (const BoundColumn& column : declared_columns(parts[1])) columns.put(column);
  return sketched(node, columns.take(), more && (input == nullptr || input->open));
}

}  // namespace adxc::kql
