// The operators that choose, order and make rows.
#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {

/// A constant number of rows.
ExprId Binder::row_count(NodeId node) {
  const ExprId value = with_row(nullptr, [&] { return expression(node); });
  if (!known(value)) return value;
  if (type(value) == ScalarType::Dynamic || is_numeric(type(value))) {
    return convert(value, ScalarType::Long);
  }
  wrong_type(node,
             fmt::format("the number of rows is a {}; expected a long", adxc::name(type(value))));
  return broken(node);
}

Binder::Table Binder::take(NodeId node, const Table& input) {
  return passed(Take{input.id, row_count(items(node)[0])}, input, node);
}

/// Keys from position `first` on. Nulls are the smallest, so they come first when ascending.
std::vector<Order> Binder::orders(const Items& keys, std::size_t first) {
  std::vector<Order> made;
  for (std::size_t i = first; i < keys.size(); ++i) {
    const Ordering& written = tree_[keys[i]].order;
    const ExprId key = expression(keys[i]);
    if (known(key) && type(key) == ScalarType::Dynamic) {
      const NodeId written_key = tree_.child(keys[i], 0);
      wrong_type(written_key, fmt::format("rows cannot be ordered by a dynamic; convert it, as in "
                                          "tostring({})",
                                          tree_.view(written_key)));
    }
    const bool nulls_first = written.nulls_given ? written.nulls_first : !written.descending;
    made.push_back({key, written.descending, nulls_first});
  }
  return made;
}

Binder::Table Binder::sort(NodeId node, const Table& input) {
  return passed(Sort{input.id, orders(items(node), 0)}, input, node);
}

Binder::Table Binder::top(NodeId node, const Table& input) {
  const Items parts = items(node);
  const ExprId count = row_count(parts[0]);
  return passed(Top{input.id, count, orders(parts, 1)}, input, node);
}

Binder::Table Binder::distinct(NodeId node, const Table& input) {
  const Items parts = items(node);
  const bool all = parts.size() == 1 && tree_[parts[0]].kind == NodeKind::Star;
  const Table rows = all ? input : project(node, input, false);
  return table(Distinct{rows.id}, rows.columns, node, rows.open);
}

Binder::Table Binder::print(NodeId node) {
  ColumnList columns;
  std::size_t position = 0;
  for (const NodeId one : items(node)) {
    const std::size_t at = position++;
    if (tree_[one].kind == NodeKind::Named) {
      item(one, columns, false);
    } else if (!several_values(one, {}, columns, false)) {
      columns.add(valued(fmt::format("print_{}", at), expression(one)));
    }
  }
  std::vector<BoundColumn> made = columns.take();
  Print values;
  for (const BoundColumn& column : made) values.values.push_back(column.value);
  return table(std::move(values), std::move(made), node);
}

/// All three take one type; a step is a length of time when the ends are points in time.
Binder::Table Binder::range(NodeId node) {
  const Items parts = items(node);
  if (parts.size() != 4) return open_table(node);
  NumberRange made;
  made.from = expression(parts[1]);
  made.to = expression(parts[2]);
  made.step = expression(parts[3]);
  const std::string name = tree_.name(parts[0]);
  if (!known(made.from) || !known(made.to) || !known(made.step)) {
    return table(made, {{name, ScalarType::Dynamic, false, {}}}, node);
  }
  const bool dates =
      type(made.from) == ScalarType::DateTime && type(made.step) == ScalarType::TimeSpan;
  const ScalarType step = dates ? type(made.from) : type(made.step);
  const std::vector<ScalarType> types = {type(made.from), type(made.to), step};
  const auto common = common_type(types);
  const bool counts = common && (is_numeric(*common) || dates || *common == ScalarType::TimeSpan);
  if (!counts) {
    // Points at the first value that neither is a number nor counts time.
    const ExprId values[] = {made.from, made.to, made.step};
    NodeId culprit = node;
    for (std::size_t i = 3; i > 0; --i) {
      const ScalarType of = type(values[i - 1]);
      const bool fits = is_numeric(of) || of == ScalarType::DateTime || of == ScalarType::TimeSpan;
      if (!fits) culprit = parts[i];
    }
    wrong_type(
        culprit,
        fmt::format("range goes from {} to {} by {}; expected numbers, or datetime by "
                    "timespan",
                    adxc::name(types[0]), adxc::name(types[1]), adxc::name(type(made.step))));
    return table(made, {{name, ScalarType::Dynamic, false, {}}}, node);
  }
  const ScalarType result = *common == ScalarType::Int ? ScalarType::Long : *common;
  made.from = convert(made.from, result);
  made.to = convert(made.to, result);
  if (!dates) made.step = convert(made.step, result);
  return table(made, {{name, result, true, {}}}, node);
}

}  // namespace adxc::kql
