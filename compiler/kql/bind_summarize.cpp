// summarize: keys, then aggregates, some of which give several columns.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {
namespace {

/// What unnamed columns of arg_max, arg_min, take_any and any are called after.
std::string_view fallback_name(std::string_view function) {
  const auto underscore = function.find('_');
  return underscore == std::string_view::npos ? function : function.substr(underscore + 1);
}

}  // namespace

Binder::Table Binder::summarize(NodeId node, const Table& input) {
  const Items parts = items(node);
  ColumnList columns;
  unnamed_ = 1;
  if (parts.size() > 1) {
    for (const NodeId key : tree_.children(parts[1])) item(key, columns, false);
  }
  keys_ = columns.columns();
  const std::size_t key_count = keys_.size();
  for (const NodeId one : tree_.children(parts[0])) {
    aggregating_ = true;
    aggregate_item(one, columns);
    aggregating_ = false;
  }
  keys_.clear();
  std::vector<BoundColumn> made = columns.take();
  Summarize op{input.id, {}, {}};
  for (std::size_t i = 0; i < made.size(); ++i) {
    (i < key_count ? op.keys : op.values).push_back(made[i].value);
  }
  return table(std::move(op), std::move(made), node, std::exchange(open_aggregate_, false));
}

/// `aggregate`, `name = aggregate` or `(name, …) = aggregate`; names go to the first columns.
void Binder::aggregate_item(NodeId node, ColumnList& columns) {
  const bool named = tree_[node].kind == NodeKind::Named;
  std::vector<BoundColumn> made = outputs(named ? tree_.child(node, 1) : node);
  Items names;
  if (named) {
    const NodeId name = tree_.child(node, 0);
    names = tree_[name].kind == NodeKind::List ? tree_.children(name) : Items{name};
  }
  if (names.size() > made.size() && !made.empty() && made[0].known) {
    wrong_type(names[made.size()], "there is no value for this name");
    names.resize(made.size());
  }
  if (names.size() > made.size()) made.resize(names.size(), valued("", broken(node)));
  for (std::size_t i = 0; i < made.size(); ++i) {
    if (i < names.size()) made[i].name = tree_.name(names[i]);
    columns.add(std::move(made[i]));
  }
}

/// The columns a summarize item makes; one unless it is a call that gives several.
std::vector<BoundColumn> Binder::outputs(NodeId value) {
  if (tree_[value].kind == NodeKind::Call) {
    const std::string called = tree_.name(tree_.child(value, 0));
    const auto id = find_function(called, FunctionKind::Aggregate);
    static constexpr auto kPicking = std::to_array<std::string_view>(
        {"any", "arg_max", "arg_min", "argmax", "argmin", "take_any"});
    const bool picks = std::find(kPicking.begin(), kPicking.end(), called) != kPicking.end();
    if (id && picks && find(called) == nullptr) return picked(value, *id);
    const bool ranks = called == "percentile" || called == "percentiles";
    if (id && ranks && find(called) == nullptr) return percentiles(value, *id);
  }
  const auto name = automatic_name(value);
  const ExprId made = expression(value);
  return {valued(name && !name->empty() ? *name : unnamed_column(), made)};
}

/// Binds the aggregate's arguments, which see the row's columns and hold no aggregates.
ExprId Binder::aggregate(NodeId node, FunctionId id) {
  aggregating_ = false;
  std::vector<ExprId> args;
  const Items all = tree_.children(node);
  for (std::size_t i = 1; i < all.size(); ++i) args.push_back(argument_value(all[i]));
  aggregating_ = true;
  const Signature* signature = choose(node, id, args);
  if (signature == nullptr || is_ambiguous(id, args)) return broken(node);
  return finish_call(node, id, *signature, std::move(args));
}

ExprId Binder::part(ExprId whole, std::size_t index, ScalarType type) {
  Expr made;
  made.kind = ExprKind::Part;
  made.type = type;
  made.index = static_cast<std::uint32_t>(index);
  made.args = {whole};
  made.range = out_[whole].range;
  return add(std::move(made));
}

