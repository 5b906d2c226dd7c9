// Window functions. SQL does not let one stand inside another or in WHERE, so each becomes a column
// of a SELECT of its own between the operator and its input; the position of the rows is the first
// of these columns.
#include <fmt/format.h>

#include "runtime/engine/translator.h"

namespace adxc::engine {

namespace {

/// Rows up to this one, in their order.
constexpr std::string_view kUpToHere = "order by {0}w0 rows unbounded preceding";

}  // namespace

/// True when the rows come in an order the query asked for.
bool Translator::ordered_rows(kql::RelationId id) const {
  const kql::Operator& op = bound_[id].op;
  if (std::holds_alternative<kql::Sort>(op) || std::holds_alternative<kql::Top>(op) ||
      std::holds_alternative<kql::Serialize>(op)) {
    return true;
  }
  if (const auto* project = std::get_if<kql::Project>(&op)) return ordered_rows(project->input);
  if (const auto* filter = std::get_if<kql::Filter>(&op)) return ordered_rows(filter->input);
  if (const auto* take = std::get_if<kql::Take>(&op)) return ordered_rows(take->input);
  return false;
}

std::string Translator::stage(const std::string& select) {
  stages_.push_back(select);
  return fmt::format("{}w{}", scope_, stages_.size() - 1);
}

std::string Translator::with_stages(const std::string& input) {
  std::string sql = input;
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    sql = fmt::format("(select *, {} as w{} from {}) {}", stages_[i], i, sql, input);
  }
  return sql;
}

std::string Translator::window(const kql::Expr& expr, std::string_view function) {
  if (!input_.valid() || !ordered_rows(input_)) {
    return refuse(fmt::format(
        "{}() wants rows in a known order: put `serialize` or `sort` before it", function));
  }
  if (stages_.empty()) stage("row_number() over ()");
  return stored(window_column(expr, function), expr.type);
}

/// `partition by …` of the runs that a condition begins anew, or nothing.
std::string Translator::group_of(const kql::Expr& expr, std::size_t restart) {
  if (expr.args.size() <= restart) return "";
  const std::string condition = expression(expr.args[restart]);
  const std::string group =
      stage(fmt::format("sum(coalesce({}, false)::integer) over ({})", condition,
                        fmt::format(fmt::runtime(kUpToHere), scope_)));
  return fmt::format("partition by {} ", group);
}

std::string Translator::window_column(const kql::Expr& expr, std::string_view function) {
  if (function == "prev" || function == "next") return neighbour(expr, function == "next");
  if (function == "row_rank_dense" || function == "row_rank_min") {
    return rank(expr, function == "row_rank_dense");
  }
  const std::string rows = fmt::format(fmt::runtime(kUpToHere), scope_);
  if (function == "row_number") {
    const std::string start = expr.args.empty() ? "1" : expression(expr.args[0]);
    const std::string group = group_of(expr, 1);
    return stage(fmt::format("row_number() over ({}order by {}w0) - 1 + {}", group, scope_, start));
  }
  if (function != "row_cumsum" || expr.type == ScalarType::Decimal) {
    return refuse(
        fmt::format("the embedded engine has no {}() of a {}", function, name(expr.type)));
  }
  const std::string term = expression(expr.args[0]);
  const std::string group = group_of(expr, 1);
  const char* sum = expr.type == ScalarType::Real ? "coalesce(sum({0}) over ({1}{2}), 0)"
                                                  : "k_wrap(coalesce(sum({0}) over ({1}{2}), 0))";
  return stage(fmt::format(fmt::runtime(sum), term, group, rows));
}

std::string Translator::rank(const kql::Expr& expr, bool dense) {
  const std::string term = expression(expr.args[0]);
  const std::string group = group_of(expr, 1);
  const std::string number =
      stage(fmt::format("row_number() over ({}order by {}w0)", group, scope_));
  const std::string before =
      stage(fmt::format("lag({}) over ({}order by {}w0)", term, group, scope_));
  const std::string begins =
      stage(fmt::format("({} = 1 or {} is distinct from {})", number, before, term));
  const std::string rows = fmt::format(fmt::runtime(kUpToHere), scope_);
  if (dense) return stage(fmt::format("sum({}::integer) over ({}{})", begins, group, rows));
  return stage(
      fmt::format("max(case when {} then {} end) over ({}{})", begins, number, group, rows));
}

/// The offset and what stands for missing rows must be known beforehand, as in the service.
std::string Translator::neighbour(const kql::Expr& expr, bool next) {
  const std::string_view function = next ? "next" : "prev";
  std::int64_t offset = 1;
  if (expr.args.size() > 1) {
    const kql::Value* value = literal(expr.args[1]);
    const auto* number = value ? std::get_if<std::int64_t>(value) : nullptr;
    if (!number || *number < 1) {
      return refuse(fmt::format("the offset of {}() must be a literal from 1 on", function));
    }
    offset = *number;
  }
  std::string otherwise = sql_null(expr.type);
  if (expr.args.size() > 2) {
    if (!literal(expr.args[2])) {
      return refuse(fmt::format("the third argument of {}() must be a literal", function));
    }
    otherwise = converted(expr.args[2], expr.type);
  }
  return stage(fmt::format("{}({}, {}, {}) over (order by {}w0)", next ? "lead" : "lag",
                           expression(expr.args[0]), offset, otherwise, scope_));
}

}  // namespace adxc::engine
