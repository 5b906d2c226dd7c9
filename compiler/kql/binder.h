// The binder from inside; only the bind_*.cpp files include this.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/kql/bind.h"
#include "compiler/kql/column_list.h"
#include "compiler/kql/types.h"

namespace adxc::kql {

class Binder {
 public:
  Binder(const Tree& tree, const BindOptions& options, const Reporting& reporting)
      : tree_(tree), options_(options), reporting_(reporting) {}
  Bound run();

 private:
  struct GraphColumns {
    std::vector<BoundColumn> nodes, edges;
    bool open_nodes = false, open_edges = false;
  };

  /// A relation and what is known of its columns. `open` tables may have more columns than are
  /// listed.
  struct Table {
    RelationId id;
    std::vector<BoundColumn> columns;
    bool open = false;
    std::string name;                           // of a stored or named table; "" otherwise
    std::shared_ptr<const GraphColumns> graph;  // null for what is no graph
    /// Where the columns stand, of a table with many; made when it is asked for.
    mutable std::shared_ptr<std::unordered_map<std::string, std::size_t>> index = {};
  };

  /// Rows that a name inside of graph-match or scan stands for.
  struct Pattern {
    std::vector<BoundColumn> columns;
    bool open = false;
    bool many = false;  // an edge of variable length: each column is an array
  };

  /// A function written in the query, with the names it sees.
  struct Function {
    NodeId node;
    std::size_t scope = 0;
    std::size_t age = 0;
  };

  struct Unknown {};
  using Entity = std::variant<Unknown, ExprId, Table, Function>;

  /// Names made by let, as, and parameters. A function's body sees what was there when it was made.
  struct Scope {
    struct Named {
      Entity entity;
      std::size_t age = 0;
    };
    std::unordered_map<std::string, Named> names;
    std::size_t parent = 0;
    std::size_t parent_age = 0;  // what is younger in the parent is not seen
    bool outermost = true;
  };

  using Items = std::vector<NodeId>;

  // Findings (bind_findings.cpp). Each returns nothing useful: the caller goes on with broken().
  diag::Place place(Range range) const;
  bool has_syntax_error(NodeId node) const;
  bool knows_tables() const { return options_.catalog != nullptr && options_.catalog->is_whole(); }
  bool is_guess() const { return guesses_ && options_.may_be_part; }
  void no_function(NodeId call, const std::string& what);
  void unknown_plugin(NodeId call, std::string_view name);
  void unknown_function(NodeId call, std::string_view name, FunctionKind kind);
  void misplaced_aggregate(NodeId call, std::string_view name);
  void unknown_name(NodeId node, std::string_view name);
  void unknown_table(NodeId node, std::string_view name);
  void wrong_type(NodeId node, const std::string& what);
  void wrong_type_at(Range range, const std::string& what);
  void doubtful(NodeId node, const std::string& what);
  void wrong_count(NodeId call, std::string_view name, std::size_t given, std::string_view wanted);
  void unsupported(Range range, std::string_view what, std::string_view name);

  // For completion (bind_sight.cpp).
  bool is_looked_at(NodeId node) const;
  void look(NodeId node, const Table* input);
  void look_into(const Function& function);

  // Names (bind_names.cpp).
  const Entity* find(std::string_view name) const;
  void define(const std::string& name, Entity entity);
  std::optional<std::string> automatic_name(NodeId node) const;
  std::optional<std::string> member_name(NodeId node) const;
  std::optional<std::string> call_name(NodeId node) const;
  std::string unnamed_column();
  bool has_column(const Table& table, std::string_view name) const;
  std::vector<std::string_view> visible_names() const;

  // Nodes of the bound query.
  ExprId add(Expr expr);
  ExprId broken(NodeId node);
  ExprId literal(NodeId node, ScalarType type, Value value);
  ExprId convert(ExprId id, ScalarType type);
  ExprId column(const Table& table, std::size_t index, NodeId node);
  bool known(ExprId id) const { return out_.exprs[id.value].kind != ExprKind::Broken; }
  ScalarType type(ExprId id) const { return out_.exprs[id.value].type; }
  RelationId relation(Operator op, const std::vector<BoundColumn>& columns, NodeId node);
  Table table(Operator op, std::vector<BoundColumn> columns, NodeId node, bool open = false);
  Table open_table(NodeId node);
  Table passed(Operator op, const Table& input, NodeId node);
  Table extended(NodeId node, const Table& input);
  void put(Table& made, BoundColumn column) const;
  std::optional<std::size_t> column_at(const Table& table, std::string_view name) const;
  bool grown_too_large(NodeId node);
  const Value* constant(ExprId id) const;

