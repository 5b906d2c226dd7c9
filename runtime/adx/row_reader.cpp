#include "runtime/adx/row_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "runtime/adx/json_cursor.h"
#include "runtime/rows/json_text.h"
#include "runtime/rows/value.h"

namespace adxc::adx {
namespace {

ScalarType type_of_clr(std::string_view name) {
  if (name.starts_with("System.")) name.remove_prefix(7);
  if (name == "SByte" || name == "Boolean") return ScalarType::Bool;
  if (name == "Object") return ScalarType::Dynamic;
  if (name == "SqlDecimal" || name == "Data.SqlTypes.SqlDecimal") return ScalarType::Decimal;
  for (const ScalarType type : kScalarTypes) {
    if (clr_name(type).substr(7) == name) return type;
  }
  return ScalarType::String;
}

std::string member(const nlohmann::json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

tl::unexpected<Error> not_a_row(std::string_view json) {
  return fail(ErrorKind::Unavailable,
              fmt::format("the answer has `{}` where an array with one value a column is wanted",
                          shortened(json)));
}

tl::unexpected<Error> misfit(const rows::Column& column, std::string_view value) {
  return fail(
      ErrorKind::Unavailable,
      fmt::format("the answer has `{}` in column `{}`, which is {}; {} is wanted", shortened(value),
                  column.name, name(column.type), rows::expectation(column.type)));
}

bool is_plain_number(std::string_view text) {
  const bool digits = std::all_of(text.begin() + (text.starts_with('-') ? 1 : 0), text.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.size() <= 9;
}

Result<void> add_text(rows::Batch& batch, const rows::Column& column, std::string_view text) {
  if (column.type == ScalarType::Int || column.type == ScalarType::Long) {
    if (is_plain_number(text) && !text.empty() && text != "-") {
      batch.add(text);
      return {};
    }
  }
  const auto canonical = rows::canonical(column.type, text);
  if (!canonical) return misfit(column, text);
  batch.add(*canonical);
  return {};
}

/// A string of a dynamic column: JSON in a string, or a string that is the value.
void add_dynamic_string(rows::Batch& batch, std::string_view text) {
  const bool nested = text.starts_with('{') || text.starts_with('[');
  if (const auto json = nested ? rows::compact_json(text) : std::nullopt) {
    batch.add(*json);
    return;
  }
  std::string quoted;
  rows::append_json_string(quoted, text);
  batch.add(quoted);
}

Result<void> add_string(rows::Batch& batch, const rows::Column& column, std::string_view text) {
  if (column.type == ScalarType::String) {
    batch.add(text);
    return {};
  }
  if (text.empty()) {
    batch.add_null();
    return {};
  }
  if (column.type != ScalarType::Dynamic) return add_text(batch, column, text);
  add_dynamic_string(batch, text);
  return {};
}

void add_null(rows::Batch& batch, const rows::Column& column) {
  if (column.type == ScalarType::String)
    batch.add("");
  else
    batch.add_null();
}

/// A number, a literal, an object or an array, as it was written.
Result<void> add_raw(rows::Batch& batch, const rows::Column& column, std::string_view raw) {
  const bool nested = raw.starts_with('{') || raw.starts_with('[');
  if (column.type != ScalarType::Dynamic && !nested) return add_text(batch, column, raw);
  const auto json = rows::compact_json(raw);
  if (!json) return misfit(column, raw);
  if (column.type != ScalarType::Dynamic && column.type != ScalarType::String)
    return misfit(column, raw);
  batch.add(*json);
  return {};
}

Result<void> add_cell(rows::Batch& batch, const rows::Column& column, const JsonCursor& cursor,
                      JsonCursor::Kind kind) {
  switch (kind) {
    case JsonCursor::Kind::Null: add_null(batch, column); return {};
    case JsonCursor::Kind::String: return add_string(batch, column, cursor.text());
    default: return add_raw(batch, column, cursor.text());
  }
}

}  // namespace

Result<rows::Schema> schema_of(const nlohmann::json& columns) {
  if (!columns.is_array())
    return fail(ErrorKind::Unavailable, "the answer has a table without columns");
  rows::Schema schema;
  for (const auto& column : columns) {
    if (!column.is_object())
      return fail(ErrorKind::Unavailable, "the answer has a column without a name");
    const auto known = scalar_type(member(column, "ColumnType"));
    schema.push_back(
        {member(column, "ColumnName"), known ? *known : type_of_clr(member(column, "DataType"))});
  }
  return schema;
}

Result<void> add_row(rows::Batch& batch, const rows::Schema& schema, std::string_view json) {
  JsonCursor cursor(json);
  for (const rows::Column& column : schema) {
    const JsonCursor::Kind kind = cursor.next();
    if (kind == JsonCursor::Kind::End || kind == JsonCursor::Kind::Broken) return not_a_row(json);
    ADXC_TRY(add_cell(batch, column, cursor, kind));
  }
  if (cursor.next() != JsonCursor::Kind::End) return not_a_row(json);
  batch.end_row();
  return {};
}

}  // namespace adxc::adx
