// The operators that choose, make, drop, rename and order columns, and those that only pass rows
// on.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {
namespace {

/// Operators that say nothing without an operand.
bool wants_operand(OperatorKind kind) {
  switch (kind) {
    case OperatorKind::AssertSchema:
    case OperatorKind::As:
    case OperatorKind::Evaluate:
    case OperatorKind::Find:
    case OperatorKind::GraphMatch:
    case OperatorKind::GraphShortestPaths:
    case OperatorKind::GraphWhere:
    case OperatorKind::Invoke:
    case OperatorKind::Join:
    case OperatorKind::Lookup:
    case OperatorKind::MakeGraph:
    case OperatorKind::MakeSeries:
    case OperatorKind::Parse:
    case OperatorKind::ParseKv:
    case OperatorKind::Partition:
    case OperatorKind::Range:
    case OperatorKind::Reduce:
    case OperatorKind::Render:
    case OperatorKind::Sample:
    case OperatorKind::SampleDistinct:
    case OperatorKind::Search:
    case OperatorKind::Take:
    case OperatorKind::Top:
    case OperatorKind::TopHitters:
    case OperatorKind::Where: return true;
    default: return false;
  }
}

}  // namespace

Binder::Table Binder::apply(NodeId node, const Table* input) {
  if (options_.sight != nullptr) look(node, input);
  // The parser has said that there is none.
  if (wants_operand(tree_[node].op_kind) && items(node).empty()) return open_table(node);
  switch (tree_[node].op_kind) {
    case OperatorKind::Print: return print(node);
    case OperatorKind::Range: return range(node);
    case OperatorKind::Union: return union_all(node, input);
    case OperatorKind::Evaluate: return evaluated(node, input);
    case OperatorKind::Search: return search(node, input);
    case OperatorKind::Find: return find_rows(node, input);
    default: break;
  }
  return input == nullptr ? opaque(node, input) : apply_to(node, *input);
}

Binder::Table Binder::apply_to(NodeId node, const Table& input) {
  switch (tree_[node].op_kind) {
    case OperatorKind::Where: return where(node, input);
    case OperatorKind::Project: return project(node, input, false);
    case OperatorKind::Extend: return project(node, input, true);
    case OperatorKind::ProjectAway: return project_away(node, input, false);
    case OperatorKind::ProjectKeep: return project_away(node, input, true);
    case OperatorKind::ProjectRename: return project_rename(node, input);
    case OperatorKind::ProjectReorder: return project_reorder(node, input);
    case OperatorKind::Take: return take(node, input);
    case OperatorKind::Sort: return sort(node, input);
    case OperatorKind::Top: return top(node, input);
    case OperatorKind::Distinct: return distinct(node, input);
    case OperatorKind::Summarize: return summarize(node, input);
    case OperatorKind::Join: return join(node, input, false);
    case OperatorKind::Lookup: return join(node, input, true);
    case OperatorKind::Serialize: return serialize(node, input);
    case OperatorKind::GetSchema: return get_schema(node, input);
    case OperatorKind::As: return as(node, input);
    case OperatorKind::MvExpand: return mv_expand(node, input);
    case OperatorKind::MvApply: return mv_apply(node, input);
    case OperatorKind::Parse:
    case OperatorKind::ParseKv: return parsed(node, input);
    case OperatorKind::MakeSeries: return make_series(node);
    case OperatorKind::Sample: return sample(node, input);
    case OperatorKind::SampleDistinct: return sample_distinct(node, input);
    case OperatorKind::TopHitters: return top_hitters(node, input);
    case OperatorKind::Invoke: return invoked(node, input);
    case OperatorKind::AssertSchema: return sketched(node, declared_columns(items(node)[0]), false);
    case OperatorKind::Facet:
    case OperatorKind::Fork: return several(node, input);
    case OperatorKind::Partition: return partition(node, input);
    case OperatorKind::ProjectByNames: return project_by_names(node, input);
    case OperatorKind::Reduce: return reduce(node, input);
    case OperatorKind::Scan: return scan(node, input);
    case OperatorKind::TopNested: return top_nested(node, input);
    case OperatorKind::MakeGraph: return make_graph(node, input);
    case OperatorKind::GraphMarkComponents:
    case OperatorKind::GraphMatch:
    case OperatorKind::GraphShortestPaths:
    case OperatorKind::GraphToTable:
    case OperatorKind::GraphWhere: return graph_operator(node, input);
    case OperatorKind::Count:
      return table(Count{input.id}, {{"Count", ScalarType::Long, true, {}}}, node);
    case OperatorKind::Render: out_.visualization = tree_.name(items(node)[0]); return input;
    case OperatorKind::Consume:
      return table(Take{input.id, literal(node, ScalarType::Long, std::int64_t{0})}, input.columns,
                   node, input.open);
    default: return opaque(node, &input);
  }
}

