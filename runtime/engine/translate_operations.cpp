// Operations. SQL's own operators where they do as Kusto does; functions of ours (k_…) elsewhere.
#include <fmt/format.h>

#include "runtime/engine/translator.h"

namespace adxc::engine {

namespace {

using kql::Op;

std::string_view symbol(Op op) {
  switch (op) {
    case Op::Add: return "+";
    case Op::Subtract: return "-";
    case Op::Multiply: return "*";
    case Op::Divide: return "/";
    case Op::Less: return "<";
    case Op::LessEqual: return "<=";
    case Op::Greater: return ">";
    case Op::GreaterEqual: return ">=";
    default: return "?";
  }
}

std::string_view word(Op op) {
  switch (op) {
    case Op::Add: return "add";
    case Op::Subtract: return "subtract";
    case Op::Multiply: return "multiply";
    case Op::Divide: return "divide";
    default: return "modulo";
  }
}

bool is_text(ScalarType type) {
  return type == ScalarType::String;
}

}  // namespace

std::string Translator::operation(const kql::Expr& expr) {
  switch (expr.op) {
    case Op::Negate:
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Modulo: return arithmetic(expr);
    case Op::And:
    case Op::Or: return logical(expr);
    case Op::Equal: return equal(expr);
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
    case Op::Between: return ordered(expr);
    case Op::In: return in(expr);
    case Op::InQuery: return in_query(expr);
    case Op::HasAny:
    case Op::HasAll:
    case Op::HasAnyQuery:
    case Op::HasAllQuery: return has_several(expr);
    case Op::Has:
    case Op::HasPrefix:
    case Op::HasSuffix:
    case Op::Contains:
    case Op::StartsWith:
    case Op::EndsWith:
    case Op::MatchesRegex: return text_test(expr);
    case Op::None:
    case Op::Like:
    case Op::Search: break;
  }
  return refuse("the query has an operator the embedded engine does not know");
}

std::string Translator::logical(const kql::Expr& expr) {
  std::string sql;
  for (const kql::ExprId id : expr.args) {
    if (!sql.empty()) sql += expr.op == Op::And ? " and " : " or ";
    sql += expression(id);
  }
  return "(" + sql + ")";
}

std::string Translator::real_arithmetic(const kql::Expr& expr) {
  if (expr.op == Op::Negate) return fmt::format("(-{})", expression(expr.args[0]));
  const std::string a = expression(expr.args[0]);
  const std::string b = expression(expr.args[1]);
  if (expr.op == Op::Modulo) return fmt::format("k_modulo_real({}, {})", a, b);
  return fmt::format("({}::double {} {}::double)", a, symbol(expr.op), b);
}

/// Datetimes and timespans are ticks, so one function serves them and longs; only the results that
/// leave the range of a datetime differ.
std::string Translator::arithmetic(const kql::Expr& expr) {
  const ScalarType left = type(expr.args[0]);
  const ScalarType right = expr.args.size() > 1 ? type(expr.args[1]) : left;
  if (expr.type == ScalarType::Real) return real_arithmetic(expr);
  const std::string a = expression(expr.args[0]);
  if (expr.type == ScalarType::Decimal) {
    return expr.op == Op::Negate
               ? fmt::format("k_decimal_negate({})", a)
               : fmt::format("k_decimal_{}({}, {})", word(expr.op), a, expression(expr.args[1]));
  }
  if (expr.op == Op::Negate) return fmt::format("k_negate({})", a);
  const std::string b = expression(expr.args[1]);
  if (left == ScalarType::Real || right == ScalarType::Real) {
    return fmt::format("k_ticks_{}({}::double, {}::double)", word(expr.op), a, b);
  }
  const std::string result = fmt::format("k_{}({}::bigint, {}::bigint)", word(expr.op), a, b);
  if (expr.type == ScalarType::DateTime) return fmt::format("k_datetime_in_range({})", result);
  return expr.type == ScalarType::Int ? fmt::format("k_int({})", result) : result;
}

/// Equality is total when one side is null: it is false then, and null only when both are.
std::string Translator::equal(const kql::Expr& expr) {
  const kql::ExprId left = expr.args[0];
  const kql::ExprId right = expr.args[1];
  const std::string a = folded(expr, left);
  const std::string b = folded(expr, right);
  const ScalarType type_of_both = type(left);
  if (is_text(type_of_both)) return fmt::format("({} {} {})", a, expr.negated ? "<>" : "=", b);
  if (type_of_both == ScalarType::Real && !known(left) && !known(right)) {
    return fmt::format("k_{}equal_real({}, {})", expr.negated ? "not_" : "", a, b);
  }
  if (type_of_both == ScalarType::Dynamic || type_of_both == ScalarType::Decimal) {
    return fmt::format("k_{}equal_{}({}, {})", expr.negated ? "not_" : "", name(type_of_both), a,
                       b);
  }
  if (known(left) || known(right)) {
    return fmt::format("coalesce({} {} {}, {})", a, expr.negated ? "<>" : "=", b, expr.negated);
  }
  return fmt::format(
      "(case when {0} is null and {1} is null then null else {0} is {2}distinct from {1} end)", a,
      b, expr.negated ? "" : "not ");
}

std::string Translator::comparison(Op op, kql::ExprId left, kql::ExprId right) {
  const std::string a = expression(left);
  const std::string b = expression(right);
  switch (type(left)) {
    case ScalarType::Real: {
      // DuckDB holds NaN for the largest number; in Kusto no comparison with it is true.
      std::string sql = fmt::format("{} {} {}", a, symbol(op), b);
      if (!known(left)) sql += fmt::format(" and not isnan({})", a);
      if (!known(right)) sql += fmt::format(" and not isnan({})", b);
      return "(" + sql + ")";
    }
    case ScalarType::Decimal:
    case ScalarType::Dynamic:
      return fmt::format("(k_compare_{}({}, {}) {} 0)", name(type(left)), a, b, symbol(op));
    default: return fmt::format("({} {} {})", a, symbol(op), b);
  }
}

std::string Translator::ordered(const kql::Expr& expr) {
  if (expr.op != Op::Between) return comparison(expr.op, expr.args[0], expr.args[1]);
  const std::string inside =
      fmt::format("({} and {})", comparison(Op::GreaterEqual, expr.args[0], expr.args[1]),
                  comparison(Op::LessEqual, expr.args[0], expr.args[2]));
  return expr.negated ? fmt::format("(not {})", inside) : inside;
}

std::string Translator::folded(const kql::Expr& expr, kql::ExprId id) {
  std::string value = expression(id);
  return expr.folded && is_text(type(id)) ? fmt::format("lower({})", value) : value;
}

std::string Translator::in(const kql::Expr& expr) {
  const kql::ExprId wanted = expr.args[0];
  std::string plain;
  std::string arrays;
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    const kql::ExprId item = expr.args[i];
    if (type(item) == ScalarType::Dynamic && type(wanted) != ScalarType::Dynamic) {
      arrays += fmt::format(" or k_in_{}{}({}, {})", name(type(wanted)),
                            expr.folded ? "_folded" : "", expression(wanted), expression(item));
    } else {
      plain += (plain.empty() ? "" : ", ") + folded(expr, item);
    }
  }
  std::string sql =
      plain.empty() ? "false" : fmt::format("{} in ({})", folded(expr, wanted), plain);
  return fmt::format("({}coalesce({}{}, false))", expr.negated ? "not " : "", sql, arrays);
}

