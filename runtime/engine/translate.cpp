// Relations: one common table expression each.
#include "runtime/engine/translate.h"

#include <fmt/format.h>

#include "runtime/engine/translator.h"

namespace adxc::engine {

namespace {

/// Longer SQL is refused: shared expressions are written out at every use.
constexpr std::size_t kMaxSqlBytes = std::size_t{16} << 20;

/// Joins what `make` gives for 0 to count - 1 with ", ".
template <typename Make>
std::string listed(std::size_t count, const Make& make) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ", ";
    text += make(i);
  }
  return text;
}

}  // namespace

std::string relation_name(kql::RelationId id) {
  return fmt::format("r{}", id.value);
}

std::string Translator::refuse(std::string message) {
  if (!trouble_) trouble_ = semantic_error(std::move(message)).value();
  return "null";
}

Answer<std::string> Translator::select(kql::RelationId result) {
  const std::string name = relation(result);
  std::string sql;
  for (const TableExpression& table : tables_) {
    // What has several users is worked out once; that also keeps a random choice the same.
    const bool shared = users_[table.id.value] > 1;
    sql += fmt::format("{}{} as {}materialized ({})", sql.empty() ? "with " : ",\n",
                       relation_name(table.id), shared ? "" : "not ", table.select);
    if (sql.size() > kMaxSqlBytes) return semantic_error("the query is too large");
  }
  if (trouble_) return tl::make_unexpected(*trouble_);
  const kql::RowSchema& columns = bound_[result].columns;
  // Whatever SQL makes of the types, what is read from the rows are the stored types.
  return fmt::format("{}\nselect {} from {}", sql,
                     listed(columns.size(),
                            [&](std::size_t i) {
                              return fmt::format("c{}::{}", i, stored_type(columns[i].type));
                            }),
                     name);
}

std::string Translator::relation(kql::RelationId id) {
  if (const auto made = users_.find(id.value); made != users_.end()) {
    ++made->second;
    return relation_name(id);
  }
  const std::string outer_scope = std::move(scope_);
  const std::vector<std::string> outer_stages = std::move(stages_);
  const kql::RelationId outer_input = input_;
  scope_.clear();
  stages_.clear();
  const kql::Relation& made = bound_[id];
  std::string select = std::visit([&](const auto& op) { return from(op, made); }, made.op);
  scope_ = outer_scope;
  stages_ = outer_stages;
  input_ = outer_input;
  tables_.push_back({id, std::move(select)});
  users_[id.value] = 1;
  return relation_name(id);
}

std::string Translator::enter(kql::RelationId input) {
  std::string name = relation(input);
  scope_ = name + ".";
  input_ = input;
  return name;
}

std::string Translator::from(const kql::Scan& scan, const kql::Relation& relation) {
  const std::string& name = scan.database.empty() ? options_.database : scan.database;
  const Database* database = catalog_.database(name);
  const Table* table = database ? database->table(scan.table) : nullptr;
  if (!table) return refuse(fmt::format("the table '{}' is not there", scan.table));
  return fmt::format("select {} from {}",
                     listed(relation.columns.size(), [](auto i) { return fmt::format("c{}", i); }),
                     table->stored());
}

std::string Translator::from(const kql::Rows& rows, const kql::Relation& relation) {
  const kql::RowSchema& columns = relation.columns;
  const std::string names =
      listed(columns.size(), [](std::size_t i) { return fmt::format("c{}", i); });
  if (rows.cells.empty()) {
    return fmt::format("select * from (select {}) v({}) where false",
                       listed(columns.size(), [&](auto i) { return sql_null(columns[i].type); }),
                       names);
  }
  const std::string values = listed(rows.cells.size() / columns.size(), [&](std::size_t row) {
    return "(" +
           listed(columns.size(),
                  [&](std::size_t i) {
                    return sql_literal(rows.cells[row * columns.size() + i], columns[i].type);
                  }) +
           ")";
  });
  return fmt::format("select * from (values {}) v({})", values, names);
}

std::string Translator::from(const kql::Print& print, const kql::Relation&) {
  scope_.clear();
  return "select " + listed(print.values.size(), [&](std::size_t i) {
           return fmt::format("{} as c{}", expression(print.values[i]), i);
         });
}

std::string Translator::from(const kql::NumberRange& range, const kql::Relation& relation) {
  scope_.clear();
  const ScalarType type = relation.columns[0].type;
  const std::string first = expression(range.from);
  const std::string last = expression(range.to);
  const std::string step = expression(range.step);
  if (type != ScalarType::Real) {
    return fmt::format(
        "select unnest(generate_series({}::bigint, {}::bigint, {}::bigint))::{} as c0", first, last,
        step, stored_type(type));
  }
  // Counting whole steps does not gather the error of many additions.
  return fmt::format(
      "select {0} + {2} * s.i as c0 from (select "
      "unnest(generate_series(0, floor(({1} - {0}) / {2})::bigint)) as i) s",
      first, last, step);
}

