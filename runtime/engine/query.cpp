#include "runtime/engine/query.h"

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/kql/bind.h"
#include "compiler/kql/parser.h"
#include "compiler/text/fragment.h"
#include "runtime/engine/moments.h"
#include "runtime/engine/store.h"
#include "runtime/engine/translate.h"

namespace adxc::engine {

namespace {

/// The catalog as the binder asks for it.
class Tables : public kql::Catalog {
 public:
  Tables(const engine::Catalog& catalog, const std::string& database)
      : catalog_(catalog), database_(database) {}

  std::optional<kql::RowSchema> table(std::string_view database,
                                      std::string_view name) const override {
    const Database* found = catalog_.database(database.empty() ? database_ : database);
    const Table* table = found ? found->table(name) : nullptr;
    if (!table) return std::nullopt;
    kql::RowSchema columns;
    for (const rows::Column& column : table->columns) columns.push_back({column.name, column.type});
    return columns;
  }

  std::vector<std::string> tables() const override {
    std::vector<std::string> names;
    if (const Database* found = catalog_.database(database_)) {
      for (const auto& [name, table] : found->tables) names.push_back(name);
    }
    return names;
  }

 private:
  const engine::Catalog& catalog_;
  std::string_view database_;
};

/// `datetime(…)` or the text of one; nothing means the clock.
Answer<std::int64_t> now_of(const Options& options) {
  std::string_view text = options.query_now;
  if (text.empty()) return now_ticks();
  if (text.starts_with("datetime(") && text.ends_with(")")) text = text.substr(9, text.size() - 10);
  if (const auto ticks = read_datetime(text)) return *ticks;
  return semantic_error(fmt::format("query_now is `{}`, a datetime is wanted", options.query_now));
}

Answer<kql::Bound> bind_query(const kql::Tree& tree, std::string_view kql,
                              const engine::Catalog& catalog, const std::string& database,
                              const Options& options) {
  if (!tree.errors.empty()) {
    return syntax_error(kql, tree.errors[0].range.begin, tree.errors[0].message);
  }
  const Tables tables(catalog, database);
  const auto fragment =
      text::Fragment::verbatim(kql, {{}, 0, static_cast<std::uint32_t>(kql.size())});
  diag::Sink sink;
  kql::Bound bound = kql::bind(tree, {&tables, true, options.parameters}, {fragment, "", sink});
  for (const diag::Diagnostic& found : sink.all()) {
    if (found.rule.severity == diag::Severity::Error) return semantic_error(found.message);
  }
  if (!bound.complete) return semantic_error("the embedded engine cannot answer the query");
  return bound;
}

}  // namespace

Answer<Query> prepare_query(std::string_view kql, const Catalog& catalog,
                            const std::string& database, const Options& options) {
  const kql::Tree tree = kql::parse(kql);
  auto bound = bind_query(tree, kql, catalog, database, options);
  if (!bound) return tl::make_unexpected(bound.error());
  auto now = now_of(options);
  if (!now) return tl::make_unexpected(now.error());
  Query query{std::move(*bound), {}};
  for (const kql::RelationId result : query.bound.results) {
    auto sql = translate(query.bound, result, catalog, {database, *now});
    if (!sql) return tl::make_unexpected(sql.error());
    query.selects.push_back(std::move(*sql));
  }
  return query;
}

}  // namespace adxc::engine