std::string Translator::in_query(const kql::Expr& expr) {
  const std::string wanted = folded(expr, expr.args[0]);
  const std::string outer = std::move(scope_);
  const std::string list = relation(expr.relation);
  scope_ = outer;
  const bool lower = expr.folded && is_text(bound_[expr.relation].columns[0].type);
  return fmt::format("({}coalesce({} in (select {} from {} where c0 is not null), false))",
                     expr.negated ? "not " : "", wanted, lower ? "lower(c0)" : "c0", list);
}

std::string Translator::text_test(const kql::Expr& expr) {
  const std::string a = expression(expr.args[0]);
  const std::string b = expression(expr.args[1]);
  const auto with = [&](std::string_view function) {
    const char* pattern = expr.folded ? "{}{}(lower({}), lower({}))" : "{}{}({}, {})";
    return fmt::format(fmt::runtime(pattern), expr.negated ? "not " : "", function, a, b);
  };
  switch (expr.op) {
    case Op::Contains: return "(" + with("contains") + ")";
    case Op::StartsWith: return "(" + with("starts_with") + ")";
    case Op::EndsWith: return "(" + with("ends_with") + ")";
    case Op::MatchesRegex: return "(" + with("regexp_matches") + ")";
    case Op::HasPrefix: return "(" + with("k_hasprefix") + ")";
    case Op::HasSuffix: return "(" + with("k_hassuffix") + ")";
    default: return "(" + with("k_has") + ")";
  }
}

std::string Translator::has_several(const kql::Expr& expr) {
  const bool all = expr.op == Op::HasAll || expr.op == Op::HasAllQuery;
  const auto lowered = [&](std::string text) {
    return expr.folded ? fmt::format("lower({})", text) : text;
  };
  const std::string text = lowered(expression(expr.args[0]));
  std::string sql = all ? "true" : "false";
  const auto add = [&](const std::string& test) {
    sql += (all ? " and " : " or ") + test;
  };
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    const bool array = type(expr.args[i]) == ScalarType::Dynamic;
    add(fmt::format("{}({}, {})", array ? (all ? "k_has_all" : "k_has_any") : "k_has", text,
                    lowered(expression(expr.args[i]))));
  }
  if (expr.op == Op::HasAnyQuery || expr.op == Op::HasAllQuery) {
    const std::string outer = std::move(scope_);
    const std::string list = relation(expr.relation);
    scope_ = outer;
    add(fmt::format("{}({}, (select {} from {}))", all ? "k_has_all" : "k_has_any", text,
                    lowered("to_json(list(c0))::varchar"), list));
  }
  return fmt::format("({}({}))", expr.negated ? "not " : "", sql);
}

}  // namespace adxc::engine
