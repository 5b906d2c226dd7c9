// Functions written in the query: a call is replaced by the body, with the arguments in place of
// the parameters.
#include <fmt/format.h>

#include "compiler/kql/binder.h"
#include "compiler/kql/values.h"

namespace adxc::kql {
namespace {

constexpr std::size_t kDeepestCalls = 50;

}  // namespace

/// What the call stands for; nothing when it cannot be put in place.
std::optional<Binder::Entity> Binder::invoke(NodeId call, const Function& function,
                                             const Table* piped) {
  if (calls_ == kDeepestCalls) {
    wrong_type(call, fmt::format("functions call one another more than {} deep", kDeepestCalls));
    return std::nullopt;
  }
  if (grown_too_large(call)) return std::nullopt;
  Scope scope;
  scope.parent = function.scope;
  scope.parent_age = function.age;
  scope.outermost = false;
  scopes_.push_back(std::move(scope));
  const std::size_t inner = scopes_.size() - 1;
  const NodeId parameters = tree_.child(function.node, 0);
  if (!bind_arguments(call, parameters, piped)) return std::nullopt;
  const std::size_t caller = std::exchange(scope_, inner);
  ++calls_;
  auto made = body(tree_.child(function.node, 1));
  --calls_;
  scope_ = caller;
  return made;
}

/// Defines the parameters in the newest scope; the arguments are read in the caller's. A piped
/// table stands before the first argument.
bool Binder::bind_arguments(NodeId call, NodeId parameters, const Table* piped) {
  const std::size_t inner = scopes_.size() - 1;
  const bool bare = tree_[call].kind == NodeKind::Name;
  const std::string name = tree_.name(bare ? call : tree_.child(call, 0));
  const Items wanted = tree_.children(parameters);
  const std::size_t ahead = piped == nullptr ? 0 : 1;
  const std::size_t given = ahead + (bare ? 0 : tree_.children(call).size() - 1);
  if (given > wanted.size()) {
    wrong_count(call, name, given, fmt::format("at most {}", wanted.size()));
    return false;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string parameter_name = tree_.name(tree_.child(wanted[i], 0));
    if (i < ahead) {
      scopes_[inner].names[parameter_name] = {*piped, ++age_};
      continue;
    }
    const NodeId value = argument_for(call, wanted[i], i - ahead);
    const NodeId otherwise = tree_.child(wanted[i], 2);
    if (!value.valid() && !otherwise.valid()) {
      wrong_count(call, name, given, fmt::format("{}", wanted.size()));
      return false;
    }
    Entity bound = argument(wanted[i], value.valid() ? value : otherwise);
    scopes_[inner].names[parameter_name] = {std::move(bound), ++age_};
  }
  return true;
}

/// The argument that names the parameter, or stands at its position.
NodeId Binder::argument_for(NodeId call, NodeId parameter, std::size_t position) const {
  const std::string name = tree_.name(tree_.child(parameter, 0));
  const Items all = tree_.children(call);
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (tree_[all[i]].kind != NodeKind::Named) continue;
    if (tree_.name(tree_.child(all[i], 0)) == name) return tree_.child(all[i], 1);
  }
  const bool there = position + 1 < all.size() && tree_[all[position + 1]].kind != NodeKind::Named;
  return there ? all[position + 1] : NodeId{};
}

Binder::Entity Binder::argument(NodeId parameter, NodeId value) {
  const NodeId declared = tree_.child(parameter, 1);
  const bool tabular = declared.valid() && tree_[declared].kind == NodeKind::Schema;
  if (tabular) return with_row(nullptr, [&] { return Entity(table_of(value)); });
  const auto wanted = declared.valid() ? scalar_type(tree_.view(declared)) : std::nullopt;
  Entity bound = entity(value);
  if (!wanted || !std::holds_alternative<ExprId>(bound)) return bound;
  const ExprId id = std::get<ExprId>(bound);
  const Value* constant_value = constant(id);
  if (constant_value != nullptr && *wanted != type(id)) {
    return literal(value, *wanted, converted(*constant_value, type(id), *wanted));
  }
  return widens(type(id), *wanted) ? convert(id, *wanted) : id;
}

/// The last statement is what the function gives; the others define names.
std::optional<Binder::Entity> Binder::body(NodeId query) {
  const Items all = tree_.children(query);
  if (all.empty()) return std::nullopt;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) statement(all[i], false);
  const NodeId last = all.back();
  if (tree_[last].kind == NodeKind::Let) return std::nullopt;
  return entity(last);
}

}  // namespace adxc::kql
