// Aggregates. `f` below is the filter of those whose name ends in `if`.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/functions.h"
#include "runtime/engine/translator.h"

namespace adxc::engine {

namespace {

/// What an aggregate is, once the `if` of its name and its old names are gone.
struct Meaning {
  std::string_view name;
  std::string_view base;
  int predicate = -1;  // position of the condition among the arguments
};

constexpr Meaning kMeanings[] = {
    {"countif", "count", 0},
    {"dcountif", "dcount", 1},
    {"count_distinct", "dcount", -1},
    {"count_distinctif", "dcount", 1},
    {"sumif", "sum", 1},
    {"avgif", "avg", 1},
    {"minif", "min", 1},
    {"maxif", "max", 1},
    {"any", "take_any", -1},
    {"take_anyif", "take_any", 1},
    {"anyif", "take_any", 1},
    {"make_list_if", "make_list", 1},
    {"makelist", "make_list", -1},
    {"make_set_if", "make_set", 1},
    {"makeset", "make_set", -1},
    {"make_bag_if", "make_bag", 1},
    {"stdevif", "stdev", 1},
    {"stdevpif", "stdevp", 1},
    {"varianceif", "variance", 1},
    {"variancepif", "variancep", 1},
    {"percentiles", "percentile", -1},
    {"argmax", "arg_max", -1},
    {"argmin", "arg_min", -1},
};

Meaning meaning_of(std::string_view name) {
  const auto* found = std::ranges::find(kMeanings, name, &Meaning::name);
  return found == std::end(kMeanings) ? Meaning{name, name, -1} : *found;
}

bool is_ticks(ScalarType type) {
  return type == ScalarType::DateTime || type == ScalarType::TimeSpan;
}

std::string sum(ScalarType type, const std::string& x, const std::string& f) {
  switch (type) {
    case ScalarType::Real: return fmt::format("coalesce(sum({}){}, 0::double)", x, f);
    case ScalarType::Decimal:
      return fmt::format("k_decimal_sum(coalesce(string_agg({}, ' '){}, '0'))", x, f);
    default: return fmt::format("coalesce(k_wrap(sum({}){}), 0)", x, f);
  }
}

std::string average(ScalarType type, const std::string& x, const std::string& f) {
  if (is_ticks(type)) return fmt::format("(sum({0}){1} // count({0}){1})::bigint", x, f);
  if (type == ScalarType::Decimal) {
    return fmt::format(
        "k_decimal_divide(k_decimal_sum(string_agg({0}, ' '){1}), (count({0}){1})::varchar)", x, f);
  }
  if (type == ScalarType::Real) return fmt::format("coalesce(avg({}){}, 'nan'::double)", x, f);
  // The sum of whole numbers wraps here as well.
  return fmt::format("coalesce(k_wrap(sum({0}){1})::double / (count({0}){1}), 'nan'::double)", x,
                     f);
}

/// DuckDB holds NaN for the largest; in Kusto it wins both ways.
std::string extreme(std::string_view base, ScalarType type, const std::string& x,
                    const std::string& f) {
  if (type == ScalarType::Decimal) {
    return fmt::format("k_decimal_extreme(string_agg({}, ' '){}, {})", x, f,
                       base == "min" ? "1" : "-1");
  }
  const std::string plain = fmt::format("{}({}){}", base, x, f);
  if (type == ScalarType::String) return fmt::format("coalesce({}, '')", plain);
  if (type != ScalarType::Real || base == "max") return plain;
  return fmt::format("case when bool_or(isnan({0})){1} then 'nan'::double else {2} end", x, f,
                     plain);
}

/// A single value has no spread.
std::string spread(std::string_view base, const std::string& x, const std::string& f) {
  const bool sample = !base.ends_with('p');
  const bool deviation = base.starts_with("stdev");
  const char* function =
      deviation ? (sample ? "stddev_samp" : "stddev_pop") : (sample ? "var_samp" : "var_pop");
  return fmt::format("coalesce({}(({})::double){}, 0)", function, x, f);
}

/// Null joins a filter of its own.
std::string and_filter(const std::string& f, const std::string& condition) {
  if (f.empty()) return fmt::format(" filter (where {})", condition);
  return f.substr(0, f.size() - 1) + " and " + condition + ")";
}

}  // namespace

/// The items as JSON, joined; dynamic arrays give their items. A null dynamic is an item like any.
std::string Translator::gathered(const kql::Expr& expr, const std::string& f, bool nulls,
                                 int predicate) {
  const kql::ExprId value = expr.args[0];
  std::string item = converted(value, ScalarType::Dynamic);
  std::string filter = f;
  const bool dynamic = type(value) == ScalarType::Dynamic;
  if (nulls || dynamic) item = fmt::format("coalesce({}, 'null')", item);
  if (!nulls && !dynamic) filter = and_filter(f, fmt::format("({}) is not null", item));
  if (dynamic) {
    filter = and_filter(filter, fmt::format("({}) <> '[]'", item));
    item = fmt::format("k_list_items({})", item);
  }
  std::string list = fmt::format("list({}){}", item, filter);
  const std::size_t limit = predicate < 0 ? 1 : 2;
  if (!nulls && limit < expr.args.size()) {
    list = fmt::format("({})[1:{}]", list, expression(expr.args[limit]));
  }
  return fmt::format("('[' || coalesce(array_to_string({}, ','), '') || ']')", list);
}

std::string Translator::percentile(const kql::Expr& expr, std::size_t index) {
  const std::string value = expression(expr.args[0]);
  if (type(expr.args[0]) == ScalarType::Decimal) {
    return refuse("the embedded engine has no percentiles of decimals");
  }
  return fmt::format("quantile_disc({}, ({})::double / 100)", value, expression(expr.args[index]));
}

/// A whole row as a struct: {'v0': …, 'v1': …}
std::string Translator::packed(const kql::Expr& expr) {
  std::string fields;
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    fields += fmt::format("{}'v{}': {}", i ? ", " : "", i, expression(expr.args[i]));
  }
  return "{" + fields + "}";
}

