#include "compiler/kql/syntax.h"

#include <array>

#include <fmt/format.h>

#include "compiler/kql/literals.h"

namespace adxc::kql {
namespace {

constexpr auto kKindWords = std::to_array<std::string_view>({"broken",
                                                             "query",
                                                             "let",
                                                             "set",
                                                             "query-parameters",
                                                             "opaque-statement",
                                                             "function",
                                                             "parameter",
                                                             "schema",
                                                             "type",
                                                             "pipe",
                                                             "operator",
                                                             "datatable",
                                                             "option",
                                                             "opaque-table",
                                                             "externaldata",
                                                             "entity-group",
                                                             "graph-table",
                                                             "graph-pattern",
                                                             "graph-node",
                                                             "graph-edge",
                                                             "list",
                                                             "name",
                                                             "wildcard",
                                                             "star",
                                                             "literal",
                                                             "string",
                                                             "dynamic",
                                                             "array",
                                                             "object",
                                                             "pair",
                                                             "null",
                                                             "typeof",
                                                             "call",
                                                             "path",
                                                             "element",
                                                             "unary",
                                                             "binary",
                                                             "in-list",
                                                             "between",
                                                             "named",
                                                             "ordered",
                                                             "expanded",
                                                             "series",
                                                             "nested",
                                                             "scan-step"});

constexpr auto kOperatorWords = std::to_array<std::string_view>({"none",
                                                                 "opaque",
                                                                 "assert-schema",
                                                                 "facet",
                                                                 "find",
                                                                 "fork",
                                                                 "graph-mark-components",
                                                                 "graph-match",
                                                                 "graph-shortest-paths",
                                                                 "graph-to-table",
                                                                 "graph-where",
                                                                 "macro-expand",
                                                                 "make-graph",
                                                                 "partition",
                                                                 "project-by-names",
                                                                 "reduce",
                                                                 "scan",
                                                                 "search",
                                                                 "top-nested",
                                                                 "evaluate",
                                                                 "invoke",
                                                                 "make-series",
                                                                 "mv-apply",
                                                                 "mv-expand",
                                                                 "parse",
                                                                 "parse-kv",
                                                                 "sample",
                                                                 "sample-distinct",
                                                                 "top-hitters",
                                                                 "as",
                                                                 "count",
                                                                 "consume",
                                                                 "distinct",
                                                                 "extend",
                                                                 "getschema",
                                                                 "join",
                                                                 "lookup",
                                                                 "print",
                                                                 "project",
                                                                 "project-away",
                                                                 "project-keep",
                                                                 "project-rename",
                                                                 "project-reorder",
                                                                 "range",
                                                                 "render",
                                                                 "serialize",
                                                                 "sort",
                                                                 "summarize",
                                                                 "take",
                                                                 "top",
                                                                 "union",
                                                                 "where"});

static_assert(kKindWords.size() == static_cast<std::size_t>(NodeKind::ScanStep) + 1);
static_assert(kOperatorWords.size() == static_cast<std::size_t>(OperatorKind::Where) + 1);

/// Whether the node's own text says more than its kind.
bool is_atom(NodeKind kind) {
  return kind == NodeKind::Name || kind == NodeKind::Wildcard || kind == NodeKind::Star ||
         kind == NodeKind::Literal || kind == NodeKind::StringLiteral ||
         kind == NodeKind::TypeName || kind == NodeKind::JsonNull;
}

std::string ordering_text(const Ordering& order) {
  std::string text = order.granny ? "granny-" : "";
  text += order.descending ? "desc" : "asc";
  if (order.nulls_given) text += order.nulls_first ? " nulls-first" : " nulls-last";
  return text;
}

std::string head(const Tree& tree, NodeId id) {
  const Node& node = tree[id];
  if (node.kind == NodeKind::QueryOperator) {
    return std::string(node.op_kind == OperatorKind::Opaque ? "opaque " : "") +
           std::string(tree.operator_name(id));
  }
  if (node.kind == NodeKind::Ordered) return ordering_text(node.order);
  if (node.op != Op::None) return std::string(spelling(node.op, node.negated, node.folded));
  return std::string(word(node.kind));
}

void dump_node(const Tree& tree, NodeId id, std::string& out) {
  const Node& node = tree[id];
  if (is_atom(node.kind)) {
    out += tree.view(id);
    return;
  }
  out += "(" + head(tree, id);
  for (NodeId child = node.first_child; child.valid(); child = tree[child].next_sibling) {
    out += ' ';
    dump_node(tree, child, out);
  }
  out += ')';
}

}  // namespace

NodeId Tree::child(NodeId id, std::size_t index) const {
  NodeId at = (*this)[id].first_child;
  while (at.valid() && index-- > 0) at = (*this)[at].next_sibling;
  return at;
}

std::vector<NodeId> Tree::children(NodeId id) const {
  std::vector<NodeId> all;
  for (NodeId at = (*this)[id].first_child; at.valid(); at = (*this)[at].next_sibling) {
    all.push_back(at);
  }
  return all;
}

std::string Tree::name(NodeId id) const {
  const Node& node = (*this)[id];
  const bool quoted = !node.first_child.valid() && view(id).starts_with('[');
  if (!quoted) return std::string(view(id));
  std::string decoded;
  for (std::size_t at = node.token; at < tokens.size() && tokens[at].range.begin < node.range.end;
       ++at) {
    if (tokens[at].kind == TokenKind::String) decoded += string_text(view(tokens[at].range));
  }
  return decoded;
}

std::string_view Tree::operator_name(NodeId id) const {
  std::size_t last = (*this)[id].token;
  const std::uint32_t begin = tokens[last].range.begin;
  while (last + 2 < tokens.size() && tokens[last + 1].kind == TokenKind::Minus &&
         tokens[last + 1].range.begin == tokens[last].range.end &&
         tokens[last + 2].kind == TokenKind::Word &&
         tokens[last + 2].range.begin == tokens[last + 1].range.end) {
    last += 2;
  }
  return view({begin, tokens[last].range.end});
}

std::string Tree::string(NodeId id) const {
  const Node& node = (*this)[id];
  std::string decoded;
  for (std::size_t at = node.token; tokens[at].kind == TokenKind::String; ++at) {
    decoded += string_text(view(tokens[at].range));
  }
  return decoded;
}

std::string dump(const Tree& tree) {
  std::string out;
  for (const NodeId statement : tree.children(tree.root)) {
    dump_node(tree, statement, out);
    out += '\n';
  }
  return out;
}

std::string describe(const Tree& tree, NodeId id) {
  return is_atom(tree[id].kind) ? std::string(tree.view(id)) : head(tree, id);
}

std::string_view word(NodeKind kind) {
  return kKindWords[static_cast<std::size_t>(kind)];
}

std::string_view word(OperatorKind kind) {
  return kOperatorWords[static_cast<std::size_t>(kind)];
}

}  // namespace adxc::kql
