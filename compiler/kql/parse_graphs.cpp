// Operators over graphs: patterns of nodes and edges, and tables of them.
#include "compiler/kql/parser_state.h"

namespace adxc::kql {

/// `make-graph a --> b with N on id, M on id`, or `with_node_id=n`.
void Parser::make_graph_parts(Nodes& parts) {
  options(parts, true);
  parts.push_back(any_name());
  const bool arrow = !panic_ && take_arrow();
  if (!arrow) return expected("`-->`");
  parts.push_back(any_name());
  if (panic_) return;
  if (take_word("with")) {
    comma_list(parts, [this] {
      const std::uint32_t start = begin();
      Nodes table{join_source()};
      if (take_keyword("on")) table.push_back(any_name());
      return make(NodeKind::GraphTable, start, table);
    });
  }
  options(parts, true);
  if (!panic_ && at_word("partitioned") && at(TokenKind::Minus, 1)) {
    for (int word = 0; word < 3; ++word) take();
    parts.push_back(any_name());
    if (!panic_) parts.push_back(bracketed_pipeline());
  }
}

/// `-->`
bool Parser::take_arrow() {
  const bool here = at(TokenKind::Minus) && at(TokenKind::Minus, 1) && at(TokenKind::Greater, 2);
  for (int sign = 0; here && sign < 3; ++sign) take();
  return here;
}

/// `graph-mark-components kind=weak with_component_id=c`
void Parser::graph_mark_parts(Nodes& parts) {
  options(parts, true);
}

/// `graph-match cycles=none (a)-[e]->(b), … where … project …`
void Parser::graph_match_parts(Nodes& parts) {
  options(parts, true);
  const std::uint32_t start = begin();
  Nodes patterns;
  comma_list(patterns, [this] { return graph_pattern(); });
  parts.push_back(make(NodeKind::List, start, patterns));
  if (!panic_ && take_word("where")) parts.push_back(expression());
  if (panic_ || !take_word("project")) return;
  const std::uint32_t list_start = begin();
  Nodes items;
  comma_list(items, [this] { return named(); });
  parts.push_back(make(NodeKind::List, list_start, items));
}

NodeId Parser::graph_pattern() {
  const std::uint32_t start = begin();
  Nodes parts{graph_node()};
  while (!panic_ && (at(TokenKind::Minus) || at(TokenKind::Less))) {
    parts.push_back(graph_edge());
    if (!panic_) parts.push_back(graph_node());
  }
  return make(NodeKind::GraphPattern, start, parts);
}

/// `(name)`
NodeId Parser::graph_node() {
  const std::uint32_t start = begin();
  const Token open = peek();
  Nodes parts;
  if (!expect(TokenKind::OpenParen, "`(` and a node")) return broken();
  if (!at(TokenKind::CloseParen)) parts.push_back(any_name());
  close(TokenKind::CloseParen, open);
  return make(NodeKind::GraphNode, start, parts);
}

/// `-[name]->`, `<-[name*1..3]-`, `-[name]-`, `-->`, `<--` or `--`.
NodeId Parser::graph_edge() {
  const std::uint32_t start = begin();
  const bool backwards = take_if(TokenKind::Less);
  Nodes parts;
  bool many = false;
  if (!expect(TokenKind::Minus, "`-`")) return broken();
  const Token open = peek();
  if (take_if(TokenKind::OpenBracket)) {
    if (name_size(0) > 0) parts.push_back(any_name());
    many = !panic_ && take_if(TokenKind::Star);
    if (many) edge_length(parts);
    close(TokenKind::CloseBracket, open);
  }
  if (!panic_) expect(TokenKind::Minus, "`-`");
  if (!backwards && !panic_) take_if(TokenKind::Greater);
  const NodeId made = make(NodeKind::GraphEdge, start, parts);
  node(made).folded = many;
  return made;
}

/// `1..3`, or nothing for any length.
void Parser::edge_length(Nodes& parts) {
  if (at(TokenKind::CloseBracket)) return;
  parts.push_back(additive());
  if (panic_ || !expect(TokenKind::DotDot, "`..`")) return;
  parts.push_back(additive());
}

/// `graph-to-table nodes as N with_node_id=x, edges as E`
void Parser::graph_to_table_parts(Nodes& parts) {
  comma_list(parts, [this] {
    const std::uint32_t start = begin();
    if (!at_word("nodes") && !at_word("edges")) {
      expected("`nodes` or `edges`");
      return broken();
    }
    Nodes table{make_token(NodeKind::Name)};
    if (take_word("as")) table.push_back(new_name());
    options(table, true);
    return make(NodeKind::GraphTable, start, table);
  });
}

}  // namespace adxc::kql
