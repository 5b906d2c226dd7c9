#include "compiler/kql/advice.h"

#include <algorithm>
#include <array>

#include "compiler/kql/characters.h"
#include "compiler/kql/functions.h"
#include "compiler/kql/parser.h"

namespace adxc::kql {
namespace {

using diag::Severity;

constexpr diag::Kind<std::string_view, std::string_view> kDeprecated{
    {"kql-deprecated", Severity::Info}, "`{}` is deprecated; expected `{}`"};
constexpr diag::Kind<std::string_view, std::string_view> kContains{
    {"kql-contains-word", Severity::Info},
    "`contains` reads every text from end to end; where `{}` stands as a whole word, `{}` finds it "
    "by the index"};
constexpr diag::Kind<> kSearchesAll{
    {"kql-searches-all-tables", Severity::Info},
    "`search` without `in (…)` reads every table of the database; expected the tables that are "
    "meant"};
constexpr diag::Kind<> kSortLost{
    {"kql-sort-lost", Severity::Info},
    "`summarize` does not keep the order that is made here; expected to sort behind it"};

/// Shorter texts are in no index of terms.
constexpr std::size_t kShortestTerm = 3;

/// Aggregates whose result depends on the order of rows.
constexpr auto kOrdered = std::to_array<std::string_view>(
    {"any", "anyif", "make_bag", "make_bag_if", "make_list", "make_list_if", "make_list_with_nulls",
     "make_set", "make_set_if", "makelist", "makeset", "take_any", "take_anyif"});

class Adviser {
 public:
  Adviser(const Tree& tree, const Reporting& reporting) : tree_(tree), reporting_(reporting) {}

  void run() {
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) look(NodeId{i});
  }

 private:
  void look(NodeId id) {
    switch (tree_[id].kind) {
      case NodeKind::Call: return call(id);
      case NodeKind::QueryOperator: return query_operator(id);
      case NodeKind::Binary: return binary(id);
      case NodeKind::Pipeline: return pipeline(id);
      default: return;
    }
  }

  template <typename... Args>
  void report(const diag::Kind<Args...>& kind, Range range,
              const std::type_identity_t<Args>&... args) {
    reporting_.sink.report(
        kind, {reporting_.fragment.span(range.begin, range.end), reporting_.pointer}, args...);
  }

  void call(NodeId id) {
    const NodeId name = tree_[id].first_child;
    const std::string_view called = tree_.view(name);
    auto found = find_function(called, FunctionKind::Aggregate);
    if (!found) found = find_function(called, FunctionKind::Scalar);
    if (!found || function(*found).instead.empty()) return;
    report(kDeprecated, tree_[name].range, called, function(*found).instead);
  }

  void query_operator(NodeId id) {
    const std::string_view name = tree_.operator_name(id);
    const std::uint32_t begin = tree_.tokens[tree_[id].token].range.begin;
    const Range range{begin, begin + static_cast<std::uint32_t>(name.size())};
    const std::string_view instead = operator_instead(name);
    if (!instead.empty()) report(kDeprecated, range, name, instead);
    if (tree_[id].op_kind == OperatorKind::Search && is_first(id)) report(kSearchesAll, range);
  }

  /// True for a search over no tables of its own and none before the pipe.
  bool is_first(NodeId search) const {
    const NodeId first = tree_[search].first_child;
    for (NodeId at = first; at.valid(); at = tree_[at].next_sibling) {
      if (tree_[at].kind == NodeKind::List) {
        return !tree_[at].first_child.valid() && !is_piped(search);
      }
    }
    return false;
  }

  bool is_piped(NodeId op) const {
    const std::uint32_t token = tree_[op].token;
    return token > 0 && tree_.tokens[token - 1].kind == TokenKind::Pipe;
  }

  void binary(NodeId id) {
    const NodeId left = tree_[id].first_child;
    const NodeId right = left.valid() ? tree_[left].next_sibling : NodeId{};
    if (!right.valid()) return;
    const Range between{tree_[left].range.end, tree_[right].range.begin};
    old_spelling(id, between);
    const Node& node = tree_[id];
    const bool contains = node.op == Op::Contains && !node.negated && node.folded;
    if (!contains || tree_[right].kind != NodeKind::StringLiteral) return;
    const std::string term = tree_.string(right);
    if (term.size() < kShortestTerm || !is_word(term)) return;
    report(kContains, operator_range(between), term, "has");
  }

  static bool is_word(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c); });
  }

  /// The word of the operator between two operands, which may stand in brackets.
  Range operator_range(Range between) const {
    const auto at = std::lower_bound(
        tree_.tokens.begin(), tree_.tokens.end(), between.begin,
        [](const Token& token, std::uint32_t wanted) { return token.range.begin < wanted; });
    for (auto token = at; token != tree_.tokens.end() && token->range.begin < between.end;
         ++token) {
      if (token->kind == TokenKind::Word) return token->range;
    }
    return between;
  }

  /// `notcontains` for `!contains`.
  void old_spelling(NodeId id, Range between) {
    const Node& node = tree_[id];
    if (node.op != Op::Contains) return;
    const Range range = operator_range(between);
    const std::string_view wanted = spelling(node.op, node.negated, node.folded);
    if (tree_.view(range) != wanted) report(kDeprecated, range, tree_.view(range), wanted);
  }

  void pipeline(NodeId id) {
    NodeId before;
    for (NodeId at = tree_[id].first_child; at.valid(); at = tree_[at].next_sibling) {
      const bool sorted = before.valid() && tree_[before].op_kind == OperatorKind::Sort;
      const bool sums = tree_[at].op_kind == OperatorKind::Summarize;
      if (sorted && sums && !depends_on_order(at)) {
        report(kSortLost, tree_.tokens[tree_[before].token].range);
      }
      before = at;
    }
  }

  bool depends_on_order(NodeId id) const {
    if (tree_[id].kind == NodeKind::Call) {
      const std::string_view name = tree_.view(tree_[id].first_child);
      if (std::find(kOrdered.begin(), kOrdered.end(), name) != kOrdered.end()) return true;
    }
    for (NodeId at = tree_[id].first_child; at.valid(); at = tree_[at].next_sibling) {
      if (depends_on_order(at)) return true;
    }
    return false;
  }

  const Tree& tree_;
  const Reporting& reporting_;
};

}  // namespace

void advise(const Tree& tree, const Reporting& reporting) {
  Adviser(tree, reporting).run();
}

}  // namespace adxc::kql