/// An operator that is only recognised: nothing is known of what it gives.
Binder::Table Binder::opaque(NodeId node, const Table*) {
  const std::uint32_t begin = tree_[node].range.begin;
  const bool op = tree_[node].kind == NodeKind::QueryOperator;
  const std::string_view name = op ? tree_.operator_name(node) : tree_.token_text(node);
  unsupported({begin, begin + static_cast<std::uint32_t>(name.size())}, "the operator", name);
  return open_table(node);
}

Binder::Items Binder::items(NodeId node) const {
  Items all = tree_.children(node);
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](NodeId id) { return tree_[id].kind == NodeKind::Option; }),
            all.end());
  return all;
}

/// The value of `name=value`, "" when it is not given.
std::string Binder::option(NodeId node, std::string_view name) const {
  for (const NodeId one : tree_.children(node)) {
    if (tree_[one].kind != NodeKind::Option) continue;
    const NodeId value = tree_.child(one, 1);
    if (tree_.view(tree_.child(one, 0)) != name || !value.valid()) continue;
    return tree_[value].kind == NodeKind::Name ? tree_.name(value) : std::string(tree_.view(value));
  }
  return "";
}

Binder::Table Binder::where(NodeId node, const Table& input) {
  return passed(Filter{input.id, predicate(items(node)[0])}, input, node);
}

BoundColumn Binder::valued(std::string name, ExprId value) const {
  return {std::move(name), type(value), known(value), value};
}

/// One item of project, extend, distinct or print-like lists. What is named by hand or is a plain
/// column replaces a column of that name when `replaces`.
void Binder::item(NodeId node, ColumnList& columns, bool replaces) {
  if (tree_[node].kind == NodeKind::Star && row_ != nullptr) {
    for (std::size_t i = 0; i < row_->columns.size(); ++i) {
      columns.put(valued(row_->columns[i].name, column(*row_, i, node)));
    }
    return;
  }
  if (tree_[node].kind == NodeKind::Named) {
    const NodeId name = tree_.child(node, 0);
    const bool list = tree_[name].kind == NodeKind::List;
    const Items names = list ? tree_.children(name) : Items{name};
    if (several_values(tree_.child(node, 1), names, columns, replaces)) return;
    const ExprId value = expression(tree_.child(node, 1));
    if (names.size() > 1 && known(value)) {
      wrong_type(name, "several names need a function that gives several values");
    }
    for (const NodeId one : names) {
      BoundColumn made = valued(tree_.name(one), value);
      replaces ? columns.put(std::move(made)) : void(columns.add(std::move(made)));
    }
    return;
  }
  if (several_values(node, {}, columns, replaces)) return;
  const auto name = automatic_name(node);
  const ExprId value = expression(node);
  BoundColumn made = valued(name && !name->empty() ? *name : unnamed_column(), value);
  replaces ? columns.put(std::move(made)) : void(columns.add(std::move(made)));
}

/// A function that gives several columns: the first ones get the names, the others are called
/// `function_argument_column`. False for anything else.
bool Binder::several_values(NodeId call, const Items& names, ColumnList& columns, bool replaces) {
  if (tree_[call].kind != NodeKind::Call) return false;
  const std::string called = tree_.name(tree_.child(call, 0));
  const auto id = find_function(called, FunctionKind::Scalar);
  if (!id || function(*id).outputs.empty() || find(called) != nullptr) return false;
  const ExprId value = expression(call);
  const NodeId first = tree_.child(call, 1);
  const std::string of = first.valid() ? automatic_name(first).value_or("") : "";
  std::size_t at = 0;
  for (const FunctionOutput& output : function(*id).outputs) {
    if (names.size() == 1 && at == 1) break;  // the engine gives one name the first value alone
    const std::string name = at < names.size() ? tree_.name(names[at])
                                               : fmt::format("{}_{}_{}", called, of, output.name);
    ++at;
    BoundColumn made = valued(name, known(value) ? opaque_value(call, output.type) : value);
    replaces ? columns.put(std::move(made)) : void(columns.add(std::move(made)));
  }
  return true;
}

Binder::Table Binder::projected(NodeId node, const Table& input, std::vector<BoundColumn> columns) {
  Project made{input.id, {}};
  for (const BoundColumn& column : columns) made.values.push_back(column.value);
  return table(std::move(made), std::move(columns), node);
}

/// Extend where nobody asks how the columns that stay are passed on.
Binder::Table Binder::extended(NodeId node, const Table& input) {
  ColumnList fresh;
  unnamed_ = 1;
  for (const NodeId one : items(node)) item(one, fresh, true);
  Table made = passed(Project{input.id, {}}, input, node);
  for (BoundColumn& column : fresh.take()) put(made, std::move(column));
  return made;
}

/// Adds a column, or puts it in place of the one that has its name.
void Binder::put(Table& made, BoundColumn column) const {
  column.value = {};
  if (const auto at = column_at(made, column.name)) {
    made.columns[*at] = std::move(column);
    return;
  }
  if (made.index) made.index->emplace(column.name, made.columns.size());
  made.columns.push_back(std::move(column));
}

