// evaluate: what columns a plugin gives.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "compiler/kql/binder.h"
#include "compiler/kql/values.h"

namespace adxc::kql {
namespace {

/// Columns in order: `*` are the input's, `#s` is a long for each argument, s0 and so on, `@n` is
/// the column that argument n names, `@n+` are those that arguments from n on name, all else is
/// `name:type`. Source: the documentation of each plugin, checked against the official
/// analyser 12.4.1.
struct PluginColumns {
  std::string_view plugin;
  std::string_view columns;
};

constexpr std::array kPluginColumns = {
    PluginColumns{"active_users_count", "@2 @9+ dcount:long"},
    PluginColumns{"activity_counts_metrics",
                  "@2 @6+ count:long dcount:long new_dcount:long aggregated_dcount:long"},
    PluginColumns{"activity_engagement",
                  "@2 @7+ dcount_activities_inner:long dcount_activities_outer:long "
                  "activity_ratio:real"},
    PluginColumns{"activity_metrics",
                  "@2 @6+ dcount_values:long dcount_newvalues:long retention_rate:real "
                  "churn_rate:real"},
    PluginColumns{"autocluster", "SegmentId:long Count:long Percent:real *"},
    PluginColumns{"basket", "SegmentId:long Count:long Percent:real *"},
    PluginColumns{"dcount_intersect", "* #s"},
    PluginColumns{"diffpatterns",
                  "SegmentId:long CountA:long CountB:long PercentA:real PercentB:real "
                  "PercentDiffAB:real *"},
    PluginColumns{"funnel_sequence_completion", "@2 @6 Period:timespan dcount:long"},
    PluginColumns{"identity", "*"},
    PluginColumns{"infer_storage_schema", "CslSchema:string"},
    PluginColumns{"infer_storage_schema_with_suggestions", "CslSchema:string"},
    PluginColumns{"narrow", "Row:long Column:string Value:string"},
    PluginColumns{"rows_near", "*"},
    PluginColumns{"session_count", "@2 @7+ count_sessions:long"},
    PluginColumns{"sliding_window_counts", "@2 @7+ Count:long Dcount:long"},
};

std::string_view columns_of(std::string_view plugin) {
  for (const auto& [name, columns] : kPluginColumns) {
    if (name == plugin) return columns;
  }
  return {};
}

}  // namespace

/// The columns that arguments name, from the one at `first` on or it alone.
void Binder::argument_columns(NodeId call, std::string_view word, const Table& input,
                              ColumnList& columns) {
  const bool many = word.ends_with('+');
  const auto first = static_cast<std::size_t>(word[1] - '0');
  const Items all = tree_.children(call);
  for (std::size_t i = first; i < all.size() && (many || i == first); ++i) {
    if (tree_[all[i]].kind != NodeKind::Name) continue;
    for (const BoundColumn& column : input.columns) {
      if (column.name == tree_.name(all[i])) columns.add(column);
    }
  }
}

Binder::Table Binder::plugin_table(NodeId node, NodeId call, const Table& input) {
  const std::string name = tree_.name(tree_.child(call, 0));
  std::string_view rest = columns_of(name);
  if (name.ends_with("_lookup")) return looked_up(node, call, input);
  if (name == "bag_unpack") return unpacked(node, call, input);
  if (name == "python" || name == "r") return scripted(node, call, input);
  if (rest.empty()) return sketched(node, {}, true);
  ColumnList columns;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    if (word == "*") {
      for (const BoundColumn& column : input.columns) columns.add(column);
    } else if (word[0] == '#') {
      for (std::size_t i = 0; i + 1 < tree_.children(call).size(); ++i) {
        columns.add({fmt::format("{}{}", word.substr(1), i), ScalarType::Long, true, {}});
      }
    } else if (word[0] == '@') {
      argument_columns(call, word, input, columns);
    } else {
      const std::size_t colon = word.find(':');
      columns.add(
          {std::string(word.substr(0, colon)), *scalar_type(word.substr(colon + 1)), true, {}});
    }
  }
  return sketched(node, columns.take(), input.open);
}

