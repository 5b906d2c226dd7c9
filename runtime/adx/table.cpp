#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/adx/client.h"
#include "runtime/adx/error_body.h"

namespace adxc::adx {
namespace {

using Json = nlohmann::json;

tl::unexpected<Error> broken(std::string_view what) {
  return fail(ErrorKind::Unavailable, fmt::format("the answer cannot be read: {}", what));
}

/// Errors of a v1 answer stand in its rows, as an object, and beside its tables.
Result<void> no_exceptions(const Json& json) {
  if (!json.is_object()) return {};
  if (json.contains("error")) return tl::make_unexpected(error_of(json, 200));
  const auto exceptions = json.find("Exceptions");
  if (exceptions == json.end() || !exceptions->is_array() || exceptions->empty()) return {};
  const Json& first = exceptions->front();
  return tl::make_unexpected(first.is_string() ? error_of_text(first.get<std::string>())
                                               : error_of(first, 200));
}

Result<void> read_rows(const Json& json, Table& table) {
  for (const Json& row : json) {
    ADXC_TRY(no_exceptions(row));
    ADXC_TRY(add_row(table.rows, table.schema, row.dump()));
  }
  return {};
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].name == name) return i;
  }
  return std::nullopt;
}

std::string_view Table::text(std::size_t row, std::string_view name) const {
  const auto index = column(name);
  return index ? rows.at(row, *index).text : std::string_view();
}

Result<Table> read_v1(std::string_view body) {
  const auto json = parse_small(body);
  if (!json || !json->is_object()) return broken(shortened(body));
  ADXC_TRY(no_exceptions(*json));
  const auto tables = json->find("Tables");
  if (tables == json->end() || !tables->is_array() || tables->empty()) return broken("no table");
  const Json& first = tables->front();
  if (!first.is_object() || !first.contains("Columns") || !first.contains("Rows") ||
      !first["Rows"].is_array())
    return broken("a table without columns or rows");
  Table table;
  ADXC_LET(schema, schema_of(first["Columns"]));
  table.schema = std::move(schema);
  table.rows.clear(table.schema.size());
  ADXC_TRY(read_rows(first["Rows"], table));
  return table;
}

}  // namespace adxc::adx