  // Statements (bind_statements.cpp).
  void statements(NodeId query, bool results);
  void statement(NodeId node, bool results);
  void let(NodeId node);
  void set(NodeId node);
  void query_parameters(NodeId node);
  ExprId parameter_value(NodeId parameter);
  Entity entity(NodeId node);
  bool is_tabular(NodeId node) const;
  std::optional<std::vector<std::string>> column_names(const Table& table) const;

  // Functions written in the query (bind_functions.cpp).
  std::optional<Entity> invoke(NodeId call, const Function& function, const Table* piped = nullptr);
  bool bind_arguments(NodeId call, NodeId parameters, const Table* piped);
  Entity argument(NodeId parameter, NodeId value);
  NodeId argument_for(NodeId call, NodeId parameter, std::size_t position) const;
  std::optional<Entity> body(NodeId query);

  // Expressions (bind_expressions.cpp).
  ExprId expression(NodeId node);
  ExprId name(NodeId node);
  ExprId literal_node(NodeId node);
  ExprId path(NodeId node);
  ExprId element(NodeId node);
  ExprId access(NodeId node, ExprId base, ExprId key);
  ExprId entity_value(NodeId node, const Entity& entity);

  // Operations (bind_operations.cpp).
  ExprId unary(NodeId node);
  ExprId binary(NodeId node);
  ExprId logical(NodeId node);
  ExprId arithmetic_node(NodeId node, ExprId left, ExprId right);
  ExprId comparison_node(NodeId node, ExprId left, ExprId right);
  ExprId string_test(NodeId node, ExprId left, ExprId right);
  ExprId star_test(NodeId node);
  ExprId test(NodeId node, ExprId left, NodeId right);
  ExprId between(NodeId node);
  ExprId in_list(NodeId node);
  std::vector<ExprId> unified_list(NodeId node, std::vector<ExprId> args);
  ExprId in_query(NodeId node, ExprId value, NodeId query);
  ExprId operation(NodeId node, Op op, ScalarType type, std::vector<ExprId> args);
  ExprId predicate(NodeId node);
  ExprId undefined(NodeId node, ExprId left, ExprId right);

  // Calls (bind_calls.cpp).
  ExprId call(NodeId node);
  ExprId known_call(NodeId node, FunctionId id);
  ExprId unknown_call(NodeId node, std::string_view name);
  ExprId table_value(NodeId node);
  ExprId column_if_exists(NodeId node);
  bool is_table_call(NodeId node) const;
  ExprId argument_value(NodeId node);
  const Signature* choose(NodeId node, FunctionId id, const std::vector<ExprId>& args);
  bool accepts(const Signature& signature, const std::vector<ExprId>& args, bool exactly) const;
  bool is_ambiguous(FunctionId id, const std::vector<ExprId>& args) const;
  void explain(NodeId node, FunctionId id, const std::vector<ExprId>& args);
  ExprId finish_call(NodeId node, FunctionId id, const Signature& signature,
                     std::vector<ExprId> args);
  bool counts_weeks(const std::vector<ExprId>& args) const;
  bool unify(NodeId node, const Signature& signature, std::vector<ExprId>& args, ScalarType& type);
  std::optional<ScalarType> result_type(const Signature& signature, const std::vector<ExprId>& args,
                                        ScalarType common) const;

  // Tables (bind_tables.cpp).
  Table table_of(NodeId node);
  Table pipeline(NodeId node);
  Table named_table(NodeId node, const std::string& name);
  Table stored_table(NodeId node, std::string_view database, const std::string& name);
  Table path_table(NodeId node);
  Table call_table(NodeId node);
  Table datatable(NodeId node);
  std::vector<BoundColumn> declared_columns(NodeId schema);
  Value cell(NodeId node, const BoundColumn& column);
  Table entity_table(NodeId node, const Entity& entity);
  Table view(NodeId node, const Function& function);

