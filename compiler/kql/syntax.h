// The tree of a query as it is written: nothing resolved, nothing typed. Nodes stand in one vector
// and name each other by index; what could not be read is a Broken node, never a hole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/kql/lexer.h"
#include "compiler/kql/op.h"

namespace adxc::kql {

struct Node;
using NodeId = Id<Node>;

/// Children in order; [x] may be missing, x* is any number.
enum class NodeKind : std::uint8_t {
  Broken,  // was reported
  Query,   // statement*

  // Statements; a tabular expression is one as it is.
  Let,              // Name, value (expression, Pipeline or Function)
  Set,              // Name, [literal or Name]
  QueryParameters,  // Parameter*
  OpaqueStatement,  // alias, pattern, restrict: read over

  Function,   // List of Parameter*, Query (the body)
  Parameter,  // Name, TypeName or Schema, [default value]
  Schema,     // Parameter*; Star when any columns will do
  TypeName,   // the token is the name of a type

  // Tables.
  Pipeline,       // source, QueryOperator*
  QueryOperator,  // see OperatorKind
  Datatable,      // Schema, List of values
  Option,         // Name, value: `kind=inner`
  OpaqueTable,    // a source the parser only reads over; the token names it
  ExternalData,   // Schema, List of addresses, Option*
  EntityGroup,    // database*
  GraphTable,     // of make-graph: table, [Name]; of graph-to-table: Name, [Name], Option*
  GraphPattern,   // GraphNode, then GraphEdge and GraphNode by turns
  GraphNode,      // [Name]
  GraphEdge,      // [Name], [low, high]; folded when of variable length

  // Expressions.
  List,           // item*
  Name,           // the token is a word, or the range is a quoted name
  Wildcard,       // the range is a name with stars: `a*b`
  Star,           // *
  Literal,        // the token: Bool, Long, Real, TimeSpan, Guid or Typed
  StringLiteral,  // range covers all adjacent String tokens
  Dynamic,        // JSON value: literals, JsonArray, JsonObject, JsonNull, Negative
  JsonArray,      // value*
  JsonObject,     // JsonPair*
  JsonPair,       // StringLiteral (or Name), value
  JsonNull,
  TypeOf,    // TypeName or Parameter*
  Call,      // Name, argument*
  Path,      // base, Name or Call: base.name
  Element,   // base, index: base[index]
  Unary,     // op, operand; Add stands for plus
  Binary,    // op, left, right; And and Or have two or more
  InList,    // op, value, List
  Between,   // op, value, low, high
  Named,     // Name or List of Name*, value: `a = x`, `(a, b) = f()`
  Ordered,   // expression; order tells the direction
  Expanded,  // item, [TypeOf]
  Series,    // item, [default value]
  Nested,    // [count], item, [Option], Ordered
  ScanStep,  // Name, Option*, condition, Named*
};

/// Operators by what the front end does with them. Children after the options:
enum class OperatorKind : std::uint8_t {
  None,
  Opaque,        // nothing; the token is the name, the range all of it
  AssertSchema,  // Schema
  Facet,         // List of Name*, [Pipeline whose first step has no input]
  Find,          // List of tables, condition, [Name of the projection, [List of columns]]
  Fork,          // Pipeline* whose first steps have no input, some under Named
  GraphMarkComponents,
  GraphMatch,          // List of GraphPattern*, [condition], [List of items]
  GraphShortestPaths,  // the same
  GraphToTable,        // GraphTable*
  GraphWhere,          // condition
  MacroExpand,         // Name or EntityGroup, Name, Query
  MakeGraph,           // Name, Name, GraphTable*, ...
  Partition,           // column, [pattern], Pipeline whose first step has no input, or Query
  ProjectByNames,      // item*
  Reduce,              // subject
  Scan,                // [List of keys]*, [Schema], ScanStep*
  Search,              // List of tables, condition
  TopNested,           // Nested*
  Evaluate,            // Call, [Schema]
  Invoke,              // Call
  MakeSeries,          // List of Series, axis, List of bounds, List of keys
  MvApply,             // Expanded*, [limit], Pipeline whose first step has no input
  MvExpand,            // Expanded*, [limit]
  Parse,               // subject, List of pattern parts: Star, StringLiteral, Name, Parameter
  ParseKv,             // subject, Schema
  Sample,              // count
  SampleDistinct,      // count, item
  TopHitters,          // count, item, [weight]
  As,                  // Name
  Count,               // nothing
  Consume,             // nothing
  Distinct,            // item*
  Extend,              // item*
  GetSchema,           // nothing
  Join,                // right side, [List of conditions]
  Lookup,              // right side, List of conditions
  Print,               // item*
  Project,             // item*
  ProjectAway,         // Name or Wildcard*
  ProjectKeep,         // Name or Wildcard*
  ProjectRename,       // Named*
  ProjectReorder,      // Name, Wildcard or Ordered of them*
  Range,               // Name, from, to, step
  Render,              // Name
  Serialize,           // item*
  Sort,                // Ordered*
  Summarize,           // List of aggregates, List of keys
  Take,                // count
  Top,                 // count, Ordered*
  Union,               // table*
  Where,               // predicate
};

/// Direction of an Ordered node, as flags.
struct Ordering {
  bool given = false;  // asc or desc is written
  bool descending = true;
  bool nulls_given = false;
  bool nulls_first = false;
  bool granny = false;  // granny-asc and granny-desc of project-reorder
};

struct Node {
  NodeKind kind = NodeKind::Broken;
  OperatorKind op_kind = OperatorKind::None;
  Op op = Op::None;
  bool negated = false;
  bool folded = false;
  bool damaged = false;  // of a Call: how many arguments were meant is not known
  Ordering order;
  std::uint16_t height = 1;
  std::uint32_t token = 0;  // position in Tree::tokens
  Range range;
  NodeId first_child;
  NodeId next_sibling;
};
inline const Node kNothing;

struct Tree {
  std::string text;
  std::vector<Token> tokens;
  std::vector<Node> nodes;
  NodeId root;  // a Query, always
  std::vector<SyntaxError> errors;
  /// Something was only read over (an operator the front end does not know from inside), so what is
  /// missing from the tree proves nothing.
  bool opaque = false;
  /// Tokens taken and nodes made; grows linearly with the text.
  std::size_t work = 0;

  /// What a broken query leaves out is a Broken node without text or children.
  const Node& operator[](NodeId id) const {
    return id.value < nodes.size() ? nodes[id.value] : kNothing;
  }
  std::string_view view(Range range) const {
    return std::string_view(text).substr(range.begin, range.size());
  }
  std::string_view view(NodeId id) const { return view((*this)[id].range); }
  std::string_view token_text(NodeId id) const {
    return id.value < nodes.size() ? view(tokens[nodes[id.value].token].range) : std::string_view{};
  }

  /// Invalid past the last.
  NodeId child(NodeId id, std::size_t index) const;
  std::vector<NodeId> children(NodeId id) const;
  /// Decoded text of a Name, without quotes.
  std::string name(NodeId id) const;
  /// Name of an Operator as it is written: "mv-expand".
  std::string_view operator_name(NodeId id) const;
  /// Decoded text of a StringLiteral, its adjacent parts joined.
  std::string string(NodeId id) const;
};

/// The tree as nested lists, one statement a line: for tests and for `adxc dump`.
std::string dump(const Tree& tree);

/// What a node is in a few words: an atom as it stands in the text, an operator by its name.
std::string describe(const Tree& tree, NodeId id);

std::string_view word(NodeKind kind);
std::string_view word(OperatorKind kind);

}  // namespace adxc::kql