Binder::Table Binder::project(NodeId node, const Table& input, bool extends) {
  if (extends && options_.only_schema) return extended(node, input);
  ColumnList columns;
  unnamed_ = 1;
  for (std::size_t i = 0; extends && i < input.columns.size(); ++i) {
    columns.add(valued(input.columns[i].name, column(input, i, node)));
  }
  for (const NodeId one : items(node)) item(one, columns, extends);
  Table made = projected(node, input, columns.take());
  made.open = extends && input.open;
  return made;
}

/// Positions of the columns a name or pattern means; an unknown name is reported.
std::vector<std::size_t> Binder::matching(NodeId pattern, const Table& input) {
  const NodeKind kind = tree_[pattern].kind;
  const bool wild = kind == NodeKind::Wildcard || kind == NodeKind::Star;
  const std::string name = wild ? std::string(tree_.view(pattern)) : tree_.name(pattern);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < input.columns.size(); ++i) {
    const std::string& column = input.columns[i].name;
    if (wild ? matches(name, column) : column == name) found.push_back(i);
  }
  if (found.empty() && !wild && kind == NodeKind::Name && !input.open) unknown_name(pattern, name);
  return found;
}

/// project-away, and with `keep` project-keep: the order of columns stays.
Binder::Table Binder::project_away(NodeId node, const Table& input, bool keep) {
  std::vector<bool> named(input.columns.size(), false);
  for (const NodeId pattern : items(node)) {
    for (const std::size_t at : matching(pattern, input)) named[at] = true;
  }
  std::vector<BoundColumn> columns;
  for (std::size_t i = 0; i < input.columns.size(); ++i) {
    if (named[i] == keep) columns.push_back(valued(input.columns[i].name, column(input, i, node)));
  }
  Table made = projected(node, input, std::move(columns));
  made.open = input.open;
  return made;
}

Binder::Table Binder::project_rename(NodeId node, const Table& input) {
  std::vector<BoundColumn> columns;
  for (std::size_t i = 0; i < input.columns.size(); ++i) {
    columns.push_back(valued(input.columns[i].name, column(input, i, node)));
  }
  for (const NodeId one : items(node)) {
    if (tree_[one].kind != NodeKind::Named) continue;
    for (const std::size_t at : matching(tree_.child(one, 1), input)) {
      columns[at].name = tree_.name(tree_.child(one, 0));
    }
  }
  Table made = projected(node, input, std::move(columns));
  made.open = input.open;
  return made;
}

/// What is named comes first, in the order of its names; the rest stays behind as it was.
Binder::Table Binder::project_reorder(NodeId node, const Table& input) {
  std::vector<std::size_t> order;
  std::vector<bool> placed(input.columns.size(), false);
  const auto place_column = [&](std::size_t at) {
    if (!placed[at]) order.push_back(at);
    placed[at] = true;
  };
  for (const NodeId one : items(node)) {
    if (tree_[one].kind != NodeKind::Ordered) continue;
    std::vector<std::size_t> found = matching(tree_.child(one, 0), input);
    const Ordering& direction = tree_[one].order;
    std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
      const std::string& left = input.columns[direction.descending ? b : a].name;
      const std::string& right = input.columns[direction.descending ? a : b].name;
      return direction.given && left < right;
    });
    std::for_each(found.begin(), found.end(), place_column);
  }
  for (std::size_t i = 0; i < input.columns.size(); ++i) place_column(i);
  std::vector<BoundColumn> columns;
  for (const std::size_t at : order) {
    columns.push_back(valued(input.columns[at].name, column(input, at, node)));
  }
  Table made = projected(node, input, std::move(columns));
  made.open = input.open;
  return made;
}

Binder::Table Binder::serialize(NodeId node, const Table& input) {
  Table made = items(node).empty() ? input : project(node, input, true);
  Table fixed = table(Serialize{made.id}, made.columns, node, made.open);
  return fixed;
}

/// The schema is known here, so it is rows like any other.
Binder::Table Binder::get_schema(NodeId node, const Table& input) {
  const std::vector<BoundColumn> columns = {{"ColumnName", ScalarType::String, true, {}},
                                            {"ColumnOrdinal", ScalarType::Int, true, {}},
                                            {"DataType", ScalarType::String, true, {}},
                                            {"ColumnType", ScalarType::String, true, {}}};
  Rows rows;
  for (std::size_t i = 0; i < input.columns.size(); ++i) {
    const BoundColumn& column = input.columns[i];
    rows.cells.emplace_back(column.name);
    rows.cells.emplace_back(static_cast<std::int64_t>(i));
    rows.cells.emplace_back(std::string(clr_name(column.type)));
    rows.cells.emplace_back(std::string(adxc::name(column.type)));
  }
  if (input.open) complete_ = false;
  return table(std::move(rows), columns, node);
}

Binder::Table Binder::as(NodeId node, const Table& input) {
  const std::string name = tree_.name(items(node)[0]);
  Table named = input;
  named.name = name;
  define(name, named);
  return named;
}

}  // namespace adxc::kql
