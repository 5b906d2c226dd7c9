// Calls: which function, which of its signatures, and what type the result has.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/kql/binder.h"
#include "compiler/kql/signatures.h"

namespace adxc::kql {

ExprId Binder::call(NodeId node) {
  const std::string name = tree_.name(tree_.child(node, 0));
  if (const Entity* entity = find(name)) {
    if (std::holds_alternative<Unknown>(*entity)) return broken(node);
    if (const auto* written = std::get_if<Function>(entity)) {
      const Function function = *written;
      const auto made = invoke(node, function);
      return made ? entity_value(node, *made) : broken(node);
    }
  }
  if (const auto made = pattern_call(node, name)) return *made;
  if (name == "toscalar") return table_value(node);
  if (name == "column_ifexists" || name == "columnifexists") return column_if_exists(node);
  if (aggregating_) {
    if (const auto id = find_function(name, FunctionKind::Aggregate)) return aggregate(node, *id);
    if (is_known_function(name, FunctionKind::Aggregate)) return unknown_call(node, name);
  }
  if (const auto id = find_function(name, FunctionKind::Scalar)) return known_call(node, *id);
  return unknown_call(node, name);
}

/// A function without a row: known by name, an aggregate out of place, or none.
ExprId Binder::unknown_call(NodeId node, std::string_view name) {
  const Range range = tree_[tree_.child(node, 0)].range;
  const bool aggregate = find_function(name, FunctionKind::Aggregate).has_value() ||
                         is_known_function(name, FunctionKind::Aggregate);
  if (is_known_function(name, FunctionKind::Scalar) || (aggregate && aggregating_)) {
    unsupported(range, "the function", name);
  } else if (aggregate && row_ != nullptr) {
    misplaced_aggregate(node, name);
  } else {
    unknown_function(node, name, aggregating_ ? FunctionKind::Aggregate : FunctionKind::Scalar);
  }
  const bool scalar = is_known_function(name, FunctionKind::Scalar);
  if (aggregating_ && !scalar && !aggregate) return broken(node);
  const bool aggregating = std::exchange(aggregating_, aggregating_ && scalar);
  for (const NodeId argument : tree_.children(node)) {
    const NodeKind kind = tree_[argument].kind;
    if (argument != tree_.child(node, 0) && kind != NodeKind::Star) entity(argument);
  }
  aggregating_ = aggregating;
  return broken(node);
}

/// toscalar(T): the first column of the first row.
ExprId Binder::table_value(NodeId node) {
  const NodeId query = tree_.child(node, 1);
  if (!query.valid()) {
    wrong_count(node, "toscalar", 0, "1");
    return broken(node);
  }
  if (!is_tabular(query) && tree_[query].kind != NodeKind::Name && !is_table_call(query)) {
    return expression(query);
  }
  const Table found = with_row(nullptr, [&] { return table_of(query); });
  if (found.columns.empty() || !found.columns[0].known) return broken(node);
  Expr made;
  made.kind = ExprKind::Query;
  made.type = found.columns[0].type;
  made.relation = found.id;
  made.range = tree_[node].range;
  return add(std::move(made));
}

/// True for a call of a function of the query that gives a table.
bool Binder::is_table_call(NodeId node) const {
  if (tree_[node].kind != NodeKind::Call) return false;
  const Entity* entity = find(tree_.name(tree_.child(node, 0)));
  if (entity == nullptr || !std::holds_alternative<Function>(*entity)) return false;
  const Items all = tree_.children(tree_.child(std::get<Function>(*entity).node, 1));
  return !all.empty() && is_tabular(all.back());
}

ExprId Binder::column_if_exists(NodeId node) {
  const NodeId column_name = tree_.child(node, 1);
  const NodeId otherwise = tree_.child(node, 2);
  if (!otherwise.valid()) {
    wrong_count(node, "column_ifexists", tree_.children(node).size() - 1, "2");
    return broken(node);
  }
  const ExprId given = expression(column_name);
  const Value* name = constant(given);
  if (name == nullptr || (row_ != nullptr && row_->open)) return broken(node);
  const auto* text = std::get_if<std::string>(name);
  // There is no row in `print`, and so no column.
  const std::size_t count = row_ == nullptr || text == nullptr ? 0 : row_->columns.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (row_->columns[i].name == *text) return column(*row_, i, node);
  }
  return expression(otherwise);
}

ExprId Binder::known_call(NodeId node, FunctionId id) {
  std::vector<ExprId> args;
  const Items all = tree_.children(node);
  for (std::size_t i = 1; i < all.size(); ++i) args.push_back(argument_value(all[i]));
  const Signature* signature = choose(node, id, args);
  if (signature == nullptr || is_ambiguous(id, args)) return broken(node);
  return finish_call(node, id, *signature, std::move(args));
}

ExprId Binder::argument_value(NodeId node) {
  if (tree_[node].kind == NodeKind::Star && row_ != nullptr) return broken(node);
  if (tree_[node].kind != NodeKind::TypeOf) return expression(node);
  const NodeId type = tree_.child(node, 0);
  return literal(node, ScalarType::String, std::string(tree_.view(type)));
}

/// The signature that takes the arguments as they are, or else with numbers widened.
const Signature* Binder::choose(NodeId node, FunctionId id, const std::vector<ExprId>& args) {
  const auto& signatures = function(id).signatures;
  for (const bool exactly : {true, false}) {
    for (const Signature& signature : signatures) {
      if (signature.fits(args.size()) && accepts(signature, args, exactly)) return &signature;
    }
  }
  explain(node, id, args);
  return nullptr;
}