/// Part `index` of an aggregate that keeps one row. Rows with a null key only win when all are
/// null.
std::string Translator::winner(std::string_view base, const kql::Expr& expr, std::size_t index,
                               const std::string& f) {
  const std::string row = packed(expr);
  std::string chosen = fmt::format("first({}){}", row, f);
  if (base != "take_any") {
    const ScalarType key = type(expr.args[0]);
    if (key == ScalarType::Decimal || key == ScalarType::Dynamic) {
      return refuse(fmt::format("the embedded engine has no {} by a {}", base, name(key)));
    }
    chosen =
        fmt::format("coalesce({}({}, {}){}, {})", base, row, expression(expr.args[0]), f, chosen);
  }
  const std::string value = fmt::format("struct_extract({}, 'v{}')", chosen, index);
  return type(expr.args[index]) == ScalarType::String ? fmt::format("coalesce({}, '')", value)
                                                      : value;
}

std::string Translator::stored(const std::string& sql, ScalarType type) {
  const std::string_view physical = stored_type(type);
  return physical == "varchar" ? sql : fmt::format("({})::{}", sql, physical);
}

std::string Translator::part(const kql::Expr& expr) {
  const kql::Expr& whole = bound_[expr.args[0]];
  const Meaning meaning = meaning_of(kql::function(whole.function).name);
  if (meaning.base == "percentile") return stored(percentile(whole, expr.index + 1), expr.type);
  return winner(meaning.base, whole, expr.index, "");
}

std::string Translator::aggregate(const kql::Expr& expr) {
  return stored(plain_aggregate(expr), expr.type);
}

std::string Translator::plain_aggregate(const kql::Expr& expr) {
  const Meaning meaning = meaning_of(kql::function(expr.function).name);
  const std::string_view base = meaning.base;
  std::string f;
  const auto predicate = static_cast<std::size_t>(std::max(meaning.predicate, 0));
  if (meaning.predicate >= 0) {
    f = fmt::format(" filter (where {})", expression(expr.args[predicate]));
  }
  if (base == "count") return fmt::format("(count(*){})", f);
  if (base == "arg_max" || base == "arg_min") return winner(base, expr, 0, f);
  if (base == "percentile") return percentile(expr, 1);
  if (base == "make_list") return gathered(expr, f, false, meaning.predicate);
  if (base == "make_list_with_nulls") return gathered(expr, f, true, meaning.predicate);
  return simple_aggregate(base, expr, f);
}

std::string Translator::simple_aggregate(std::string_view base, const kql::Expr& expr,
                                         const std::string& f) {
  const ScalarType of = type(expr.args[0]);
  const std::string x = expression(expr.args[0]);
  if (base == "dcount") return fmt::format("(count(distinct {}){})", x, f);
  if (base == "sum") return sum(of, x, f);
  if (base == "avg") return average(of, x, f);
  if (base == "min" || base == "max") return extreme(base, of, x, f);
  if (base == "stdev" || base == "stdevp") return spread(base, x, f);
  if (base == "variance" || base == "variancep") {
    return fmt::format("round({}, 10)", spread(base, x, f));
  }
  if (base == "take_any") {
    if (of == ScalarType::String)
      return fmt::format("coalesce(any_value(nullif({}, '')){}, '')", x, f);
    return fmt::format("any_value({}){}", x, f);
  }
  if (base == "make_set") return set(expr, f);
  if (base == "make_bag") {
    return fmt::format("k_merge_bags('[' || coalesce(string_agg({}, ','){}, '') || ']')", x, f);
  }
  if (base == "binary_all_and") return fmt::format("bit_and({}){}", x, f);
  if (base == "binary_all_or") return fmt::format("bit_or({}){}", x, f);
  if (base == "binary_all_xor") return fmt::format("bit_xor({}){}", x, f);
  return refuse(fmt::format("the embedded engine does not have the aggregate {}()", base));
}

std::string Translator::set(const kql::Expr& expr, const std::string& f) {
  const Meaning meaning = meaning_of(kql::function(expr.function).name);
  const std::size_t limit = meaning.predicate < 0 ? 1 : 2;
  kql::Expr list = expr;
  list.args.resize(1);
  const std::string all = gathered(list, f, false, -1);
  if (limit >= expr.args.size()) return fmt::format("k_set({})", all);
  return fmt::format("k_set_at_most({}, ({})::bigint)", all, expression(expr.args[limit]));
}

}  // namespace adxc::engine
