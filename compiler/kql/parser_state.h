// The parser from inside; only the parse_*.cpp files include this. Each method reads one construct
// from where the parser stands and returns its node; a construct that cannot be read is reported
// once and the rest of its operator is passed over in silence.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/kql/parser.h"

namespace adxc::kql {

class Parser {
 public:
  Parser(std::string_view text, const ParseLimits& limits);
  Tree run();
  static std::vector<std::string_view> operator_names(bool sources_only = false);
  static std::string_view instead_of(std::string_view name);

 private:
  using Nodes = std::vector<NodeId>;
  struct OperatorRule;
  struct OperatorRules;
  static const OperatorRule* rule_of(std::string_view name);

  // Where we stand.
  const Token& peek(std::size_t offset = 0) const;
  std::string_view text(std::size_t offset = 0) const;
  bool at(TokenKind kind, std::size_t offset = 0) const { return peek(offset).kind == kind; }
  bool at_word(std::string_view word, std::size_t offset = 0) const;
  bool joined(std::size_t offset) const;  // no blank before that token
  bool at_end_of_operator() const;        // |, ;, a closing bracket or the end
  std::uint32_t begin() const { return peek().range.begin; }
  void take();
  bool take_if(TokenKind kind);
  bool take_word(std::string_view word);
  std::size_t quoted_name_size(std::size_t offset) const;  // tokens of ['a'], 0 when none
  std::size_t name_size(std::size_t offset) const;         // tokens of a name, 0 when none
  std::size_t after_brackets(std::size_t offset) const;    // offset past the matching bracket

  // Trouble.
  void report(Range range, std::string message);
  void expected(std::string_view what);
  std::string found() const;
  void drop_followers(std::size_t lexical);
  bool expect(TokenKind kind, std::string_view what);
  void close(TokenKind kind, const Token& open);
  void skip_to_close();
  void recover();
  void calm();
  bool next_item();
  bool begins_item() const;
  bool too_deep();
  struct Level;  // counts nesting while it lives

  // Nodes.
  NodeId make(NodeKind kind, std::uint32_t begin, const Nodes& children = {});
  NodeId make_token(NodeKind kind);
  NodeId broken();
  Node& node(NodeId id) { return tree_.nodes[id.value]; }

  // Statements.
  NodeId query(TokenKind end);
  NodeId statement();
  NodeId let();
  NodeId let_value();
  NodeId set();
  NodeId declare();
  NodeId opaque_statement();
  bool at_function() const;
  NodeId function();
  NodeId parameter_list(NodeKind kind);
  NodeId parameter();
  NodeId type_or_schema();

  // Tables.
  NodeId table_expression();
  NodeId source();
  bool at_source_operator() const;
  NodeId piped_operator();
  NodeId operator_node();
  std::size_t operator_name_size(std::size_t offset) const;
  std::string_view joined_text(std::size_t count) const;
  void skip_operator();
  NodeId datatable();
  NodeId value_list();
  NodeId external_data();
  NodeId entity_group();
  void settings(Nodes& parts);
  NodeId opaque_table();
  NodeId join_source();

  // The parts of operators, appended to `parts`.
  void options(Nodes& parts, bool plain);
  bool at_option(bool plain) const;
  NodeId option();
  void no_parts(Nodes& parts);
  void as_parts(Nodes& parts);
  void filter_parts(Nodes& parts);
  void item_parts(Nodes& parts);
  void optional_item_parts(Nodes& parts);
  void distinct_parts(Nodes& parts);
  void pattern_parts(Nodes& parts);
  void reorder_parts(Nodes& parts);
  void rename_parts(Nodes& parts);
  void take_parts(Nodes& parts);
  void top_parts(Nodes& parts);
  void sort_parts(Nodes& parts);
  void summarize_parts(Nodes& parts);
  void join_parts(Nodes& parts);
  void union_parts(Nodes& parts);
  void range_parts(Nodes& parts);
  void render_parts(Nodes& parts);
  void consume_parts(Nodes& parts);
  void evaluate_parts(Nodes& parts);
  void invoke_parts(Nodes& parts);
  void make_series_parts(Nodes& parts);
  void series_bounds(Nodes& parts);
  void mv_expand_parts(Nodes& parts);
  void mv_apply_parts(Nodes& parts);
  void expanded_items(Nodes& parts);
  NodeId inner_pipeline();
  void parse_parts(Nodes& parts);
  NodeId pattern_part();
  void parse_kv_parts(Nodes& parts);
  void search_parts(Nodes& parts);
  void find_parts(Nodes& parts);
  NodeId searched_tables();
  NodeId searched_for();
  NodeId found_column();
  void facet_parts(Nodes& parts);
  void fork_parts(Nodes& parts);
  void partition_parts(Nodes& parts);
  NodeId postfix_name();
  void macro_expand_parts(Nodes& parts);
  void reduce_parts(Nodes& parts);
  void top_nested_parts(Nodes& parts);
  NodeId top_nested_level();
  void scan_parts(Nodes& parts);
  NodeId scan_step();
  void schema_parts(Nodes& parts);
  NodeId bracketed_pipeline();
  void make_graph_parts(Nodes& parts);
  bool take_arrow();
  void graph_mark_parts(Nodes& parts);
  void graph_match_parts(Nodes& parts);
  NodeId graph_pattern();
  NodeId graph_node();
  NodeId graph_edge();
  void edge_length(Nodes& parts);
  void graph_to_table_parts(Nodes& parts);
  void sample_distinct_parts(Nodes& parts);
  void top_hitters_parts(Nodes& parts);
  bool take_keyword(std::string_view word);
  NodeId ordered(NodeId key);
  void ordering(Ordering& order);
  NodeId name_pattern();
  bool at_wildcard() const;
  template <typename Item>
  void comma_list(Nodes& parts, Item item);

  // Expressions, from the loosest binding to the tightest.
  NodeId named();
  bool at_assigned_list() const;
  NodeId name_list();
  NodeId expression();
  NodeId logical(Op op, NodeId (Parser::*operand)());
  NodeId conjunction();
  NodeId equality();
  NodeId relational();
  NodeId additive();
  NodeId multiplicative();
  NodeId string_operation();
  NodeId unary();
  NodeId postfix();
  bool at_element() const;
  NodeId selector();
  NodeId primary();
  NodeId word();
  NodeId new_name();
  NodeId any_name();
  bool at_placeholder() const;
  NodeId placeholder();
  NodeId call();
  NodeId argument();
  NodeId in_list(NodeId value, Op op, bool negated, bool folded);
  NodeId between(NodeId value, bool negated);
  NodeId parenthesized();
  NodeId string_literal();
  NodeId dynamic();
  NodeId json();
  NodeId json_object();
  NodeId json_array();
  NodeId type_of();
  NodeId binary(Op op, bool negated, bool folded, NodeId left, NodeId right);

  ParseLimits limits_;
  Tree tree_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool panic_ = false;  // what stands here cannot be read; everybody returns
  bool quiet_ = false;  // something of this operator was reported already, so the rest is not
};

/// Refuses nesting beyond the limit, so that no text can exhaust the stack.
struct Parser::Level {
  explicit Level(Parser& parser) : parser_(parser) { ++parser_.depth_; }
  ~Level() { --parser_.depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  Parser& parser_;
};

template <typename Item>
void Parser::comma_list(Nodes& parts, Item item) {
  do parts.push_back(item());
  while (!panic_ && take_if(TokenKind::Comma));
}

}  // namespace adxc::kql
