// Graphs: what columns nodes and edges have, and the names that patterns give them.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {

Binder::Table Binder::graph_table(NodeId node, GraphColumns graph) {
  Table made = sketched(node, {}, true);
  made.graph = std::make_shared<const GraphColumns>(std::move(graph));
  return made;
}

/// Edges are the input's rows; nodes come from tables, or are only the values of both ends.
Binder::Table Binder::make_graph(NodeId node, const Table& input) {
  const Items parts = items(node);
  GraphColumns graph;
  graph.edges = input.columns;
  graph.open_edges = input.open;
  for (std::size_t i = 0; i < parts.size() && i < 2; ++i) matching(parts[i], input);
  ColumnList nodes;
  for (const NodeId part : parts) {
    if (tree_[part].kind != NodeKind::GraphTable) continue;
    const NodeId source = tree_.child(part, 0);
    const Table table = with_row(nullptr, [&] { return table_of(source); });
    if (tree_.child(part, 1).valid()) matching(tree_.child(part, 1), table);
    for (const BoundColumn& column : table.columns) nodes.put(column);
    graph.open_nodes = graph.open_nodes || table.open;
  }
  const std::string id = option(node, "with_node_id");
  if (!id.empty()) {
    const auto ends = parts.empty() ? std::vector<std::size_t>{} : matching(parts[0], input);
    nodes.put(ends.empty() ? BoundColumn{id, ScalarType::Dynamic, false, {}}
                           : BoundColumn{id, input.columns[ends[0]].type, true, {}});
  }
  graph.nodes = nodes.take();
  return graph_table(node, std::move(graph));
}

Binder::Table Binder::graph_operator(NodeId node, const Table& input) {
  if (input.graph == nullptr) return opaque(node, &input);
  const GraphColumns& graph = *input.graph;
  switch (tree_[node].op_kind) {
    case OperatorKind::GraphMatch:
    case OperatorKind::GraphShortestPaths: return graph_match(node, graph);
    case OperatorKind::GraphToTable: return graph_to_table(node, graph);
    case OperatorKind::GraphMarkComponents: {
      GraphColumns marked = graph;
      const std::string name = option(node, "with_component_id");
      marked.nodes.push_back({name.empty() ? "ComponentId" : name, ScalarType::Long, true, {}});
      return graph_table(node, std::move(marked));
    }
    default: break;
  }
  const bool nodes = tree_.operator_name(node).ends_with("nodes");
  const Table row = table(Rows{}, nodes ? graph.nodes : graph.edges, node,
                          nodes ? graph.open_nodes : graph.open_edges);
  with_row(&row, [&] { return predicate(items(node)[0]); });
  Table made = sketched(node, {}, true);
  made.graph = input.graph;
  return made;
}

/// Names of the patterns stand for rows of nodes and edges while the rest is read.
Binder::Table Binder::graph_match(NodeId node, const GraphColumns& graph) {
  const Items parts = items(node);
  const auto before = patterns_;
  if (parts.empty()) return sketched(node, {}, true);
  for (const NodeId pattern : tree_.children(parts[0])) {
    for (const NodeId part : tree_.children(pattern)) {
      const NodeId name = tree_.child(part, 0);
      if (!name.valid() || tree_[name].kind != NodeKind::Name) continue;
      const bool edge = tree_[part].kind == NodeKind::GraphEdge;
      patterns_[tree_.name(name)] = {edge ? graph.edges : graph.nodes,
                                     edge ? graph.open_edges : graph.open_nodes,
                                     tree_[part].folded};
    }
  }
  nodes_ = {graph.nodes, graph.open_nodes, true};
  const Table none = table(Rows{}, {}, node);
  ColumnList columns;
  bool projects = false;
  unnamed_ = 1;
  with_row(&none, [&] {
    for (std::size_t i = 1; i < parts.size(); ++i) {
      projects = tree_[parts[i]].kind == NodeKind::List;
      if (!projects) predicate(parts[i]);
      for (const NodeId one : projects ? tree_.children(parts[i]) : Items{}) {
        item(one, columns, false);
      }
    }
    return 0;
  });
  patterns_ = before;
  return sketched(node, columns.take(), !projects);
}

Binder::Table Binder::graph_to_table(NodeId node, const GraphColumns& graph) {
  std::vector<Table> made;
  for (const NodeId part : items(node)) {
    if (tree_[part].kind != NodeKind::GraphTable) continue;
    const bool nodes = tree_.view(tree_.child(part, 0)) == "nodes";
    ColumnList columns;
    for (const char* id : {"with_node_id", "with_source_id", "with_target_id"}) {
      const std::string name = option(part, id);
      if (!name.empty()) columns.add({name, ScalarType::Long, true, {}});
    }
    for (const BoundColumn& column : nodes ? graph.nodes : graph.edges) columns.add(column);
    made.push_back(sketched(node, columns.take(), nodes ? graph.open_nodes : graph.open_edges));
    const Items named = items(part);
    if (named.size() > 1) define(tree_.name(named[1]), made.back());
  }
  return made.size() == 1 ? made[0] : sketched(node, {}, true);
}

/// `name.column`, where a pattern or step gives the name; nothing when none does.
std::optional<ExprId> Binder::pattern_column(NodeId node) {
  const NodeId base = tree_.child(node, 0);
  if (tree_[base].kind != NodeKind::Name) return std::nullopt;
  const auto found = patterns_.find(tree_.name(base));
  if (found == patterns_.end()) return std::nullopt;
  const NodeId selector = tree_.child(node, 1);
  for (const BoundColumn& column : found->second.columns) {
    if (column.name != tree_.name(selector)) continue;
    if (!column.known) return broken(node);
    return opaque_value(node, found->second.many ? ScalarType::Dynamic : column.type);
  }
  if (!found->second.open) {
    const Table row = table(Rows{}, found->second.columns, node);
    with_row(&row, [&] {
      unknown_name(selector, tree_.name(selector));
      return 0;
    });
  }
  return broken(node);
}

/// all, any and map see the columns of the pattern's edges, or of the nodes between them.
std::optional<ExprId> Binder::pattern_call(NodeId node, std::string_view name) {
  if (patterns_.empty() || (name != "all" && name != "any" && name != "map")) return std::nullopt;
  const NodeId path = tree_.child(node, 1);
  const NodeId value = tree_.child(node, 2);
  if (!value.valid()) return std::nullopt;
  const bool inside = tree_[path].kind == NodeKind::Call;
  const auto found = patterns_.find(inside ? "" : tree_.name(path));
  if (!inside && found == patterns_.end()) return std::nullopt;
  const Pattern& pattern = inside ? nodes_ : found->second;
  const Table row = table(Rows{}, pattern.columns, node, pattern.open);
  with_row(&row, [&] { return name == "map" ? expression(value) : predicate(value); });
  return opaque_value(node, name == "map" ? ScalarType::Dynamic : ScalarType::Bool);
}

}  // namespace adxc::kql
