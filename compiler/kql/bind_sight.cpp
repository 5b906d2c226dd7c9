// What can be seen at a place of the query.
#include <algorithm>

#include "compiler/kql/binder.h"

namespace adxc::kql {

/// Also right behind a node, where a word of an operator may follow that is not there yet.
bool Binder::is_looked_at(NodeId node) const {
  const Range range = tree_[node].range;
  const std::uint32_t offset = options_.sight->offset;
  if (offset < range.begin) return false;
  return offset <= range.end ||
         tree_.view({range.end, offset}).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Called on the way in, so that what is innermost has the last word.
void Binder::look(NodeId node, const Table* input) {
  if (!is_looked_at(node)) return;
  Sight& sight = *options_.sight;
  const bool op = tree_[node].kind == NodeKind::QueryOperator;
  sight.operator_name = op ? std::string(tree_.operator_name(node)) : "";
  sight.columns.clear();
  if (input != nullptr) {
    for (const BoundColumn& column : input->columns) {
      sight.columns.push_back({column.name, column.type});
    }
  }
  std::map<std::string, Sight::NameKind> names;
  for (std::size_t at = scope_;; at = scopes_[at].parent) {
    for (const auto& [name, named] : scopes_[at].names) {
      const bool table = std::holds_alternative<Table>(named.entity);
      const bool function = std::holds_alternative<Function>(named.entity);
      names.emplace(name, table      ? Sight::NameKind::Table
                          : function ? Sight::NameKind::Function
                                     : Sight::NameKind::Scalar);
    }
    if (scopes_[at].outermost) break;
  }
  sight.names.clear();
  for (const auto& [name, kind] : names) sight.names.push_back({name, kind});
}

/// The body of a function that nobody may call yet, with parameters of which only the types are
/// known.
void Binder::look_into(const Function& function) {
  if (!is_looked_at(function.node)) return;
  Scope scope;
  scope.parent = function.scope;
  scope.parent_age = function.age;
  scope.outermost = false;
  for (const NodeId parameter : tree_.children(tree_.child(function.node, 0))) {
    const NodeId declared = tree_.child(parameter, 1);
    if (!declared.valid()) continue;
    const bool tabular = tree_[declared].kind == NodeKind::Schema;
    const std::string name = tree_.name(tree_.child(parameter, 0));
    Entity entity = tabular ? Entity(table(Rows{}, declared_columns(declared), parameter))
                            : Entity(parameter_value(parameter));
    scope.names[name] = {std::move(entity), ++age_};
  }
  scopes_.push_back(std::move(scope));
  const std::size_t outside = std::exchange(scope_, scopes_.size() - 1);
  if (tree_.child(function.node, 1).valid()) body(tree_.child(function.node, 1));
  scope_ = outside;
}

}  // namespace adxc::kql
