// join and lookup: keys, and the columns of both sides.
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/kql/binder.h"

namespace adxc::kql {
namespace {

struct KindName {
  std::string_view name;
  JoinKind kind;
};

constexpr std::array kKinds = {
    KindName{"innerunique", JoinKind::InnerUnique}, KindName{"inner", JoinKind::Inner},
    KindName{"leftouter", JoinKind::LeftOuter},     KindName{"rightouter", JoinKind::RightOuter},
    KindName{"fullouter", JoinKind::FullOuter},     KindName{"leftsemi", JoinKind::LeftSemi},
    KindName{"leftanti", JoinKind::LeftAnti},       KindName{"leftantisemi", JoinKind::LeftAnti},
    KindName{"anti", JoinKind::LeftAnti},           KindName{"rightsemi", JoinKind::RightSemi},
    KindName{"rightanti", JoinKind::RightAnti},     KindName{"rightantisemi", JoinKind::RightAnti}};

bool keeps_left(JoinKind kind) {
  return kind != JoinKind::RightSemi && kind != JoinKind::RightAnti;
}

bool keeps_right(JoinKind kind) {
  return kind != JoinKind::LeftSemi && kind != JoinKind::LeftAnti;
}

}  // namespace

JoinKind Binder::join_kind(NodeId node, bool lookup) {
  const std::string wanted = option(node, "kind");
  if (wanted.empty()) return lookup ? JoinKind::LeftOuter : JoinKind::InnerUnique;
  std::vector<std::string_view> names;
  for (const auto& [name, kind] : kKinds) {
    const bool possible = !lookup || kind == JoinKind::Inner || kind == JoinKind::LeftOuter;
    if (possible && name == wanted) return kind;
    if (possible) names.push_back(name);
  }
  wrong_type(tree_.child(node, 0), fmt::format("`{}` is no kind of {}; expected {}", wanted,
                                               lookup ? "lookup" : "join", one_of(wanted, names)));
  return JoinKind::Inner;
}

Binder::Table Binder::join(NodeId node, const Table& left, bool lookup) {
  const Items parts = items(node);
  const Table right = with_row(nullptr, [&] { return table_of(parts[0]); });
  Join made;
  made.kind = join_kind(node, lookup);
  made.left = left.id;
  made.right = right.id;
  if (parts.size() < 2) return opaque(node, &left);
  for (const NodeId condition : tree_.children(parts[1])) join_keys(condition, left, right, made);
  std::vector<BoundColumn> columns = join_columns(left, right, lookup, made);
  return table(std::move(made), std::move(columns), node, left.open || right.open);
}

/// Left columns, then right ones, renamed where the name is taken. A lookup leaves out the right
/// keys.
std::vector<BoundColumn> Binder::join_columns(const Table& left, const Table& right, bool lookup,
                                              Join& made) {
  ColumnList columns;
  const auto add_side = [&](const Table& side, bool from_right) {
    for (std::size_t i = 0; i < side.columns.size(); ++i) {
      const auto index = static_cast<std::uint32_t>(i);
      if (lookup && from_right && is_key(made, index)) continue;
      columns.add(side.columns[i]);
      made.outputs.push_back({from_right, index});
    }
  };
  if (keeps_left(made.kind)) add_side(left, false);
  if (keeps_right(made.kind)) add_side(right, true);
  return columns.take();
}

/// True if a key of the join is that column of the right side.
bool Binder::is_key(const Join& join, std::uint32_t index) const {
  for (const Join::Key& key : join.keys) {
    const Expr* right = &out_[key.right];
    if (right->kind == ExprKind::Convert) right = &out_[right->args[0]];
    if (right->kind == ExprKind::Column && right->index == index) return true;
  }
  return false;
}

/// `a`, `$left.a == $right.b`, or several joined by `and`.
void Binder::join_keys(NodeId condition, const Table& left, const Table& right, Join& made) {
  const Node& node = tree_[condition];
  if (node.kind == NodeKind::Binary && node.op == Op::And) {
    for (const NodeId part : tree_.children(condition)) join_keys(part, left, right, made);
  } else if (node.kind == NodeKind::Name) {
    shared_key(condition, left, right, made);
  } else if (node.kind == NodeKind::Binary && node.op == Op::Equal && !node.negated) {
    compared_keys(condition, left, right, made);
  } else if (node.kind != NodeKind::Broken) {
    wrong_type(condition,
               "this is no condition of a join; expected a column of both sides, or "
               "`$left.a == $right.b`");
  }
}

void Binder::shared_key(NodeId condition, const Table& left, const Table& right, Join& made) {
  const std::string name = tree_.name(condition);
  const ExprId left_key = key_column(condition, name, left);
  const bool reported = !known(left_key) && !left.open;
  const ExprId right_key = reported ? left_key : key_column(condition, name, right);
  add_key(condition, left_key, right_key, made);
}

ExprId Binder::key_column(NodeId node, const std::string& name, const Table& table) {
  if (const auto at = column_at(table, name)) return column(table, *at, node);
  if (!table.open) {
    with_row(&table, [&] {
      unknown_name(node, name);
      return 0;
    });
  }
  return broken(node);
}

void Binder::compared_keys(NodeId condition, const Table& left, const Table& right, Join& made) {
  bool first_is_right = false;
  bool second_is_right = true;
  const ExprId first = side(tree_.child(condition, 0), left, right, first_is_right);
  const ExprId second = side(tree_.child(condition, 1), left, right, second_is_right);
  if (first_is_right == second_is_right) {
    wrong_type(condition,
               "both sides of this condition are the same table; expected `$left.a == "
               "$right.b`");
    return;
  }
  add_key(condition, first_is_right ? second : first, first_is_right ? first : second, made);
}

/// `$left.a` or `$right.b`.
ExprId Binder::side(NodeId node, const Table& left, const Table& right, bool& from_right) {
  const bool path = tree_[node].kind == NodeKind::Path;
  const std::string_view which = path ? tree_.view(tree_.child(node, 0)) : std::string_view{};
  if (which != "$left" && which != "$right") {
    const std::string wanted = "expected `$left.column` or `$right.column`";
    is_guess() ? doubtful(node, wanted) : wrong_type(node, wanted);
    return broken(node);
  }
  from_right = which == "$right";
  const NodeId selector = tree_.child(node, 1);
  return key_column(selector, tree_.name(selector), from_right ? right : left);
}

void Binder::add_key(NodeId node, ExprId left, ExprId right, Join& made) {
  if (known(left) && known(right)) {
    const std::vector<ScalarType> types = {type(left), type(right)};
    const auto common = common_type(types);
    if (!common) {
      wrong_type(node, fmt::format("the left key is a {}, the right one a {}; expected one type",
                                   adxc::name(types[0]), adxc::name(types[1])));
      return;
    }
    left = convert(left, *common);
    right = convert(right, *common);
  }
  made.keys.push_back({left, right});
}

}  // namespace adxc::kql
