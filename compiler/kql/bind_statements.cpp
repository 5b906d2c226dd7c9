// Statements: let, set, declared parameters, and what the query answers.
#include <algorithm>

#include "compiler/kql/binder.h"
#include "compiler/kql/parser.h"
#include "compiler/kql/values.h"

namespace adxc::kql {

void Binder::statements(NodeId query, bool results) {
  for (NodeId at = tree_[query].first_child; at.valid(); at = tree_[at].next_sibling) {
    statement(at, results);
  }
}

void Binder::statement(NodeId node, bool results) {
  if (options_.sight != nullptr) look(node, nullptr);
  switch (tree_[node].kind) {
    case NodeKind::Let: return let(node);
    case NodeKind::Set: return set(node);
    case NodeKind::QueryParameters: return query_parameters(node);
    case NodeKind::OpaqueStatement: {
      complete_ = false;
      return unsupported(tree_[node].range, "the statement", tree_.view(tree_[node].range));
    }
    case NodeKind::Broken: complete_ = false; return;
    default: break;
  }
  if (!results) return;
  out_.visualization.clear();
  const Table result = table_of(node);
  out_.results.push_back(result.id);
  out_.schema.reset();
  if (options_.names != nullptr) *options_.names = column_names(result);
  if (result.open || has_unknown(result)) return;
  out_.schema.emplace();
  for (const BoundColumn& column : result.columns) {
    out_.schema->push_back({column.name, column.type});
  }
}

/// Where rows of several tables meet, a column may have its type in its name.
std::optional<std::vector<std::string>> Binder::column_names(const Table& table) const {
  const bool meet = std::any_of(tree_.nodes.begin(), tree_.nodes.end(), [](const Node& one) {
    return one.op_kind == OperatorKind::Union || one.op_kind == OperatorKind::Search ||
           one.op_kind == OperatorKind::Find;
  });
  if (table.open || (meet && has_unknown(table))) return std::nullopt;
  std::vector<std::string> names;
  for (const BoundColumn& column : table.columns) names.push_back(column.name);
  return names;
}

void Binder::let(NodeId node) {
  const NodeId name = tree_.child(node, 0);
  const NodeId value = tree_.child(node, 1);
  if (!value.valid()) {
    complete_ = false;
    return;
  }
  Entity made = entity(value);
  if (const auto* function = std::get_if<Function>(&made); function && options_.sight) {
    look_into(*function);
  }
  define(tree_.name(name), std::move(made));
}

/// What a let statement or an argument names.
Binder::Entity Binder::entity(NodeId node) {
  if (tree_[node].kind == NodeKind::Function) return Function{node, scope_, age_};
  if (is_tabular(node)) return with_row(nullptr, [&] { return Entity(table_of(node)); });
  if (tree_[node].kind == NodeKind::Call) {
    const Entity* called = find(tree_.name(tree_.child(node, 0)));
    if (called != nullptr && std::holds_alternative<Function>(*called)) {
      const Function function = std::get<Function>(*called);
      return invoke(node, function).value_or(Entity(Unknown{}));
    }
  }
  if (tree_[node].kind == NodeKind::Name) {
    const std::string name = tree_.name(node);
    const bool column = row_ != nullptr && has_column(*row_, name);
    const Entity* named = column ? nullptr : find(name);
    if (named != nullptr) return *named;
    const bool stored = !column && options_.catalog && options_.catalog->table("", name);
    if (stored) return stored_table(node, "", name);
    if (!column && !knows_tables() && row_ == nullptr) return Unknown{};
  }
  return expression(node);
}

/// True if the node is a table by its form alone.
bool Binder::is_tabular(NodeId node) const {
  switch (tree_[node].kind) {
    case NodeKind::Pipeline:
    case NodeKind::QueryOperator:
    case NodeKind::Datatable:
    case NodeKind::ExternalData:
    case NodeKind::EntityGroup:
    case NodeKind::OpaqueTable: return true;
    case NodeKind::Path: return is_tabular(tree_.child(node, 0));
    case NodeKind::Call: {
      const std::string name = tree_.name(tree_.child(node, 0));
      return name == "materialize" || name == "database" || name == "table" || name == "cluster" ||
             name == "external_table" || name == "materialized_view" || name == "totable";
    }
    default: return false;
  }
}

void Binder::set(NodeId node) {
  const NodeId value = tree_.child(node, 1);
  Setting made{tree_.name(tree_.child(node, 0)), "true"};
  if (value.valid()) {
    const bool quoted = tree_[value].kind == NodeKind::StringLiteral;
    made.value = quoted ? tree_.string(value) : std::string(tree_.view(value));
  }
  out_.settings.push_back(std::move(made));
}

void Binder::query_parameters(NodeId node) {
  for (const NodeId parameter : tree_.children(node)) {
    if (tree_[parameter].kind != NodeKind::Parameter) continue;
    define(tree_.name(tree_.child(parameter, 0)), parameter_value(parameter));
  }
}

/// The value that was given, the default, or a Parameter expression.
ExprId Binder::parameter_value(NodeId parameter) {
  const std::string name = tree_.name(tree_.child(parameter, 0));
  const NodeId declared = tree_.child(parameter, 1);
  const NodeId otherwise = tree_.child(parameter, 2);
  const auto wanted = declared.valid() ? scalar_type(tree_.view(declared)) : std::nullopt;
  if (!wanted) {
    if (declared.valid()) wrong_type(declared, "this is no type of a parameter");
    return broken(parameter);
  }
  const auto given = options_.parameters.find(name);
  if (given != options_.parameters.end()) {
    const Lexed lexed = lex(given->second);
    const auto value = literal_value(lexed.tokens[0].kind, given->second);
    return literal(parameter, *wanted,
                   value ? converted(value->value, value->type, *wanted)
                         : converted(given->second, ScalarType::String, *wanted));
  }
  if (otherwise.valid()) {
    const ExprId value = expression(otherwise);
    const Value* constant_value = constant(value);
    if (constant_value == nullptr) return convert(value, *wanted);
    return literal(parameter, *wanted, converted(*constant_value, type(value), *wanted));
  }
  Expr made;
  made.kind = ExprKind::Parameter;
  made.type = *wanted;
  made.value = name;
  made.range = tree_[parameter].range;
  if (options_.for_engine) wrong_type(parameter, "the parameter `" + name + "` has no value");
  return add(std::move(made));
}

}  // namespace adxc::kql
