#include "compiler/kql/bind.h"

#include <utility>

#include "compiler/kql/advice.h"
#include "compiler/kql/binder.h"
#include "compiler/kql/command.h"
#include "compiler/kql/parser.h"
#include "compiler/kql/values.h"

namespace adxc::kql {
namespace {

/// Functions put in place of their calls may not make a query larger than this.
constexpr std::size_t kMostNodes = 200'000;

}  // namespace

Bound bind(const Tree& tree, const BindOptions& options, const Reporting& reporting) {
  return Binder(tree, options, reporting).run();
}

std::optional<RowSchema> check(const Catalog* catalog, const Reporting& reporting,
                               bool may_be_part) {
  const std::string_view text = reporting.fragment.text();
  if (is_command(text)) {
    const CommandParts parts = split_command(text);
    if (parts.kind != CommandTail::Input) return std::nullopt;
    const text::Fragment query = reporting.fragment.part(parts.tail.begin, parts.tail.end);
    return check(catalog, {query, reporting.pointer, reporting.sink}, may_be_part);
  }
  const Tree tree = parse(text);
  report_syntax(tree, reporting);
  BindOptions options;
  options.catalog = catalog;
  options.may_be_part = may_be_part;
  options.only_schema = true;
  if (tree.errors.empty()) {
    const std::size_t errors = reporting.sink.errors();
    Bound bound = bind(tree, options, reporting);
    if (reporting.sink.errors() == errors) advise(tree, reporting);
    return std::move(bound.schema);
  }
  // What stands before the first mistake of syntax is judged; what follows may be its consequence.
  diag::Sink sink;
  bind(tree, options, {reporting.fragment, reporting.pointer, sink});
  const std::uint32_t first = tree.errors[0].range.begin;
  const std::uint32_t limit = reporting.fragment.span(first, first).begin;
  for (diag::Diagnostic& one : sink.take()) {
    if (one.place.span.end <= limit) reporting.sink.add(std::move(one));
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> result_names(std::string_view query) {
  const Tree tree = parse(query);
  if (!tree.errors.empty()) return std::nullopt;
  std::optional<std::vector<std::string>> names;
  BindOptions options;
  options.only_schema = true;
  options.names = &names;
  text::SourceMap sources;
  diag::Sink sink;
  const text::SourceFile& file = sources.add("query", tree.text);
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(tree.text.size())};
  bind(tree, options, {text::Fragment::verbatim(file.text, all), "", sink});
  return sink.has_errors() ? std::nullopt : names;
}

Bound Binder::run() {
  statements(tree_.root, true);
  out_.complete = complete_ && !tree_.opaque && tree_.errors.empty();
  return std::move(out_);
}

bool Binder::grown_too_large(NodeId node) {
  if (out_.exprs.size() + out_.relations.size() < kMostNodes) return false;
  if (!std::exchange(too_large_, true)) {
    wrong_type(node, "this query grows too large when its functions are put in place");
  }
  return true;
}

ExprId Binder::add(Expr expr) {
  out_.exprs.push_back(std::move(expr));
  return {static_cast<std::uint32_t>(out_.exprs.size() - 1)};
}

/// Stands for what was reported, or for what is not known when nobody knows the tables.
ExprId Binder::broken(NodeId node) {
  complete_ = false;
  Expr made;
  made.range = tree_[node].range;
  return add(std::move(made));
}

ExprId Binder::literal(NodeId node, ScalarType type, Value value) {
  Expr made;
  made.kind = ExprKind::Literal;
  made.type = type;
  made.value = std::move(value);
  made.range = tree_[node].range;
  return add(std::move(made));
}

ExprId Binder::convert(ExprId id, ScalarType to) {
  if (!known(id) || type(id) == to) return id;
  if (out_[id].kind == ExprKind::Literal && type(id) != ScalarType::Dynamic) {
    Expr folded = out_[id];
    folded.value = converted(folded.value, folded.type, to);
    folded.type = to;
    return add(std::move(folded));
  }
  Expr made;
  made.kind = ExprKind::Convert;
  made.type = to;
  made.args = {id};
  made.range = out_[id].range;
  return add(std::move(made));
}

ExprId Binder::column(const Table& table, std::size_t index, NodeId node) {
  if (!table.columns[index].known) return broken(node);
  Expr made;
  made.kind = ExprKind::Column;
  made.type = table.columns[index].type;
  made.index = static_cast<std::uint32_t>(index);
  made.range = tree_[node].range;
  return add(std::move(made));
}

const Value* Binder::constant(ExprId id) const {
  const Expr& expr = out_[id];
  return expr.kind == ExprKind::Literal ? &expr.value : nullptr;
}

RelationId Binder::relation(Operator op, const std::vector<BoundColumn>& columns, NodeId node) {
  Relation made;
  made.op = std::move(op);
  made.range = tree_[node].range;
  if (!options_.only_schema) {
    made.columns.reserve(columns.size());
    for (const BoundColumn& column : columns) made.columns.push_back({column.name, column.type});
  }
  out_.relations.push_back(std::move(made));
  return {static_cast<std::uint32_t>(out_.relations.size() - 1)};
}

Binder::Table Binder::table(Operator op, std::vector<BoundColumn> columns, NodeId node, bool open) {
  Table made;
  made.id = relation(std::move(op), columns, node);
  made.columns = std::move(columns);
  for (BoundColumn& column : made.columns) column.value = {};
  made.open = open;
  return made;
}

/// The rows of the input, or some of them, as they are.
Binder::Table Binder::passed(Operator op, const Table& input, NodeId node) {
  Table made;
  made.id = relation(std::move(op), input.columns, node);
  made.open = input.open;
  if (spent_ != &input) {
    made.columns = input.columns;
    return made;
  }
  made.columns = std::move(spent_->columns);
  if (spent_->index.use_count() == 1) made.index = std::move(spent_->index);
  return made;
}

/// A table nobody knows anything about.
Binder::Table Binder::open_table(NodeId node) {
  complete_ = false;
  return table(Rows{}, {}, node, true);
}

}  // namespace adxc::kql