/// True if what nobody knows of the arguments decides the type of the result.
bool Binder::is_ambiguous(FunctionId id, const std::vector<ExprId>& args) const {
  std::set<std::pair<ResultRule, ScalarType>> results;
  for (const Signature& signature : function(id).signatures) {
    const bool possible = signature.fits(args.size()) && accepts(signature, args, false);
    if (possible) results.emplace(signature.rule, signature.type);
  }
  const auto unknown = [this](ExprId id_of) {
    return !known(id_of);
  };
  return results.size() > 1 && std::any_of(args.begin(), args.end(), unknown);
}

/// Arguments nobody knows the type of are taken by every parameter.
bool Binder::accepts(const Signature& signature, const std::vector<ExprId>& args,
                     bool exactly) const {
  for (std::size_t i = 0; i < args.size(); ++i) {
    const FunctionParameter& wanted = signature.parameter(i, args.size());
    if (!known(args[i]) || wanted.takes(type(args[i]))) continue;
    const bool widened = std::any_of(kScalarTypes.begin(), kScalarTypes.end(), [&](ScalarType to) {
      return wanted.takes(to) && widens(type(args[i]), to);
    });
    if (exactly || !widened) return false;
  }
  return true;
}

/// Says why no signature takes the arguments.
void Binder::explain(NodeId node, FunctionId id, const std::vector<ExprId>& args) {
  const auto& row = function(id);
  const Signature* fitting = nullptr;
  for (const Signature& signature : row.signatures) {
    if (signature.fits(args.size())) fitting = &signature;
  }
  if (fitting == nullptr) return wrong_count(node, row.name, args.size(), wanted_count(row));
  for (std::size_t i = 0; i < args.size(); ++i) {
    const FunctionParameter& wanted = fitting->parameter(i, args.size());
    if (!known(args[i]) || wanted.takes(type(args[i]))) continue;
    return wrong_type(tree_.child(node, i + 1),
                      fmt::format("`{}` takes {} as `{}`, not {}", row.name, type_names(wanted),
                                  wanted.name, adxc::name(type(args[i]))));
  }
  wrong_type(node, fmt::format("`{}` does not take these types together", row.name));
}

ExprId Binder::finish_call(NodeId node, FunctionId id, const Signature& signature,
                           std::vector<ExprId> args) {
  ScalarType common = ScalarType::Dynamic;
  if (!unify(node, signature, args, common)) return broken(node);
  auto result = result_type(signature, args, common);
  if (function(id).name == "datetime_diff" && counts_weeks(args)) result = ScalarType::Real;
  if (!result) return broken(node);
  for (std::size_t i = 0; i < args.size(); ++i) {
    const FunctionParameter& wanted = signature.parameter(i, args.size());
    if (!known(args[i])) complete_ = false;
    if (known(args[i]) && !wanted.takes(type(args[i])))
      args[i] = convert(args[i], narrowest(wanted, type(args[i])));
    const bool number =
        signature.rule == ResultRule::Widest && known(args[i]) && is_numeric(type(args[i]));
    if (number) args[i] = convert(args[i], *result);
  }
  Expr made;
  made.kind = function(id).kind == FunctionKind::Aggregate ? ExprKind::Aggregate : ExprKind::Call;
  made.type = *result;
  made.function = id;
  made.args = std::move(args);
  made.range = tree_[node].range;
  return add(std::move(made));
}

/// The engine gives weeks, and only them, as a real.
bool Binder::counts_weeks(const std::vector<ExprId>& args) const {
  const Value* part = args.empty() ? nullptr : constant(args[0]);
  const auto* text = part == nullptr ? nullptr : std::get_if<std::string>(part);
  return text != nullptr && equal_fold(*text, "week");
}

/// Converts the arguments that share a type to it; false when they do not go together.
bool Binder::unify(NodeId node, const Signature& signature, std::vector<ExprId>& args,
                   ScalarType& type_of_all) {
  std::vector<ScalarType> types;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!signature.parameter(i, args.size()).common) continue;
    if (!known(args[i])) return signature.rule != ResultRule::Common;
    types.push_back(type(args[i]));
  }
  if (types.empty()) return true;
  const auto common = common_type(types);
  if (!common) {
    const std::set<std::string_view> names = names_of(types);
    wrong_type(node, fmt::format("`{}` mixes {}; expected one type",
                                 tree_.view(tree_.child(node, 0)), fmt::join(names, " and ")));
    return false;
  }
  type_of_all = *common;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (signature.parameter(i, args.size()).common) args[i] = convert(args[i], *common);
  }
  return true;
}

/// Nothing when it depends on an argument nobody knows the type of.
std::optional<ScalarType> Binder::result_type(const Signature& signature,
                                              const std::vector<ExprId>& args,
                                              ScalarType common) const {
  const auto of = [&](std::size_t index) -> std::optional<ScalarType> {
    if (index >= args.size() || !known(args[index])) return std::nullopt;
    return type(args[index]);
  };
  switch (signature.rule) {
    case ResultRule::Type: return signature.type;
    case ResultRule::First: return of(0);
    case ResultRule::Second: return of(1);
    case ResultRule::FirstWidened: return of(0) == ScalarType::Int ? ScalarType::Long : of(0);
    case ResultRule::Common: return common;
    case ResultRule::Given: {
      const Value* name = args.empty() ? nullptr : constant(args.back());
      const auto* text = name == nullptr ? nullptr : std::get_if<std::string>(name);
      return text == nullptr ? std::nullopt : scalar_type(*text);
    }
    case ResultRule::Widest: break;
  }
  ScalarType widest = ScalarType::Long;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!of(i)) return std::nullopt;
    if (is_numeric(*of(i))) widest = wider(widest, *of(i));
  }
  return widest;
}

}  // namespace adxc::kql