/// The input's columns and those of the table that is the first argument.
Binder::Table Binder::looked_up(NodeId node, NodeId call, const Table& input) {
  const NodeId source = tree_.child(call, 1);
  if (!source.valid()) return sketched(node, {}, true);
  const Table other = with_row(nullptr, [&] { return table_of(source); });
  const std::string name = tree_.name(tree_.child(call, 0));
  const bool shape = name.starts_with("geo_");
  std::string key;
  if (shape && tree_.child(call, 2).valid()) key = tree_.name(tree_.child(call, 2));
  for (const NodeId argument : tree_.children(call)) {
    const bool named = tree_[argument].kind == NodeKind::Named;
    const bool kept = named && tree_.name(tree_.child(argument, 0)) == "return_lookup_key" &&
                      tree_.view(tree_.child(argument, 1)) == "true";
    if (kept) key.clear();
  }
  ColumnList columns;
  const bool other_first = name == "ipv6_lookup";
  for (const bool first : {true, false}) {
    const bool from_other = first == other_first;
    for (const BoundColumn& column : (from_other ? other : input).columns) {
      if (!from_other || key.empty() || column.name != key) columns.add(column);
    }
  }
  return sketched(node, columns.take(), input.open || other.open);
}

/// The columns of a bag are known when its values stand in the query.
Binder::Table Binder::unpacked(NodeId node, NodeId call, const Table& input) {
  const NodeId bag = tree_.child(call, 1);
  const NodeId prefix = tree_.child(call, 2);
  const bool named = bag.valid() && tree_[bag].kind == NodeKind::Name;
  const auto found =
      std::find_if(input.columns.begin(), input.columns.end(),
                   [&](const BoundColumn& one) { return named && one.name == tree_.name(bag); });
  if (found == input.columns.end()) return sketched(node, {}, true);
  const bool text = prefix.valid() && tree_[prefix].kind == NodeKind::StringLiteral;
  const auto at = static_cast<std::size_t>(found - input.columns.begin());
  ColumnList columns;
  for (const BoundColumn& column : input.columns) {
    if (&column != &*found) columns.add(column);
  }
  const bool plain = !prefix.valid() || (text && !tree_.child(call, 3).valid());
  const bool known =
      plain && !input.open && literal_columns(input, at, text ? tree_.string(prefix) : "", columns);
  return sketched(node, columns.take(), !known);
}

/// Adds the members of all bags in a column of literal rows, by name; false when they are not
/// literal, or clash with columns.
bool Binder::literal_columns(const Table& input, std::size_t bag, const std::string& prefix,
                             ColumnList& columns) const {
  const auto* rows = std::get_if<Rows>(&out_[input.id].op);
  if (rows == nullptr || rows->cells.empty()) return false;
  std::map<std::string, ScalarType> members;
  for (std::size_t i = bag; i < rows->cells.size(); i += input.columns.size()) {
    const auto* text = std::get_if<std::string>(&rows->cells[i]);
    if (text == nullptr) return false;
    for (const auto& [name, type] : json_members(*text)) {
      const auto [at, fresh] = members.emplace(name, type);
      if (!fresh && at->second != type) at->second = ScalarType::Dynamic;
    }
  }
  for (const auto& [name, type] : members) {
    if (columns.has(prefix + name)) return false;
    columns.add({prefix + name, type, true, {}});
  }
  return true;
}

/// `typeof(*, a: long)` as the first argument tells the columns.
Binder::Table Binder::scripted(NodeId node, NodeId call, const Table& input) {
  const NodeId type = tree_.child(call, 1);
  const bool told = type.valid() && tree_[type].kind == NodeKind::TypeOf;
  const NodeId schema = told ? tree_.child(type, 0) : NodeId{};
  if (!schema.valid() || tree_[schema].kind != NodeKind::Schema) return sketched(node, {}, true);
  ColumnList columns;
  bool open = false;
  for (const NodeId one : tree_.children(schema)) {
    if (tree_[one].kind != NodeKind::Star) continue;
    for (const BoundColumn& column : input.columns) columns.add(column);
    open = input.open;
  }
  for (const BoundColumn& column : declared_columns(schema)) columns.put(column);
  return sketched(node, columns.take(), open);
}

}  // namespace adxc::kql
