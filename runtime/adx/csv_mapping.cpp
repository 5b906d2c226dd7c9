#include "runtime/adx/csv_mapping.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "runtime/adx/error_body.h"

namespace adxc::adx {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxOrdinal = 10'000;

/// The member of that name in any case, or null.
const Json* member(const Json& json, std::string_view name) {
  for (const auto& [key, value] : json.items()) {
    if (equal_fold(key, name) && !value.is_null()) return &value;
  }
  return nullptr;
}

std::string text_of(const Json* json) {
  return json != nullptr && json->is_string() ? json->get<std::string>() : "";
}

/// A whole number or its text.
Result<std::size_t> ordinal_of(const Json& json) {
  const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && value < kMaxOrdinal)
    return value;
  return fail(
      ErrorKind::Data,
      fmt::format("the mapping has `{}` where the ordinal of a field is wanted", shortened(text)));
}

/// Members of an element, and of its `Properties`, which one dialect has.
struct Element {
  const Json& json;
  const Json* find(std::string_view name) const {
    if (const Json* found = member(json, name)) return found;
    const Json* properties = member(json, "Properties");
    return properties != nullptr && properties->is_object() ? member(*properties, name) : nullptr;
  }
};

Result<MappedColumn> read_column(const Json& json) {
  if (!json.is_object())
    return fail(ErrorKind::Data, "the mapping has an element that is no object");
  const Element element{json};
  MappedColumn column;
  const Json* name = element.find("Column");
  column.column = text_of(name != nullptr ? name : element.find("Name"));
  if (column.column.empty())
    return fail(ErrorKind::Data, "the mapping has an element without a column");
  const std::string transform = text_of(element.find("Transform"));
  column.unix_time = transform.starts_with("DateTimeFromUnix");
  const bool constant = element.find("ConstValue") != nullptr || transform == "SourceLocation";
  if (!transform.empty() && !column.unix_time && !constant && transform != "None")
    return fail(ErrorKind::Unsupported,
                fmt::format("the mapping transforms column `{}` by `{}`, which adxc cannot check",
                            column.column, shortened(transform)));
  if (constant) return column;
  const Json* ordinal = element.find("Ordinal");
  if (ordinal == nullptr)
    return fail(ErrorKind::Data,
                fmt::format("the mapping gives column `{}` no ordinal", shortened(column.column)));
  ADXC_LET(value, ordinal_of(*ordinal));
  column.ordinal = value;
  return column;
}

std::string names_of(const rows::Schema& schema) {
  std::string names;
  for (const rows::Column& column : schema)
    names.append(names.empty() ? "`" : ", `").append(column.name).append("`");
  return names;
}

const rows::Column* find(const rows::Schema& schema, std::string_view name) {
  for (const rows::Column& column : schema) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<MappedColumn>> read_csv_mapping(std::string_view json) {
  const auto array = parse_small(json);
  if (!array || !array->is_array())
    return fail(ErrorKind::Data, fmt::format("the mapping is no array: `{}`", shortened(json)));
  std::vector<MappedColumn> mapping;
  for (const Json& element : *array) {
    ADXC_LET(column, read_column(element));
    mapping.push_back(std::move(column));
  }
  return mapping;
}

Result<rows::Schema> fields_of(const std::vector<MappedColumn>& mapping, const rows::Schema& table,
                               const rows::Schema& offered) {
  rows::Schema fields = offered;
  std::vector<const MappedColumn*> filled(offered.size(), nullptr);
  for (rows::Column& field : fields) field.type = ScalarType::String;
  for (const MappedColumn& mapped : mapping) {
    const rows::Column* column = find(table, mapped.column);
    if (column == nullptr)
      return fail(ErrorKind::Data, fmt::format("the mapping fills column `{}`; the table has {}",
                                               mapped.column, names_of(table)));
    if (!mapped.ordinal) continue;
    if (*mapped.ordinal >= offered.size())
      return fail(ErrorKind::Data,
                  fmt::format("the mapping fills column `{}` from field {}; the copy hands over {}",
                              mapped.column, *mapped.ordinal, names_of(offered)));
    const ScalarType type = mapped.unix_time ? ScalarType::Long : column->type;
    const MappedColumn*& before = filled[*mapped.ordinal];
    if (before != nullptr && fields[*mapped.ordinal].type != type)
      return fail(ErrorKind::Unsupported,
                  fmt::format("the mapping fills columns `{}` and `{}`, of different types, from "
                              "field {}",
                              before->column, mapped.column, *mapped.ordinal));
    before = &mapped;
    fields[*mapped.ordinal].type = type;
  }
  return fields;
}

}  // namespace adxc::adx
