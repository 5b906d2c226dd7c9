// Expressions: literals, columns, calls, conversions, access into dynamic values.
#include <cmath>

#include <fmt/format.h>

#include "runtime/engine/translator.h"
#include "runtime/rows/numbers.h"

namespace adxc::engine {

namespace {

using kql::ExprKind;
using kql::Value;

/// Deeper expressions are refused, so that the stack always suffices.
constexpr std::size_t kMaxDepth = 1000;

std::string real_literal(double value) {
  return fmt::format("'{}'::double", rows::print_real(value));
}

struct LiteralOf {
  ScalarType type;
  std::string operator()(std::monostate) const { return sql_null(type); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const {
    if (type == ScalarType::Real) return real_literal(static_cast<double>(value));
    return fmt::format("({})::{}", value, stored_type(type));
  }
  std::string operator()(double value) const { return real_literal(value); }
  std::string operator()(const std::string& value) const { return sql_string(value); }
};

}  // namespace

std::string sql_null(ScalarType type) {
  if (type == ScalarType::String) return "''";
  return fmt::format("null::{}", stored_type(type));
}

std::string sql_literal(const Value& value, ScalarType type) {
  return std::visit(LiteralOf{type}, value);
}

const Value* Translator::literal(kql::ExprId id) const {
  const kql::Expr& expr = bound_[id];
  return expr.kind == ExprKind::Literal ? &expr.value : nullptr;
}

bool Translator::known(kql::ExprId id) const {
  const Value* value = literal(id);
  if (!value || std::holds_alternative<std::monostate>(*value)) return false;
  const double* real = std::get_if<double>(value);
  return !real || !std::isnan(*real);
}

std::string Translator::column(std::uint32_t index) const {
  return fmt::format("{}c{}", scope_, index);
}

std::string Translator::expression(kql::ExprId id) {
  if (depth_ == kMaxDepth) return refuse("the query nests too deeply");
  ++depth_;
  std::string sql = expression_of(bound_[id]);
  --depth_;
  return sql;
}

std::string Translator::expression_of(const kql::Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Literal: return sql_literal(expr.value, expr.type);
    case ExprKind::Column: return column(expr.index);
    case ExprKind::Operation: return operation(expr);
    case ExprKind::Call: return call(expr);
    case ExprKind::Aggregate: return aggregate(expr);
    case ExprKind::Part: return part(expr);
    case ExprKind::Convert: return convert(expr);
    case ExprKind::Access: return access(expr);
    case ExprKind::Query: return scalar_query(expr);
    case ExprKind::Parameter: return refuse("the query has a parameter without a value");
    case ExprKind::Broken: break;
  }
  return refuse("the query cannot be answered");
}

std::string Translator::scalar_query(const kql::Expr& expr) {
  const std::string outer = std::move(scope_);
  const std::string name = relation(expr.relation);
  scope_ = outer;
  const std::string query = fmt::format("(select c0 from {} limit 1)", name);
  return expr.type == ScalarType::String ? fmt::format("coalesce({}, '')", query) : query;
}

std::string Translator::access(const kql::Expr& expr) {
  const bool key = type(expr.args[1]) == ScalarType::String;
  return fmt::format("{}({}, {})", key ? "k_member" : "k_element", expression(expr.args[0]),
                     expression(expr.args[1]));
}

std::string Translator::convert(const kql::Expr& expr) {
  return converted(expr.args[0], expr.type);
}

std::string Translator::arguments(const kql::Expr& expr, std::size_t first) {
  std::string all;
  for (std::size_t i = first; i < expr.args.size(); ++i) {
    all += (i > first ? ", " : "") + expression(expr.args[i]);
  }
  return all;
}

}  // namespace adxc::engine