  // Operators (bind_operators.cpp and others). `input` is null for a source.
  Table apply(NodeId node, const Table* input);
  Table apply_to(NodeId node, const Table& input);
  Table opaque(NodeId node, const Table* input);
  Items items(NodeId node) const;  // children that are no options
  std::string option(NodeId node, std::string_view name) const;
  Table where(NodeId node, const Table& input);
  Table project(NodeId node, const Table& input, bool extends);
  Table project_away(NodeId node, const Table& input, bool keep);
  Table project_rename(NodeId node, const Table& input);
  Table project_reorder(NodeId node, const Table& input);
  Table projected(NodeId node, const Table& input, std::vector<BoundColumn> columns);
  std::vector<std::size_t> matching(NodeId pattern, const Table& input);
  void item(NodeId node, ColumnList& columns, bool replaces);
  bool several_values(NodeId call, const Items& names, ColumnList& columns, bool replaces);
  BoundColumn valued(std::string name, ExprId value) const;
  Table take(NodeId node, const Table& input);
  ExprId row_count(NodeId node);
  Table sort(NodeId node, const Table& input);
  Table top(NodeId node, const Table& input);
  std::vector<Order> orders(const Items& keys, std::size_t first);
  Table distinct(NodeId node, const Table& input);
  Table serialize(NodeId node, const Table& input);
  Table print(NodeId node);
  Table range(NodeId node);
  Table get_schema(NodeId node, const Table& input);
  Table as(NodeId node, const Table& input);

  // Operators that take values apart or put them together (bind_expansions.cpp).
  Table mv_expand(NodeId node, const Table& input);
  Table mv_apply(NodeId node, const Table& input);
  Table expanded(NodeId node, const Table& input, std::vector<std::string>& names);
  Table parsed(NodeId node, const Table& input);
  Table make_series(NodeId node);
  Table sample(NodeId node, const Table& input);
  Table sample_distinct(NodeId node, const Table& input);
  Table top_hitters(NodeId node, const Table& input);
  Table invoked(NodeId node, const Table& input);
  Table evaluated(NodeId node, const Table* input);
  Table sketched(NodeId node, std::vector<BoundColumn> columns, bool open);
  ExprId plain_call(NodeId node, std::string_view name, FunctionKind kind, std::vector<ExprId> args,
                    ScalarType type);

  // Operators over many tables and several pipelines (bind_searches.cpp).
  ExprId opaque_value(NodeId node, ScalarType type);
  std::vector<Table> searched(NodeId list, const Table* input);
  Table searched_row(NodeId node, const std::vector<Table>& tables);
  void searched_condition(NodeId condition, const Table& row);
  Table search(NodeId node, const Table* input);
  bool mentions(NodeId node, std::string_view name) const;
  Table find_rows(NodeId node, const Table* input);
  void found_column(NodeId node, const Table& row, ColumnList& columns);
  Table inner(NodeId steps, const Table& input);
  Table several(NodeId node, const Table& input);
  Table partition(NodeId node, const Table& input);
  Table scan(NodeId node, const Table& input);
  void scan_step(NodeId step, const Table& row);
  Table top_nested(NodeId node, const Table& input);
  void nested_order(NodeId node, const std::string& of, ColumnList& columns);
  Table reduce(NodeId node, const Table& input);
  std::optional<std::vector<std::string>> constant_names(NodeId node);
  Table project_by_names(NodeId node, const Table& input);

  // Graphs (bind_graphs.cpp).
  Table graph_table(NodeId node, GraphColumns graph);
  Table make_graph(NodeId node, const Table& input);
  Table graph_operator(NodeId node, const Table& input);
  Table graph_match(NodeId node, const GraphColumns& graph);
  Table graph_to_table(NodeId node, const GraphColumns& graph);
  std::optional<ExprId> pattern_column(NodeId node);
  std::optional<ExprId> pattern_call(NodeId node, std::string_view name);

