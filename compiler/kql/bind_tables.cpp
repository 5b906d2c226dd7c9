// Tables: what a source is, and the pipeline behind it.
#include <utility>

#include <fmt/format.h>

#include "compiler/kql/binder.h"
#include "compiler/kql/values.h"

namespace adxc::kql {

Binder::Table Binder::table_of(NodeId node) {
  if (grown_too_large(node)) return open_table(node);
  switch (tree_[node].kind) {
    case NodeKind::Pipeline: return pipeline(node);
    case NodeKind::QueryOperator: return apply(node, nullptr);
    case NodeKind::Datatable: return datatable(node);
    case NodeKind::Name: return named_table(node, tree_.name(node));
    case NodeKind::Path: return path_table(node);
    case NodeKind::Call: return call_table(node);
    case NodeKind::Named: return table_of(tree_.child(node, 1));
    case NodeKind::ExternalData:
      return sketched(node, declared_columns(tree_.child(node, 0)), false);
    case NodeKind::EntityGroup:
    case NodeKind::OpaqueTable:
      unsupported(tree_[node].range, "the source", tree_.token_text(node));
      return open_table(node);
    case NodeKind::Wildcard:
    case NodeKind::Broken: return open_table(node);
    default: break;
  }
  const ExprId value = with_row(nullptr, [&] { return expression(node); });
  if (known(value) && !has_syntax_error(node)) {
    wrong_type(node, fmt::format("this is a {}; expected a table", adxc::name(type(value))));
  }
  return open_table(node);
}

Binder::Table Binder::pipeline(NodeId node) {
  return with_row(nullptr, [&] {
    const Items steps = tree_.children(node);
    Table current = table_of(steps[0]);
    for (std::size_t i = 1; i < steps.size(); ++i) {
      if (tree_[steps[i]].kind == NodeKind::Broken) {
        current = open_table(steps[i]);
        continue;
      }
      Table input = std::move(current);
      Table* const spent = std::exchange(spent_, options_.only_schema ? &input : nullptr);
      current = with_row(&input, [&] { return apply(steps[i], &input); });
      spent_ = spent;
    }
    return current;
  });
}

Binder::Table Binder::named_table(NodeId node, const std::string& name) {
  if (const Entity* entity = find(name)) {
    const Entity named = *entity;
    return entity_table(node, named);
  }
  if (tree_.view(node).starts_with('{')) return open_table(node);
  return stored_table(node, "", name);
}

Binder::Table Binder::entity_table(NodeId node, const Entity& entity) {
  if (const auto* named = std::get_if<Table>(&entity)) return *named;
  if (const auto* value = std::get_if<ExprId>(&entity); value != nullptr && known(*value)) {
    wrong_type(node, fmt::format("`{}` is a {}; expected a table", tree_.view(node),
                                 adxc::name(type(*value))));
  } else if (const auto* written = std::get_if<Function>(&entity)) {
    if (tree_.children(tree_.child(written->node, 0)).empty()) return view(node, *written);
    wrong_type(node, fmt::format("`{0}` is a function; expected a table, as `{0}(…)` may give",
                                 tree_.view(node)));
  }
  return open_table(node);
}

/// A function without parameters, named like a table.
Binder::Table Binder::view(NodeId node, const Function& function) {
  const std::string name(tree_.view(node));
  const auto made = invoke(node, function);
  Table table = made ? entity_table(node, *made) : open_table(node);
  table.name = name;
  return table;
}

Binder::Table Binder::stored_table(NodeId node, std::string_view database,
                                   const std::string& name) {
  const auto schema =
      options_.catalog == nullptr ? std::nullopt : options_.catalog->table(database, name);
  if (!schema && !knows_tables()) {
    Table made = table(Scan{std::string(database), name}, {}, node, true);
    complete_ = false;
    guesses_ = true;
    made.name = name;
    return made;
  }
  if (!schema) {
    unknown_table(node, name);
    return open_table(node);
  }
  std::vector<BoundColumn> columns;
  for (const Column& column : *schema) columns.push_back({column.name, column.type, true, {}});
  Table made = table(Scan{std::string(database), name}, std::move(columns), node);
  made.name = name;
  return made;
}

/// `database("x").T`; other clusters are out of reach.
Binder::Table Binder::path_table(NodeId node) {
  const NodeId base = tree_.child(node, 0);
  const NodeId last = tree_.child(node, 1);
  const bool database = tree_[base].kind == NodeKind::Call &&
                        tree_.name(tree_.child(base, 0)) == "database" &&
                        tree_.child(base, 1).valid() && tree_[last].kind == NodeKind::Name;
  if (!database) {
    unsupported(tree_[node].range, "the table", tree_.view(node));
    guesses_ = true;
    return open_table(node);
  }
  const ExprId named = with_row(nullptr, [&] { return expression(tree_.child(base, 1)); });
  const Value* value = constant(named);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? open_table(node) : stored_table(node, *text, tree_.name(last));
}

Binder::Table Binder::call_table(NodeId node) {
  const std::string name = tree_.name(tree_.child(node, 0));
  const NodeId first = tree_.child(node, 1);
  if (const Entity* entity = find(name)) {
    if (!std::holds_alternative<Function>(*entity)) return entity_table(node, Entity(*entity));
    const Function function = std::get<Function>(*entity);
    const auto made = invoke(node, function);
    return made ? entity_table(node, *made) : open_table(node);
  }
  const bool passes = name == "materialize" || name == "totable";
  if (passes && first.valid()) return with_row(nullptr, [&] { return table_of(first); });
  if (name == "table" && first.valid() && tree_[first].kind == NodeKind::StringLiteral) {
    return stored_table(node, "", tree_.string(first));
  }
  if (is_known_function(name, FunctionKind::Scalar)) {
    unsupported(tree_[node].range, "the function", name);
  } else if (find_function(name, FunctionKind::Scalar)) {
    wrong_type(node, fmt::format("`{}` gives a value; expected a table", name));
  } else if (knows_tables()) {
    unknown_function(node, name, FunctionKind::Scalar);
  }
  guesses_ = true;
  return open_table(node);
}

std::vector<BoundColumn> Binder::declared_columns(NodeId schema) {
  std::vector<BoundColumn> columns;
  for (const NodeId one : tree_.children(schema)) {
    if (tree_[one].kind != NodeKind::Parameter) continue;
    const NodeId declared = tree_.child(one, 1);
    const auto type = declared.valid() ? scalar_type(tree_.view(declared)) : std::nullopt;
    if (!type && declared.valid() && tree_[declared].kind != NodeKind::Broken) {
      wrong_type(declared, fmt::format("`{}` is no type of a column", tree_.view(declared)));
    }
    columns.push_back({tree_.name(tree_.child(one, 0)),
                       type.value_or(ScalarType::Dynamic),
                       type.has_value(),
                       {}});
  }
  return columns;
}

Binder::Table Binder::datatable(NodeId node) {
  const std::vector<BoundColumn> columns = declared_columns(tree_.child(node, 0));
  const Items values = tree_.children(tree_.child(node, 1));
  if (columns.empty() || values.size() % columns.size() != 0) {
    const std::uint32_t begin = tree_[tree_.child(node, 1)].range.begin;
    if (!columns.empty() || tree_.errors.empty()) {
      wrong_type_at({begin, begin + 1}, fmt::format("{} values do not fill rows of {} columns",
                                                    values.size(), columns.size()));
    }
    return table(Rows{}, columns, node);
  }
  Rows rows;
  rows.cells.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    rows.cells.push_back(cell(values[i], columns[i % columns.size()]));
  }
  return table(std::move(rows), columns, node);
}

/// A constant as a value of its column's type.
Value Binder::cell(NodeId node, const BoundColumn& column) {
  const ExprId id = with_row(nullptr, [&] { return expression(node); });
  const Value* value = constant(id);
  if (value == nullptr) {
    if (known(id)) wrong_type(node, "this is no constant");
    return {};
  }
  Value made = converted(*value, type(id), column.type);
  const bool missing_text =
      column.type == ScalarType::String && std::holds_alternative<std::monostate>(made);
  return missing_text ? Value(std::string()) : made;
}

}  // namespace adxc::kql
