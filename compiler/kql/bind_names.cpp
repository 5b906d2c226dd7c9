// Names: what a name stands for, and what unnamed columns are called.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {

const Binder::Entity* Binder::find(std::string_view name) const {
  std::size_t at = scope_;
  std::size_t youngest = std::numeric_limits<std::size_t>::max();
  while (true) {
    const Scope& scope = scopes_[at];
    const auto found = scope.names.find(std::string(name));
    if (found != scope.names.end() && found->second.age <= youngest) return &found->second.entity;
    if (scope.outermost) return nullptr;
    youngest = scope.parent_age;
    at = scope.parent;
  }
}

void Binder::define(const std::string& name, Entity entity) {
  scopes_[scope_].names[name] = {std::move(entity), ++age_};
}

bool Binder::has_column(const Table& table, std::string_view name) const {
  return column_at(table, name).has_value();
}

/// The first column of that name.
std::optional<std::size_t> Binder::column_at(const Table& table, std::string_view name) const {
  constexpr std::size_t kFew = 16;
  if (table.columns.size() <= kFew) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].name == name) return i;
    }
    return std::nullopt;
  }
  if (!table.index) {
    table.index = std::make_shared<std::unordered_map<std::string, std::size_t>>();
    table.index->reserve(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      table.index->emplace(table.columns[i].name, i);
    }
  }
  const auto found = table.index->find(std::string(name));
  return found == table.index->end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> Binder::visible_names() const {
  std::vector<std::string_view> names;
  if (row_ != nullptr) {
    for (const BoundColumn& column : row_->columns) names.push_back(column.name);
  }
  for (const auto& [name, named] : scopes_[scope_].names) {
    if (std::holds_alternative<ExprId>(named.entity)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The name an expression gives its column, when it gives one: `a.b[0]` is `a_b_0`.
std::optional<std::string> Binder::automatic_name(NodeId node) const {
  switch (tree_[node].kind) {
    case NodeKind::Name: return tree_.name(node);
    case NodeKind::Call: return call_name(node);
    case NodeKind::Named: return automatic_name(tree_.child(node, 0));
    case NodeKind::Path:
    case NodeKind::Element: {
      const auto base = automatic_name(tree_.child(node, 0));
      const auto member = member_name(tree_.child(node, 1));
      if (!base || base->empty()) return member;
      return *base + "_" + member.value_or("");
    }
    default: return std::nullopt;
  }
}

/// The name of a member: what stands behind the dot, or a constant in brackets.
std::optional<std::string> Binder::member_name(NodeId node) const {
  if (tree_[node].kind == NodeKind::StringLiteral) return tree_.string(node);
  if (tree_[node].kind == NodeKind::Literal) return std::string(tree_.view(node));
  return automatic_name(node);
}

/// By the rule of the function: "strlen_*" with the first argument's name for the star.
std::optional<std::string> Binder::call_name(NodeId node) const {
  const std::string called = tree_.name(tree_.child(node, 0));
  auto id = aggregating_ ? find_function(called, FunctionKind::Aggregate) : std::nullopt;
  if (!id) id = find_function(called, FunctionKind::Scalar);
  if (!id) return std::nullopt;
  std::string_view rule = function(*id).column;
  const NodeId first = tree_.child(node, 1);
  if (rule.starts_with("only ")) {
    rule.remove_prefix(5);
    if (!first.valid() || tree_.child(node, 2).valid()) return std::nullopt;
  }
  const auto star = rule.find('*');
  if (star == std::string_view::npos) return std::nullopt;
  if (called == "column_ifexists" || called == "columnifexists") {
    const bool text = first.valid() && tree_[first].kind == NodeKind::StringLiteral;
    const bool there = text && row_ != nullptr && has_column(*row_, tree_.string(first));
    return there ? std::optional(tree_.string(first)) : std::nullopt;
  }
  const auto argument = first.valid() ? automatic_name(first) : std::optional<std::string>();
  if (rule.size() == 1) return argument;
  return std::string(rule.substr(0, star)) + argument.value_or("");
}

std::string Binder::unnamed_column() {
  std::string name;
  do name = fmt::format("Column{}", unnamed_++);
  while (row_ != nullptr && has_column(*row_, name));
  return name;
}

}  // namespace adxc::kql
