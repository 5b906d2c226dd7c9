// Operations: which type they have, and what their operands are converted to.
#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "compiler/kql/binder.h"

namespace adxc::kql {
namespace {

using enum ScalarType;

bool is_text(ScalarType type) {
  return type == String || type == Dynamic;
}

}  // namespace

ExprId Binder::operation(NodeId node, Op op, ScalarType type, std::vector<ExprId> args) {
  const bool broken_operand =
      std::any_of(args.begin(), args.end(), [this](ExprId id) { return !known(id); });
  if (broken_operand) complete_ = false;
  Expr made;
  made.kind = ExprKind::Operation;
  made.type = type;
  made.op = op;
  made.negated = tree_[node].negated;
  made.folded = tree_[node].folded;
  made.args = std::move(args);
  made.range = tree_[node].range;
  return add(std::move(made));
}

/// Says that the operation is not defined for the operands' types.
ExprId Binder::undefined(NodeId node, ExprId left, ExprId right) {
  const Node& at = tree_[node];
  wrong_type(node,
             fmt::format("`{}` does not work on {} and {}", spelling(at.op, at.negated, at.folded),
                         adxc::name(type(left)), adxc::name(type(right))));
  return broken(node);
}

ExprId Binder::unary(NodeId node) {
  if (tree_[node].op == Op::Negate && tree_.view(tree_.child(node, 0)) == "9223372036854775808") {
    return literal(node, Long, INT64_MIN);
  }
  const ExprId operand = expression(tree_.child(node, 0));
  if (!known(operand)) return broken(node);
  const auto made = negation(type(operand));
  if (!made) {
    wrong_type(node, fmt::format("a sign does not work on {}", adxc::name(type(operand))));
    return broken(node);
  }
  const ExprId value = convert(operand, *made);
  if (tree_[node].op == Op::Add) return value;
  const Value* constant_value = constant(value);
  if (constant_value != nullptr) {
    if (const auto* number = std::get_if<std::int64_t>(constant_value)) {
      return literal(node, *made,
                     static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(*number)));
    }
    if (const auto* real = std::get_if<double>(constant_value)) return literal(node, *made, -*real);
  }
  return operation(node, Op::Negate, *made, {value});
}

ExprId Binder::binary(NodeId node) {
  const Op op = tree_[node].op;
  if (op == Op::And || op == Op::Or) return logical(node);
  if (op == Op::Search && searching_) {
    const bool any = tree_[tree_.child(node, 0)].kind == NodeKind::Star;
    return operation(
        node, op, Bool,
        {any ? broken(node) : expression(tree_.child(node, 0)), expression(tree_.child(node, 1))});
  }
  if (op == Op::Like || op == Op::Search) {
    unsupported(tree_[node].range, "the operator",
                spelling(op, tree_[node].negated, tree_[node].folded));
    return broken(node);
  }
  const NodeId left = tree_.child(node, 0);
  if (tree_[left].kind == NodeKind::Star) return star_test(node);
  return test(node, expression(left), tree_.child(node, 1));
}

ExprId Binder::test(NodeId node, ExprId left, NodeId right_node) {
  const ExprId right = expression(right_node);
  switch (tree_[node].op) {
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Modulo: return arithmetic_node(node, left, right);
    case Op::Equal:
      if (tree_[node].folded) return string_test(node, left, right);
      return comparison_node(node, left, right);
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual: return comparison_node(node, left, right);
    default: return string_test(node, left, right);
  }
}

/// `* has "x"`: true when any text column passes.
ExprId Binder::star_test(NodeId node) {
  const Op op = tree_[node].op;
  if (row_ == nullptr || row_->open) return broken(node);
  std::vector<ExprId> tests;
  for (std::size_t i = 0; i < row_->columns.size(); ++i) {
    if (op != Op::Equal && !is_text(row_->columns[i].type)) continue;
    tests.push_back(test(node, column(*row_, i, node), tree_.child(node, 1)));
  }
  if (tests.empty()) return literal(node, Bool, false);
  if (tests.size() == 1) return tests[0];
  const ExprId made = operation(node, Op::Or, Bool, std::move(tests));
  out_.exprs[made.value].negated = false;
  out_.exprs[made.value].folded = false;
  return made;
}

ExprId Binder::predicate(NodeId node) {
  if (searching_ && tree_[node].kind == NodeKind::StringLiteral) return opaque_value(node, Bool);
  const ExprId value = expression(node);
  if (!known(value) || type(value) == Bool) return value;
  if (type(value) == Dynamic || is_numeric(type(value))) return convert(value, Bool);
  wrong_type(node, fmt::format("this condition is a {}; expected a bool", adxc::name(type(value))));
  return broken(node);
}

ExprId Binder::logical(NodeId node) {
  std::vector<ExprId> operands;
  for (const NodeId operand : tree_.children(node)) operands.push_back(predicate(operand));
  return operation(node, tree_[node].op, Bool, std::move(operands));
}