  // Plugins (bind_plugins.cpp).
  void argument_columns(NodeId call, std::string_view word, const Table& input,
                        ColumnList& columns);
  Table plugin_table(NodeId node, NodeId call, const Table& input);
  Table looked_up(NodeId node, NodeId call, const Table& input);
  Table unpacked(NodeId node, NodeId call, const Table& input);
  bool literal_columns(const Table& input, std::size_t bag, const std::string& prefix,
                       ColumnList& columns) const;
  Table scripted(NodeId node, NodeId call, const Table& input);

  // Summarize (bind_summarize.cpp).
  Table summarize(NodeId node, const Table& input);
  void aggregate_item(NodeId node, ColumnList& columns);
  std::vector<BoundColumn> outputs(NodeId value);
  std::vector<BoundColumn> picked(NodeId call, FunctionId id);
  std::vector<std::size_t> starred(const std::vector<BoundColumn>& named) const;
  std::vector<BoundColumn> parts_of(NodeId call, FunctionId id, std::vector<BoundColumn> columns);
  std::vector<BoundColumn> percentiles(NodeId call, FunctionId id);
  ExprId aggregate(NodeId node, FunctionId id);
  ExprId part(ExprId whole, std::size_t index, ScalarType type);

  // Join, lookup, union (bind_joins.cpp, bind_union.cpp).
  Table join(NodeId node, const Table& left, bool lookup);
  JoinKind join_kind(NodeId node, bool lookup);
  std::vector<BoundColumn> join_columns(const Table& left, const Table& right, bool lookup,
                                        Join& made);
  bool is_key(const Join& join, std::uint32_t index) const;
  void join_keys(NodeId condition, const Table& left, const Table& right, Join& made);
  void shared_key(NodeId condition, const Table& left, const Table& right, Join& made);
  void compared_keys(NodeId condition, const Table& left, const Table& right, Join& made);
  ExprId side(NodeId node, const Table& left, const Table& right, bool& from_right);
  ExprId key_column(NodeId node, const std::string& name, const Table& table);
  void add_key(NodeId node, ExprId left, ExprId right, Join& made);
  Table union_all(NodeId node, const Table* input);
  std::vector<Table> union_inputs(NodeId node, const Table* input);
  void wildcard_tables(NodeId node, std::vector<Table>& tables);
  std::vector<BoundColumn> union_columns(const std::vector<Table>& tables, bool inner) const;
  std::vector<std::uint32_t> branch_columns(const Table& branch,
                                            const std::vector<BoundColumn>& columns) const;
  static bool has_unknown(const Table& table);
  void name_by_type(std::vector<BoundColumn>& columns) const;

  /// Binds with another row in sight, and puts the old one back.
  template <typename Work>
  auto with_row(const Table* row, Work work);

  const Tree& tree_;
  const BindOptions& options_;
  const Reporting& reporting_;
  Bound out_;
  std::vector<Scope> scopes_{1};
  std::size_t scope_ = 0;
  std::size_t age_ = 0;
  const Table* row_ = nullptr;  // whose columns expressions see
  Table* spent_ = nullptr;      // input of the step at hand, when nobody needs it behind the step
  bool aggregating_ = false;    // right inside of summarize: aggregates may stand here
  std::size_t calls_ = 0;       // functions of the query inside one another
  std::size_t unnamed_ = 1;     // number of the next ColumnN
  bool complete_ = true;
  bool too_large_ = false;
  bool guesses_ = false;           // a table nobody knows was met
  std::vector<BoundColumn> keys_;  // of the summarize at hand
  bool open_aggregate_ = false;    // `*` stood for columns nobody knows
  bool searching_ = false;         // in the condition of search or find: a text is a condition
  std::map<std::string, Pattern, std::less<>> patterns_;
  Pattern nodes_;  // of the graph at hand, for inner_nodes()
};

template <typename Work>
auto Binder::with_row(const Table* row, Work work) {
  const Table* row_before = std::exchange(row_, row);
  const bool aggregating_before = std::exchange(aggregating_, false);
  auto made = work();
  row_ = row_before;
  aggregating_ = aggregating_before;
  return made;
}

}  // namespace adxc::kql
