// Expressions: names, literals, and ways into dynamic values.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/binder.h"
#include "compiler/kql/values.h"

namespace adxc::kql {

ExprId Binder::expression(NodeId node) {
  if (grown_too_large(node)) return broken(node);
  switch (tree_[node].kind) {
    case NodeKind::Name: return name(node);
    case NodeKind::Literal: return literal_node(node);
    case NodeKind::StringLiteral: return literal(node, ScalarType::String, tree_.string(node));
    case NodeKind::Dynamic: {
      const std::string json = json_of(tree_, node);
      return literal(node, ScalarType::Dynamic, json == "null" ? Value{} : Value(json));
    }
    case NodeKind::Call: return call(node);
    case NodeKind::Path: return path(node);
    case NodeKind::Element: return element(node);
    case NodeKind::Unary: return unary(node);
    case NodeKind::Binary: return binary(node);
    case NodeKind::InList: return in_list(node);
    case NodeKind::Between: return between(node);
    case NodeKind::Named: return expression(tree_.child(node, 1));
    case NodeKind::Ordered: return expression(tree_.child(node, 0));
    case NodeKind::TypeOf: return literal(node, ScalarType::String, std::string(tree_.view(node)));
    case NodeKind::Pipeline:
    case NodeKind::Datatable:
    case NodeKind::ExternalData:
    case NodeKind::EntityGroup:
    case NodeKind::OpaqueTable:
      table_of(node);
      wrong_type(node, "this is a table; expected a value, such as toscalar() gives");
      return broken(node);
    case NodeKind::Star: wrong_type(node, "`*` cannot stand here"); return broken(node);
    default: return broken(node);
  }
}

/// A column of the row at hand, or a value that let or a parameter names.
ExprId Binder::name(NodeId node) {
  const std::string name = tree_.name(node);
  if (row_ != nullptr) {
    if (const auto at = column_at(*row_, name)) {
      if (!aggregating_) return column(*row_, *at, node);
      wrong_type(node, "`" + name + "` stands outside of an aggregate; in summarize a column " +
                           "is given to one, as in take_any(" + name + ")");
      return broken(node);
    }
  }
  if (patterns_.count(name) > 0) return opaque_value(node, ScalarType::Dynamic);
  const Entity* entity = find(name);
  // In a table nobody knows, the name of a table or function may be a column's.
  const bool unsure = row_ != nullptr && row_->open;
  const bool value = entity != nullptr && std::holds_alternative<ExprId>(*entity);
  if (entity != nullptr && (value || !unsure)) return entity_value(node, *entity);
  // Outside of a row only let and parameters name values.
  const bool certain = row_ == nullptr || !row_->open;
  if (certain && !tree_.view(node).starts_with('{')) unknown_name(node, name);
  return broken(node);
}

ExprId Binder::entity_value(NodeId node, const Entity& entity) {
  if (const auto* value = std::get_if<ExprId>(&entity)) return *value;
  if (std::holds_alternative<Table>(entity)) {
    wrong_type(node, fmt::format("`{}` is a table; expected a value, such as toscalar() gives",
                                 tree_.name(node)));
  } else if (std::holds_alternative<Function>(entity)) {
    wrong_type(node, fmt::format("`{0}` is a function; expected a value, as `{0}(…)` may give",
                                 tree_.name(node)));
  }
  return broken(node);
}

ExprId Binder::literal_node(NodeId node) {
  const auto value = literal_value(tree_.tokens[tree_[node].token].kind, tree_.token_text(node));
  if (value) return literal(node, value->type, value->value);
  doubtful(node, fmt::format("`{}` is no value of its type", tree_.view(node)));
  return broken(node);
}

/// `base.name`; a table behind database() is no value.
ExprId Binder::path(NodeId node) {
  if (const auto made = pattern_column(node)) return *made;
  const NodeId selector = tree_.child(node, 1);
  if (is_tabular(node) || tree_[selector].kind == NodeKind::Call) {
    unsupported(tree_[node].range, "the path", tree_.view(node));
    return broken(node);
  }
  const ExprId base = expression(tree_.child(node, 0));
  return access(node, base, literal(selector, ScalarType::String, tree_.name(selector)));
}

ExprId Binder::element(NodeId node) {
  const ExprId base = expression(tree_.child(node, 0));
  const NodeId index = tree_.child(node, 1);
  ExprId key = expression(index);
  if (!known(key)) return broken(node);
  if (type(key) == ScalarType::Int) key = convert(key, ScalarType::Long);
  if (type(key) == ScalarType::Dynamic) key = convert(key, ScalarType::String);
  if (type(key) != ScalarType::Long && type(key) != ScalarType::String) {
    wrong_type(index, fmt::format("the index is a {}; expected a string or a long",
                                  adxc::name(type(key))));
    return broken(node);
  }
  return access(node, base, key);
}

ExprId Binder::access(NodeId node, ExprId base, ExprId key) {
  if (!known(base)) return broken(node);
  if (type(base) != ScalarType::Dynamic) {
    const NodeId inner = tree_.child(node, 0);
    wrong_type(inner, fmt::format("`{}` is a {}; only dynamic values have members",
                                  tree_.view(inner), adxc::name(type(base))));
    return broken(node);
  }
  Expr made;
  made.kind = ExprKind::Access;
  made.type = ScalarType::Dynamic;
  made.args = {base, key};
  made.range = tree_[node].range;
  return add(std::move(made));
}

}  // namespace adxc::kql