std::string Translator::from(const kql::Filter& filter, const kql::Relation&) {
  const std::string input = enter(filter.input);
  const std::string condition = expression(filter.condition);
  if (stages_.empty()) return fmt::format("select * from {} where {}", input, condition);
  const std::size_t columns = bound_[filter.input].columns.size();
  return fmt::format("select {} from {} where {}",
                     listed(columns, [](std::size_t i) { return fmt::format("c{}", i); }),
                     with_stages(input), condition) +
         fmt::format(" order by {}w0", scope_);
}

std::string Translator::from(const kql::Project& project, const kql::Relation&) {
  const std::string input = enter(project.input);
  const std::string values = listed(project.values.size(), [&](std::size_t i) {
    return fmt::format("{} as c{}", expression(project.values[i]), i);
  });
  if (stages_.empty()) return fmt::format("select {} from {}", values, input);
  return fmt::format("select {} from {} order by {}w0", values, with_stages(input), scope_);
}

std::string Translator::from(const kql::Take& take, const kql::Relation&) {
  const std::string input = enter(take.input);
  return fmt::format("select * from {} limit {}", input, expression(take.count));
}

std::string Translator::from(const kql::Distinct& distinct, const kql::Relation&) {
  return fmt::format("select distinct * from {} order by all", enter(distinct.input));
}

std::string Translator::order_by(const std::vector<kql::Order>& orders) {
  return "order by " + listed(orders.size(), [&](std::size_t i) {
           const kql::Order& order = orders[i];
           return fmt::format("{} {} nulls {}", expression(order.key),
                              order.descending ? "desc" : "asc",
                              order.nulls_first ? "first" : "last");
         });
}

std::string Translator::from(const kql::Sort& sort, const kql::Relation&) {
  const std::string input = enter(sort.input);
  return fmt::format("select * from {} {}", input, order_by(sort.orders));
}

std::string Translator::from(const kql::Top& top, const kql::Relation&) {
  const std::string input = enter(top.input);
  const std::string order = order_by(top.orders);
  return fmt::format("select * from {} {} limit {}", input, order, expression(top.count));
}

std::string Translator::from(const kql::Summarize& summarize, const kql::Relation&) {
  const std::string input = enter(summarize.input);
  const std::size_t keys = summarize.keys.size();
  const std::string columns = listed(keys + summarize.values.size(), [&](std::size_t i) {
    const auto id = i < keys ? summarize.keys[i] : summarize.values[i - keys];
    return fmt::format("{} as c{}", expression(id), i);
  });
  if (keys == 0) return fmt::format("select {} from {}", columns, input);
  // The order of groups means nothing, but the same query should give the same rows twice.
  const std::string positions = listed(keys, [](std::size_t i) { return fmt::to_string(i + 1); });
  return fmt::format("select {0} from {1} group by {2} order by {2}", columns, input, positions);
}

std::string Translator::from(const kql::Count& count, const kql::Relation&) {
  return "select count(*) as c0 from " + enter(count.input);
}

std::string Translator::from(const kql::Serialize& serialize, const kql::Relation&) {
  return "select * from " + enter(serialize.input);
}

std::string Translator::branch(const kql::Union::Branch& branch, bool with_source,
                               const kql::Relation& relation) {
  const std::string input = enter(branch.input);
  const std::string values = listed(branch.columns.size(), [&](std::size_t i) {
    const std::uint32_t index = branch.columns[i];
    const std::string value = i == 0 && with_source        ? sql_string(branch.source)
                              : index == kql::Union::kNone ? sql_null(relation.columns[i].type)
                                                           : column(index);
    return fmt::format("{} as c{}", value, i);
  });
  return fmt::format("select {} from {}", values, input);
}

std::string Translator::from(const kql::Union& all, const kql::Relation& relation) {
  std::string sql;
  for (const kql::Union::Branch& one : all.branches) {
    if (!sql.empty()) sql += " union all ";
    sql += branch(one, all.with_source, relation);
  }
  return sql;
}

Answer<std::string> translate(const kql::Bound& bound, kql::RelationId result,
                              const Catalog& catalog, const TranslateOptions& options) {
  Translator translator(bound, catalog, options);
  return translator.select(result);
}

}  // namespace adxc::engine
