// Tables: sources, pipes, and the operators between them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/kql/parser_state.h"

namespace adxc::kql {

struct Parser::OperatorRule {
  std::string_view name;
  OperatorKind kind;
  void (Parser::*parts)(Nodes&);  // null: read over
  bool starts = false;            // may begin a table expression
  std::string_view instead = {};  // what to write in place of a deprecated name
};

/// Every operator of the language by name; those without parts are only recognised.
struct Parser::OperatorRules {
  using K = OperatorKind;
  static constexpr std::array kAll = {
      OperatorRule{"as", K::As, &Parser::as_parts},
      OperatorRule{"assert-schema", K::AssertSchema, &Parser::schema_parts},
      OperatorRule{"consume", K::Consume, &Parser::consume_parts},
      OperatorRule{"count", K::Count, &Parser::no_parts},
      OperatorRule{"distinct", K::Distinct, &Parser::distinct_parts},
      OperatorRule{"evaluate", K::Evaluate, &Parser::evaluate_parts, true},
      OperatorRule{"extend", K::Extend, &Parser::item_parts},
      OperatorRule{"facet", K::Facet, &Parser::facet_parts},
      OperatorRule{"filter", K::Where, &Parser::filter_parts},
      OperatorRule{"find", K::Find, &Parser::find_parts, true},
      OperatorRule{"fork", K::Fork, &Parser::fork_parts},
      OperatorRule{"getschema", K::GetSchema, &Parser::no_parts},
      OperatorRule{"graph-mark-components", K::GraphMarkComponents, &Parser::graph_mark_parts},
      OperatorRule{"graph-match", K::GraphMatch, &Parser::graph_match_parts},
      OperatorRule{"graph-shortest-paths", K::GraphShortestPaths, &Parser::graph_match_parts},
      OperatorRule{"graph-to-table", K::GraphToTable, &Parser::graph_to_table_parts},
      OperatorRule{"graph-where-edges", K::GraphWhere, &Parser::filter_parts},
      OperatorRule{"graph-where-nodes", K::GraphWhere, &Parser::filter_parts},
      OperatorRule{"invoke", K::Invoke, &Parser::invoke_parts},
      OperatorRule{"join", K::Join, &Parser::join_parts},
      OperatorRule{"limit", K::Take, &Parser::take_parts},
      OperatorRule{"lookup", K::Lookup, &Parser::join_parts},
      OperatorRule{"macro-expand", K::MacroExpand, &Parser::macro_expand_parts, true},
      OperatorRule{"make-graph", K::MakeGraph, &Parser::make_graph_parts},
      OperatorRule{"make-series", K::MakeSeries, &Parser::make_series_parts},
      OperatorRule{"mv-apply", K::MvApply, &Parser::mv_apply_parts},
      OperatorRule{"mv-expand", K::MvExpand, &Parser::mv_expand_parts},
      OperatorRule{"mvapply", K::MvApply, &Parser::mv_apply_parts, false, "mv-apply"},
      OperatorRule{"mvexpand", K::MvExpand, &Parser::mv_expand_parts, false, "mv-expand"},
      OperatorRule{"order", K::Sort, &Parser::sort_parts},
      OperatorRule{"parse", K::Parse, &Parser::parse_parts},
      OperatorRule{"parse-kv", K::ParseKv, &Parser::parse_kv_parts},
      OperatorRule{"parse-where", K::Parse, &Parser::parse_parts},
      OperatorRule{"partition", K::Partition, &Parser::partition_parts},
      OperatorRule{"print", K::Print, &Parser::item_parts, true},
      OperatorRule{"project", K::Project, &Parser::optional_item_parts},
      OperatorRule{"project-away", K::ProjectAway, &Parser::pattern_parts},
      OperatorRule{"project-by-names", K::ProjectByNames, &Parser::item_parts},
      OperatorRule{"project-keep", K::ProjectKeep, &Parser::pattern_parts},
      OperatorRule{"project-rename", K::ProjectRename, &Parser::rename_parts},
      OperatorRule{"project-reorder", K::ProjectReorder, &Parser::reorder_parts},
      OperatorRule{"project-smart", K::Opaque, nullptr},
      OperatorRule{"range", K::Range, &Parser::range_parts, true},
      OperatorRule{"reduce", K::Reduce, &Parser::reduce_parts},
      OperatorRule{"render", K::Render, &Parser::render_parts},
      OperatorRule{"sample", K::Sample, &Parser::take_parts},
      OperatorRule{"sample-distinct", K::SampleDistinct, &Parser::sample_distinct_parts},
      OperatorRule{"scan", K::Scan, &Parser::scan_parts},
      OperatorRule{"search", K::Search, &Parser::search_parts, true},
      OperatorRule{"serialize", K::Serialize, &Parser::optional_item_parts},
      OperatorRule{"sort", K::Sort, &Parser::sort_parts},
      OperatorRule{"summarize", K::Summarize, &Parser::summarize_parts},
      OperatorRule{"take", K::Take, &Parser::take_parts},
      OperatorRule{"top", K::Top, &Parser::top_parts},
      OperatorRule{"top-hitters", K::TopHitters, &Parser::top_hitters_parts},
      OperatorRule{"top-nested", K::TopNested, &Parser::top_nested_parts},
      OperatorRule{"union", K::Union, &Parser::union_parts, true},
      OperatorRule{"where", K::Where, &Parser::filter_parts},
      OperatorRule{"__executeAndCache", K::Opaque, nullptr},
      OperatorRule{"__partitionby", K::Opaque, nullptr},
      OperatorRule{"__projectAway", K::ProjectAway, &Parser::pattern_parts},
  };
};

const Parser::OperatorRule* Parser::rule_of(std::string_view name) {
  for (const OperatorRule& rule : OperatorRules::kAll) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

std::vector<std::string_view> Parser::operator_names(bool sources_only) {
  std::vector<std::string_view> names;
  for (const OperatorRule& rule : OperatorRules::kAll) {
    const bool wanted = rule.starts || !sources_only;
    if (wanted && !rule.name.starts_with('_')) names.push_back(rule.name);
  }
  return names;
}

std::string_view Parser::instead_of(std::string_view name) {
  const OperatorRule* rule = rule_of(name);
  return rule == nullptr ? std::string_view{} : rule->instead;
}

std::string_view operator_instead(std::string_view name) {
  return Parser::instead_of(name);
}

std::vector<std::string_view> operators(bool sources_only) {
  return Parser::operator_names(sources_only);
}

/// A source and what is piped from it; a scalar expression when there is no pipe.
NodeId Parser::table_expression() {
  const std::uint32_t start = begin();
  const bool by_operator = at_source_operator();
  Nodes parts{source()};
  while (at(TokenKind::Pipe)) {
    take();
    parts.push_back(piped_operator());
  }
  if (parts.size() == 1 && !by_operator) return parts[0];
  return make(NodeKind::Pipeline, start, parts);
}

bool Parser::at_source_operator() const {
  const std::size_t size = operator_name_size(0);
  const OperatorRule* rule = size > 0 ? rule_of(joined_text(size)) : nullptr;
  if (rule == nullptr || !rule->starts || at(TokenKind::Assign, size)) return false;
  if (rule->kind == OperatorKind::Range)
    return name_size(1) > 0 && at_word("from", 1 + name_size(1));
  if (rule->kind == OperatorKind::Search || rule->kind == OperatorKind::Find) {
    return !at(TokenKind::Pipe, 1) && !at(TokenKind::Dot, 1) && !at(TokenKind::End, 1);
  }
  return rule->name != "evaluate" || at(TokenKind::Word, 1);
}

NodeId Parser::source() {
  const NodeId made = at_source_operator() ? operator_node() : expression();
  if (panic_) recover();
  return made;
}

/// What stands after a pipe.
NodeId Parser::piped_operator() {
  if (!at(TokenKind::Word)) {
    expected("an operator after `|`");
    recover();
    return broken();
  }
  const NodeId made = operator_node();
  if (!panic_ && !at_end_of_operator()) expected("`|`, `,` or the end of the operator");
  if (panic_) recover();
  return made;
}

/// Tokens of the longest operator name here: `project-away` is three tokens with no blank between.
std::size_t Parser::operator_name_size(std::size_t offset) const {
  if (!at(TokenKind::Word, offset)) return 0;
  std::size_t size = 1;
  while (at(TokenKind::Minus, offset + size) && joined(offset + size) &&
         at(TokenKind::Word, offset + size + 1) && joined(offset + size + 1)) {
    size += 2;
  }
  return size;
}

std::string_view Parser::joined_text(std::size_t count) const {
  return tree_.view({begin(), peek(count - 1).range.end});
}

NodeId Parser::operator_node() {
  const std::uint32_t start = begin();
  const auto token = static_cast<std::uint32_t>(at_);
  const std::size_t size = operator_name_size(0);
  const std::string name(joined_text(size));
  const OperatorRule* rule = rule_of(name);
  if (rule == nullptr) {
    report({start, peek(size - 1).range.end}, fmt::format("`{}` is no operator; expected {}", name,
                                                          one_of(name, operator_names(), 3)));
    return broken();
  }
  for (std::size_t i = 0; i < size; ++i) take();
  Nodes parts;
  if (rule->parts != nullptr) {
    (this->*rule->parts)(parts);
  } else {
    tree_.opaque = true;
    skip_operator();
  }
  const NodeId made = make(NodeKind::QueryOperator, start, parts);
  node(made).op_kind = rule->kind;
  node(made).token = token;
  return made;
}

bool Parser::at_option(bool plain) const {
  if (!at(TokenKind::Word)) return false;
  if (at_word("hint") && at(TokenKind::Dot, 1)) return true;
  static constexpr auto kPlain =
      std::to_array<std::string_view>({"kind",           "isfuzzy",           "withsource",
                                       "with_source",    "best_effort",       "force_remote",
                                       "bagexpansion",   "with_itemindex",    "flags",
                                       "with_match_id",  "with_step_name",    "output",
                                       "with_node_id",   "with_component_id", "with_source_id",
                                       "with_target_id", "datascope",         "cycles",
                                       "decodeblocks",   "expandoutput",      "shufflekey",
                                       "strategy"});
  const bool known =
      std::find(kPlain.begin(), kPlain.end(), text()) != kPlain.end() || text().starts_with("__");
  return plain && known && at(TokenKind::Assign, 1);
}

/// `kind=inner`, `hint.strategy = shuffle`. With `plain` false only hints are options.
void Parser::options(Nodes& parts, bool plain) {
  while (!panic_ && at_option(plain)) parts.push_back(option());
}

NodeId Parser::option() {
  const std::uint32_t start = begin();
  Nodes parts{make_token(NodeKind::Name)};
  if (take_if(TokenKind::Dot)) parts[0] = make_token(NodeKind::Name);
  node(parts[0]).range.begin = start;
  if (expect(TokenKind::Assign, "`=`")) {
    parts.push_back(at(TokenKind::Word) ? any_name() : unary());
  }
  return make(NodeKind::Option, start, parts);
}

/// Names of tables need no quotes inside of union: `union A, B*, (C | take 1)`.
NodeId Parser::join_source() {
  return at_wildcard() ? name_pattern() : postfix();
}

}  // namespace adxc::kql