/// The columns that `*` stands for in arg_max and take_any: all that are no key and not named yet.
std::vector<std::size_t> Binder::starred(const std::vector<BoundColumn>& named) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; row_ != nullptr && i < row_->columns.size(); ++i) {
    const std::string& name = row_->columns[i].name;
    const auto same = [&](const BoundColumn& column) {
      return column.name == name;
    };
    if (std::none_of(named.begin(), named.end(), same) &&
        std::none_of(keys_.begin(), keys_.end(), same)) {
      found.push_back(i);
    }
  }
  return found;
}

/// arg_max, arg_min, take_any: one column for each argument, more for `*`.
std::vector<BoundColumn> Binder::picked(NodeId call, FunctionId id) {
  const Items all = tree_.children(call);
  const std::string_view rule = function(id).column;
  const std::string prefix(rule.substr(0, rule.find('*')));
  const std::string_view fallback = fallback_name(function(id).name);
  std::vector<BoundColumn> columns;
  aggregating_ = false;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (tree_[all[i]].kind == NodeKind::Star) {
      if (row_->open) open_aggregate_ = true;
      for (const std::size_t at : starred(columns)) {
        columns.push_back(valued(prefix + row_->columns[at].name, column(*row_, at, all[i])));
      }
      continue;
    }
    const auto name = tree_[all[i]].kind == NodeKind::Named
                          ? std::optional(tree_.name(tree_.child(all[i], 0)))
                          : automatic_name(all[i]);
    const std::string unnamed = i == 1
                                    ? fmt::format("{}_", fallback)
                                    : fmt::format("{}_{}_arg{}", fallback, columns[0].name, i - 1);
    columns.push_back(valued(prefix + name.value_or(unnamed), expression(all[i])));
  }
  aggregating_ = true;
  if (columns.empty() && open_aggregate_) return {};
  if (columns.empty()) {
    wrong_count(call, function(id).name, 0, "at least 1");
    return {valued(unnamed_column(), broken(call))};
  }
  return parts_of(call, id, std::move(columns));
}

/// One aggregate over the columns' values, and the columns as its parts.
std::vector<BoundColumn> Binder::parts_of(NodeId call, FunctionId id,
                                          std::vector<BoundColumn> columns) {
  std::vector<ExprId> args;
  for (const BoundColumn& column : columns) args.push_back(column.value);
  const Signature* signature = choose(call, id, args);
  if (signature == nullptr) return {valued(unnamed_column(), broken(call))};
  Expr whole;
  whole.kind = ExprKind::Aggregate;
  whole.type = type(args[0]);
  whole.function = id;
  whole.args = std::move(args);
  whole.range = tree_[call].range;
  const ExprId made = add(std::move(whole));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].value = columns[i].known ? part(made, i, columns[i].type) : broken(call);
  }
  return columns;
}

/// percentile and percentiles: `percentile_x_50`, one column for each rank.
std::vector<BoundColumn> Binder::percentiles(NodeId call, FunctionId id) {
  const ExprId whole = aggregate(call, id);
  const Items all = tree_.children(call);
  const auto first = all.size() > 1 ? automatic_name(all[1]) : std::nullopt;
  if (!known(whole)) return {valued("percentile_" + first.value_or(""), whole)};
  const bool single = function(id).name == "percentile";
  std::vector<BoundColumn> columns;
  for (std::size_t i = 2; i < all.size(); ++i) {
    std::string rank(tree_.view(all[i]));
    std::replace(rank.begin(), rank.end(), '.', '_');
    const bool literal_rank = tree_[all[i]].kind == NodeKind::Literal;
    BoundColumn made =
        valued(fmt::format("percentile_{}_{}", first.value_or(""), literal_rank ? rank : ""),
               single ? whole : part(whole, i - 2, type(whole)));
    columns.push_back(std::move(made));
  }
  return columns;
}

}  // namespace adxc::kql
