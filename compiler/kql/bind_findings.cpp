// What the binder has to say, each kind beside its only emission.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/kql/binder.h"

namespace adxc::kql {
namespace {

using diag::Severity;

constexpr diag::Kind<std::string_view> kSyntax{{"kql-syntax", Severity::Error}, "{}"};
constexpr diag::Kind<std::string_view> kUnknownFunction{{"kql-unknown-function", Severity::Error},
                                                        "{}"};
constexpr diag::Kind<std::string_view, std::string_view> kUnknownColumn{
    {"kql-unknown-column", Severity::Error}, "there is no column `{}`{}"};
constexpr diag::Kind<std::string_view, std::string_view> kGuessedColumn{
    {"kql-unknown-column", Severity::Warning}, "there is no column `{}`{}"};
constexpr diag::Kind<std::string_view, std::string_view> kUnknownTable{
    {"kql-unknown-table", Severity::Error}, "there is no table `{}`{}"};
constexpr diag::Kind<std::string_view> kType{{"kql-type", Severity::Error}, "{}"};
constexpr diag::Kind<std::string_view> kDoubtful{{"kql-type", Severity::Warning}, "{}"};
constexpr diag::Kind<std::string_view, std::size_t, std::string_view, std::string_view> kCount{
    {"kql-argument-count", Severity::Error}, "`{}` has {} {}; expected {}"};
constexpr diag::Kind<std::string_view, std::string_view> kUnsupported{
    {"kql-unsupported", Severity::Error}, "{} `{}` is not supported by the engine yet"};

/// "; expected `a` or `b`", or nothing when there is nothing to expect.
std::string hint(std::string_view name, const std::vector<std::string_view>& candidates) {
  if (candidates.empty()) return "";
  return "; expected " + one_of(name, candidates, 8);
}

/// `tointtobool`: two functions with a parenthesis missing between them; "" when it is no such
/// name.
std::string joined_functions(std::string_view name) {
  const auto is_function = [](std::string_view part) {
    return find_function(part, FunctionKind::Scalar) ||
           find_function(part, FunctionKind::Aggregate) || scalar_type(part) ||
           part == "toscalar" || part == "print";
  };
  for (std::size_t at = 3; at + 3 <= name.size(); ++at) {
    const std::string_view first = name.substr(0, at);
    const std::string_view second = name.substr(at);
    if (is_function(first) && is_function(second)) return fmt::format("{}({}", first, second);
  }
  return "";
}

}  // namespace

void report_syntax(const Tree& tree, const Reporting& reporting) {
  for (const SyntaxError& error : tree.errors) {
    const auto span = reporting.fragment.span(error.range.begin, error.range.end);
    reporting.sink.report(kSyntax, {span, reporting.pointer}, error.message);
  }
}

/// Such a node may be something else than was meant.
bool Binder::has_syntax_error(NodeId node) const {
  const Range range = tree_[node].range;
  return std::any_of(tree_.errors.begin(), tree_.errors.end(), [&](const SyntaxError& error) {
    return error.range.begin >= range.begin && error.range.begin <= range.end;
  });
}

diag::Place Binder::place(Range range) const {
  return {reporting_.fragment.span(range.begin, range.end), reporting_.pointer};
}

void Binder::no_function(NodeId call, const std::string& what) {
  complete_ = false;
  reporting_.sink.report(kUnknownFunction, place(tree_[tree_.child(call, 0)].range), what);
}

void Binder::unknown_function(NodeId call, std::string_view name, FunctionKind kind) {
  complete_ = false;
  std::vector<std::string_view> names;
  for (std::size_t id = 0; id < function_count(); ++id) {
    const auto& row = function(static_cast<FunctionId>(id));
    if (row.kind == FunctionKind::Scalar || kind == FunctionKind::Aggregate) {
      names.push_back(row.name);
    }
  }
  static constexpr auto kSpecial = std::to_array<std::string_view>(
      {"datatable", "dynamic", "externaldata", "materialize", "toscalar", "totable", "typeof"});
  names.insert(names.end(), kSpecial.begin(), kSpecial.end());
  const std::string joined = joined_functions(name);
  const std::string_view nearest = joined.empty() ? nearest_name(name, names) : joined;
  // Without a catalog the name may be a function stored in the database.
  if (nearest.empty() && !knows_tables()) return;
  const std::string meant = nearest.empty() ? "" : fmt::format("; did you mean `{}`", nearest);
  no_function(call, fmt::format("there is no function `{}`{}", name, meant));
}

void Binder::unknown_plugin(NodeId call, std::string_view name) {
  const auto names = plugins();
  const std::string_view nearest = nearest_name(name, names);
  const std::string meant = nearest.empty() ? "" : fmt::format("; did you mean `{}`", nearest);
  no_function(call, fmt::format("there is no plugin `{}`{}", name, meant));
}

void Binder::misplaced_aggregate(NodeId call, std::string_view name) {
  no_function(call, fmt::format("`{}` is an aggregate; it stands in summarize, outside of other "
                                "aggregates",
                                name));
}

void Binder::unknown_name(NodeId node, std::string_view name) {
  complete_ = false;
  const std::string known = hint(name, visible_names());
  // In a part of a query over tables nobody knows, a name may be declared by what is left out.
  reporting_.sink.report(is_guess() ? kGuessedColumn : kUnknownColumn, place(tree_[node].range),
                         name, known);
}

void Binder::unknown_table(NodeId node, std::string_view name) {
  complete_ = false;
  const std::vector<std::string> tables = options_.catalog->tables();
  const std::string known = hint(name, {tables.begin(), tables.end()});
  reporting_.sink.report(kUnknownTable, place(tree_[node].range), name, known);
}

void Binder::wrong_type(NodeId node, const std::string& what) {
  wrong_type_at(tree_[node].range, what);
}

/// What the service's own parser lets pass.
void Binder::doubtful(NodeId node, const std::string& what) {
  if (options_.for_engine) return wrong_type(node, what);
  complete_ = false;
  reporting_.sink.report(kDoubtful, place(tree_[node].range), what);
}

void Binder::wrong_type_at(Range range, const std::string& what) {
  complete_ = false;
  reporting_.sink.report(kType, place(range), what);
}

void Binder::wrong_count(NodeId call, std::string_view name, std::size_t given,
                         std::string_view wanted) {
  complete_ = false;
  if (tree_[call].damaged) return;
  const NodeId called = tree_[call].kind == NodeKind::Call ? tree_.child(call, 0) : call;
  reporting_.sink.report(kCount, place(tree_[called].range), name, given,
                         given == 1 ? "argument" : "arguments", wanted);
}

void Binder::unsupported(Range range, std::string_view what, std::string_view name) {
  complete_ = false;
  if (options_.for_engine) reporting_.sink.report(kUnsupported, place(range), what, name);
}

}  // namespace adxc::kql
