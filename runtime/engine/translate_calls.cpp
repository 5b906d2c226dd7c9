// Calls of scalar functions. The `sql` member of a function's row in schemas/functions/kql says how
// SQL does it:
//   {0}         the first argument; {0:real} the same converted to a Kusto type
//   {0|x}       the first argument, or x when it was left out
//   {1*}        the arguments from the second on, with commas; {1*:string} each converted
//   {0.type}    the Kusto type of the first argument; {type} that of the result
//   {now}       the time at which the query began, in ticks
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "compiler/kql/functions.h"
#include "runtime/engine/json_value.h"
#include "runtime/engine/translator.h"

namespace adxc::engine {

namespace {

/// Templates in the order of FunctionIds.
constexpr std::string_view kSql[] = {
#include "kql_sql.inc"
};

/// A placeholder taken apart.
struct Placeholder {
  std::size_t argument = 0;
  bool all_from = false;    // {1*}
  bool type_name = false;   // {0.type}
  std::string_view as;      // {0:string}
  std::string_view absent;  // {0|x}
  bool has_absent = false;
};

Placeholder read_placeholder(std::string_view text) {
  Placeholder made;
  const auto number = std::from_chars(text.data(), text.data() + text.size(), made.argument);
  text.remove_prefix(static_cast<std::size_t>(number.ptr - text.data()));
  if (text.starts_with('*')) {
    made.all_from = true;
    text.remove_prefix(1);
  }
  if (const std::size_t bar = text.find('|'); bar != text.npos) {
    made.has_absent = true;
    made.absent = text.substr(bar + 1);
    text = text.substr(0, bar);
  }
  made.type_name = text == ".type";
  if (text.starts_with(':')) made.as = text.substr(1);
  return made;
}

/// The names of the capture groups of a regular expression, "" for those without.
std::vector<std::string> groups_of(std::string_view pattern) {
  std::vector<std::string> groups;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (in_class) {
      in_class = pattern[i] != ']';
    } else if (pattern[i] == '[') {
      in_class = true;
    } else if (pattern[i] == '(') {
      const std::string_view rest = pattern.substr(i + 1);
      const std::size_t name = rest.starts_with("?P<") ? 3 : rest.starts_with("?<") ? 2 : 0;
      if (name == 0 && rest.starts_with('?')) continue;
      groups.emplace_back(name == 0 ? "" : rest.substr(name, rest.find('>') - name));
    }
  }
  return groups;
}

/// The numbers of the groups that a JSON array lists by number or name; none when one is unknown.
std::vector<std::size_t> wanted_groups(std::string_view pattern, std::string_view array) {
  const std::vector<std::string> names = groups_of(pattern);
  std::vector<std::size_t> wanted;
  for (const Json& item : parse_json(array)) {
    std::size_t number = 0;
    if (item.is_number_unsigned()) number = item.get<std::size_t>();
    if (item.is_string()) {
      const auto found = std::ranges::find(names, item.get_ref<const std::string&>());
      if (found != names.end()) number = static_cast<std::size_t>(found - names.begin()) + 1;
    }
    if (number == 0 || number > names.size()) return {};
    wanted.push_back(number);
  }
  return wanted;
}

/// One list as a JSON array, several of the same length as an array of arrays; null when empty.
std::string arrays(const std::vector<std::string>& lists) {
  std::string items = lists[0];
  if (lists.size() > 1) {
    std::string all, parts;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      all += (i ? ", " : "") + lists[i];
      parts += fmt::format("{}coalesce(z[{}], '')", i ? ", " : "", i + 1);
    }
    items = fmt::format("list_transform(list_zip({}), lambda z: [{}])", all, parts);
  }
  return fmt::format("case when len({}) > 0 then to_json({})::varchar end", lists[0], items);
}

}  // namespace

std::string Translator::converted(kql::ExprId id, ScalarType to) {
  const ScalarType from = type(id);
  std::string value = expression(id);
  if (from == to) return value;
  if (to == ScalarType::Dynamic) return fmt::format("k_json_{}({})", name(from), value);
  const bool by_cast =
      is_numeric(from) && from != ScalarType::Decimal &&
      (to == ScalarType::Real || (from == ScalarType::Int && to == ScalarType::Long));
  if (by_cast) return fmt::format("({})::{}", value, stored_type(to));
  return fmt::format("k_to{}_{}({})", name(to), name(from), value);
}

std::string Translator::placeholder(std::string_view text, const kql::Expr& expr) {
  if (text == "now") return fmt::format("({})::bigint", options_.now_ticks);
  if (text == "type") return std::string(name(expr.type));
  const Placeholder wanted = read_placeholder(text);
  if (wanted.argument >= expr.args.size()) {
    if (wanted.has_absent) return std::string(wanted.absent);
    return wanted.all_from ? "" : refuse("a function was called with too few arguments");
  }
  const kql::ExprId first = expr.args[wanted.argument];
  if (wanted.type_name) return std::string(name(type(first)));
  const auto to = scalar_type(wanted.as);
  std::string all;
  const std::size_t end = wanted.all_from ? expr.args.size() : wanted.argument + 1;
  for (std::size_t i = wanted.argument; i < end; ++i) {
    if (i > wanted.argument) all += ", ";
    all += to ? converted(expr.args[i], *to) : expression(expr.args[i]);
  }
  return all;
}

