#include "runtime/exec/columns.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "runtime/rows/value.h"

namespace adxc::exec {
namespace {

constexpr std::array<std::pair<std::string_view, ScalarType>, 20> kInterim = {
    {{"Boolean", ScalarType::Bool},      {"Byte", ScalarType::Int},
     {"SByte", ScalarType::Int},         {"Int16", ScalarType::Int},
     {"UInt16", ScalarType::Int},        {"Int32", ScalarType::Int},
     {"UInt32", ScalarType::Long},       {"Int64", ScalarType::Long},
     {"UInt64", ScalarType::Decimal},    {"Single", ScalarType::Real},
     {"Double", ScalarType::Real},       {"Decimal", ScalarType::Decimal},
     {"DateTime", ScalarType::DateTime}, {"DateTimeOffset", ScalarType::DateTime},
     {"TimeSpan", ScalarType::TimeSpan}, {"Guid", ScalarType::Guid},
     {"String", ScalarType::String},     {"Byte[]", ScalarType::String},
     {"Object", ScalarType::Dynamic},    {"Array", ScalarType::Dynamic}}};

std::string names_of(const rows::Schema& schema) {
  std::string names;
  for (const rows::Column& column : schema)
    names.append(names.empty() ? "`" : ", `").append(column.name).append("`");
  return names;
}

Result<std::size_t> find_source(const plan::ColumnMap& map, const rows::Schema& source) {
  if (map.source_ordinal > 0) {
    const auto index = static_cast<std::size_t>(map.source_ordinal - 1);
    if (index < source.size()) return index;
    return fail(ErrorKind::Data, fmt::format("the mapping reads column {}, the source has {}",
                                             map.source_ordinal, source.size()));
  }
  const std::string& name = map.source_name.empty() ? map.source_path : map.source_name;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i].name == name) return i;
  }
  return fail(ErrorKind::Data,
              fmt::format("the mapping reads column `{}`, the source has {} (names "
                          "are case-sensitive)",
                          name, names_of(source)));
}

rows::Column offered_column(const plan::ColumnMap& map, const rows::Column& source) {
  const auto wanted = type_of_interim(map.sink_type);
  const auto given = type_of_interim(map.source_type);
  return {map.sink_name.empty() ? source.name : map.sink_name, wanted  ? *wanted
                                                               : given ? *given
                                                                       : source.type};
}

bool is_numeric_or_bool(ScalarType type) {
  return type == ScalarType::Bool || is_numeric(type);
}

/// 1.0 as a whole number; nothing for 1.5.
std::optional<std::string> whole(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return std::string(text);
  const std::string_view fraction = text.substr(point + 1);
  if (fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  return std::string(text.substr(0, point));
}

std::optional<std::string> from_bool(ScalarType to, std::string_view text) {
  return rows::canonical(to, text == "true" ? "1" : "0");
}

std::optional<std::string> to_whole(ScalarType to, std::string_view text) {
  if (const auto direct = rows::canonical(to, text)) return direct;
  const auto digits = whole(text);
  return digits ? rows::canonical(to, *digits) : std::nullopt;
}

/// A JSON string gives its text, everything else its JSON.
std::optional<std::string> from_dynamic(ScalarType to, std::string_view text) {
  if (!text.starts_with('"')) return rows::canonical(to, text);
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_string()) return std::nullopt;
  return rows::canonical(to, json.get<std::string>());
}

}  // namespace

std::optional<ScalarType> type_of_interim(std::string_view name) {
  for (const auto& [interim, type] : kInterim) {
    if (equal_fold(interim, name)) return type;
  }
  return std::nullopt;
}

Result<Columns> match_columns(const std::vector<plan::ColumnMap>& mapping,
                              const rows::Schema& source) {
  Columns columns;
  for (const plan::ColumnMap& map : mapping) {
    ADXC_LET(index, find_source(map, source));
    columns.sources.push_back(index);
    columns.offered.push_back(offered_column(map, source[index]));
  }
  if (!mapping.empty()) return columns;
  columns.offered = source;
  for (std::size_t i = 0; i < source.size(); ++i) columns.sources.push_back(i);
  return columns;
}

bool is_convertible(ScalarType from, ScalarType to) {
  const bool anything = from == ScalarType::String || from == ScalarType::Dynamic ||
                        to == ScalarType::String || to == ScalarType::Dynamic;
  return from == to || anything || (is_numeric_or_bool(from) && is_numeric_or_bool(to));
}

std::optional<std::string> converted(ScalarType from, ScalarType to, std::string_view text) {
  if (from == to) return std::string(text);
  if (from == ScalarType::Dynamic) return from_dynamic(to, text);
  if (to == ScalarType::String) return std::string(text);
  if (from == ScalarType::Bool && is_numeric(to)) return from_bool(to, text);
  const bool to_integer = to == ScalarType::Int || to == ScalarType::Long || to == ScalarType::Bool;
  if (to_integer && is_numeric(from)) return to_whole(to, text);
  return rows::canonical(to, text);
}

}  // namespace adxc::exec