ExprId Binder::arithmetic_node(NodeId node, ExprId left, ExprId right) {
  if (!known(left) || !known(right)) return broken(node);
  const auto types = arithmetic(tree_[node].op, type(left), type(right));
  if (!types) return undefined(node, left, right);
  return operation(node, tree_[node].op, types->result,
                   {convert(left, types->left), convert(right, types->right)});
}

ExprId Binder::comparison_node(NodeId node, ExprId left, ExprId right) {
  if (!known(left) || !known(right)) return operation(node, tree_[node].op, Bool, {left, right});
  const auto types = comparison(tree_[node].op, type(left), type(right));
  if (!types) return undefined(node, left, right);
  return operation(node, tree_[node].op, Bool,
                   {convert(left, types->left), convert(right, types->right)});
}

/// Tests on texts; a dynamic operand is taken as its text.
ExprId Binder::string_test(NodeId node, ExprId left, ExprId right) {
  if (!known(left) || !known(right)) return operation(node, tree_[node].op, Bool, {left, right});
  if (!is_text(type(left)) || !is_text(type(right))) return undefined(node, left, right);
  return operation(node, tree_[node].op, Bool, {convert(left, String), convert(right, String)});
}

/// The bounds take the value's type; a length of time as upper bound counts from the lower one.
ExprId Binder::between(NodeId node) {
  std::vector<ExprId> args;
  for (const NodeId child : tree_.children(node)) args.push_back(expression(child));
  const bool all_known =
      std::all_of(args.begin(), args.end(), [this](ExprId id) { return known(id); });
  if (!all_known || args.size() != 3) return operation(node, Op::Between, Bool, std::move(args));
  if (type(args[1]) == DateTime && type(args[2]) == TimeSpan) {
    args[2] = operation(node, Op::Add, DateTime, {args[1], args[2]});
    out_.exprs[args[2].value].negated = false;
  }
  const std::vector<ScalarType> types = {type(args[0]), type(args[1]), type(args[2])};
  const auto common = common_type(types);
  const bool ordered = common && *common != String && *common != Bool && *common != Guid;
  if (!ordered) return undefined(node, args[0], args[1]);
  for (ExprId& arg : args) arg = convert(arg, *common);
  return operation(node, Op::Between, Bool, std::move(args));
}

ExprId Binder::in_list(NodeId node) {
  const ExprId value = expression(tree_.child(node, 0));
  const Items listed = tree_.children(tree_.child(node, 1));
  if (listed.size() == 1) {
    const Entity* named = tree_[listed[0]].kind == NodeKind::Name &&
                                  !(row_ && has_column(*row_, tree_.name(listed[0])))
                              ? find(tree_.name(listed[0]))
                              : nullptr;
    const bool stored = tree_[listed[0]].kind == NodeKind::Name && named == nullptr &&
                        !knows_tables() && !(row_ && has_column(*row_, tree_.name(listed[0])));
    if (stored) return operation(node, tree_[node].op, Bool, {value, broken(listed[0])});
    const bool table = named != nullptr && (std::holds_alternative<Table>(*named) ||
                                            std::holds_alternative<Unknown>(*named));
    if (table || is_tabular(listed[0]) || is_table_call(listed[0]))
      return in_query(node, value, listed[0]);
  }
  std::vector<ExprId> args{value};
  for (const NodeId item : listed) args.push_back(expression(item));
  return operation(node, tree_[node].op, Bool, unified_list(node, std::move(args)));
}

/// The list's items take the value's type where they are constants of another.
std::vector<ExprId> Binder::unified_list(NodeId node, std::vector<ExprId> args) {
  const bool text = tree_[node].folded;
  for (const ExprId arg : args) {
    if (!known(arg)) return args;
  }
  if (text && !is_text(type(args[0]))) {
    undefined(node, args[0], args.size() > 1 ? args[1] : args[0]);
    return args;
  }
  if (text) args[0] = convert(args[0], String);
  std::vector<ScalarType> numbers;
  for (const ExprId arg : args) {
    if (is_numeric(type(arg))) numbers.push_back(type(arg));
  }
  const auto widest = common_type(numbers);
  for (ExprId& arg : args) {
    if (is_numeric(type(arg))) arg = convert(arg, *widest);
  }
  return args;
}

ExprId Binder::in_query(NodeId node, ExprId value, NodeId query) {
  const Table found = with_row(nullptr, [&] { return table_of(query); });
  const Op op = tree_[node].op == Op::In       ? Op::InQuery
                : tree_[node].op == Op::HasAny ? Op::HasAnyQuery
                                               : Op::HasAllQuery;
  const ExprId made = operation(node, op, Bool, {value});
  out_.exprs[made.value].relation = found.id;
  if (!found.open && found.columns.empty()) {
    wrong_type(query, "this table has no column to look in");
  }
  return made;
}

}  // namespace adxc::kql