std::string Translator::fill(std::string_view pattern, const kql::Expr& expr) {
  std::string sql;
  while (true) {
    const std::size_t open = pattern.find('{');
    sql += pattern.substr(0, open);
    if (open == pattern.npos) return sql;
    const std::size_t close = std::min(pattern.find('}', open), pattern.size() - 1);
    sql += placeholder(pattern.substr(open + 1, close - open - 1), expr);
    pattern.remove_prefix(close + 1);
  }
}

/// `case(a, x, b, y, z)`, and iff() with three arguments.
std::string Translator::choice(const kql::Expr& expr) {
  std::string sql = "case";
  for (std::size_t i = 0; i + 2 < expr.args.size(); i += 2) {
    sql += fmt::format(" when {} then {}", expression(expr.args[i]), expression(expr.args[i + 1]));
  }
  return sql + fmt::format(" else {} end", expression(expr.args.back()));
}

/// The first that is not null; of strings the first that is not empty.
std::string Translator::first_of(const kql::Expr& expr) {
  if (expr.type != ScalarType::String) return fmt::format("coalesce({})", arguments(expr, 0));
  std::string sql;
  for (const kql::ExprId id : expr.args) sql += fmt::format("nullif({}, ''), ", expression(id));
  return fmt::format("coalesce({}'')", sql);
}

/// `([days,] hours, minutes [, seconds])`
std::string Translator::make_timespan(const kql::Expr& expr) {
  if (expr.args.size() == 1) return converted(expr.args[0], ScalarType::TimeSpan);
  const bool days = expr.args.size() == 4;
  return fill(days ? "k_make_timespan({0}, {1}, {2}, {3})" : "k_make_timespan(0, {0}, {1}, {2|0})",
              expr);
}

/// Occurrences of a text, or matches of an expression when the third argument says so.
std::string Translator::count_of(const kql::Expr& expr) {
  const kql::Value* kind = expr.args.size() > 2 ? literal(expr.args[2]) : nullptr;
  const auto* word = kind ? std::get_if<std::string>(kind) : nullptr;
  if (expr.args.size() > 2 && !word) return refuse("countof() wants its kind as a literal");
  if (!word || *word == "normal") return fill("k_countof({0}, {1})", expr);
  return fill("len(regexp_extract_all({0}, {1}))", expr);
}

/// An array of the matches, or of arrays when several groups are wanted; null without a match.
std::string Translator::extract_all(const kql::Expr& expr) {
  const kql::Value* value = literal(expr.args[0]);
  const auto* pattern = value ? std::get_if<std::string>(value) : nullptr;
  if (!pattern) return refuse("extract_all() wants its expression as a literal");
  std::vector<std::size_t> groups;
  if (expr.args.size() == 2) {
    const std::size_t all = groups_of(*pattern).size();
    for (std::size_t i = 1; i <= all; ++i) groups.push_back(i);
    if (all == 0) groups.push_back(0);
  } else {
    const kql::Value* wanted = literal(expr.args[1]);
    const auto* array = wanted ? std::get_if<std::string>(wanted) : nullptr;
    if (array) groups = wanted_groups(*pattern, *array);
    if (groups.empty()) return refuse("extract_all() wants its groups as a literal array");
  }
  std::vector<std::string> matches;
  for (const std::size_t group : groups) {
    matches.push_back(fmt::format("regexp_extract_all({}, {}, {})", expression(expr.args.back()),
                                  expression(expr.args[0]), group));
  }
  return arrays(matches);
}

/// One array and, if asked, whether its nulls go last. Several arrays give several columns, which a
/// call in SQL cannot.
std::string Translator::array_sort(const kql::Expr& expr) {
  const bool nulls_last = expr.args.size() == 2 && type(expr.args[1]) == ScalarType::Bool;
  if (expr.args.size() > 1 && !nulls_last) {
    return refuse("the embedded engine sorts one array at a time");
  }
  return fill(kSql[expr.function], expr);
}

/// The service refuses formats with letters that mean nothing to it.
std::string Translator::formatted(const kql::Expr& expr, std::string_view function) {
  const kql::Value* value = literal(expr.args[1]);
  const auto* format = value ? std::get_if<std::string>(value) : nullptr;
  const std::string_view known =
      function == "format_datetime" ? "dfFhHmMsty/-:,._[] " : "dfFhHms/-:,._[] ";
  const std::size_t bad = format ? format->find_first_not_of(known) : std::string::npos;
  if (bad != std::string::npos) {
    return refuse(fmt::format("the format `{}` holds what {}() does not know", *format, function));
  }
  return fill(kSql[expr.function], expr);
}

std::string Translator::call(const kql::Expr& expr) {
  const kql::Function& function = kql::function(expr.function);
  if (function.name == "case" || function.name == "iff" || function.name == "iif") {
    return choice(expr);
  }
  if (function.name == "coalesce") return first_of(expr);
  if (function.name == "make_timespan") return make_timespan(expr);
  if (function.name.starts_with("row_") || function.name == "prev" || function.name == "next") {
    return window(expr, function.name);
  }
  if (function.name == "countof") return count_of(expr);
  if (function.name == "extract_all") return extract_all(expr);
  if (function.name.starts_with("array_sort_")) return array_sort(expr);
  if (function.name == "format_datetime" || function.name == "format_timespan")
    return formatted(expr, function.name);
  if (kSql[expr.function].empty()) {
    return refuse(
        fmt::format("the embedded engine does not have the function {}()", function.name));
  }
  const std::string sql = fill(kSql[expr.function], expr);
  return stored(sql, expr.type);
}

}  // namespace adxc::engine
