#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule ordinal_beyond_columns;

namespace {

using namespace program;

constexpr diag::Kind<std::int64_t, std::size_t, std::string> kOrdinalBeyond{
    {"ordinal-beyond-columns", diag::Severity::Error},
    "the ingestion mapping takes column {}, but the translator hands over {} columns, counted from "
    "0; `{}` stays empty"};

/// A number, or the text of one; empty otherwise.
std::optional<std::int64_t> number_of(const nlohmann::json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const nlohmann::json parsed = nlohmann::json::parse(value.get<std::string>(), nullptr, false);
  return parsed.is_number_integer() ? std::optional(parsed.get<std::int64_t>()) : std::nullopt;
}

std::string name_of(const nlohmann::json& column) {
  const nlohmann::json* name = column_setting(column, "Column");
  if (name == nullptr) name = column_setting(column, "Name");
  return name != nullptr && name->is_string() ? shortened(name->get<std::string>()) : "";
}

void check_copy(const Copy& copy, const WrittenText& mapping, diag::Sink& sink) {
  const std::size_t columns = column_pairs(copy).size();
  const nlohmann::json parsed = nlohmann::json::parse(mapping.text, nullptr, false);
  if (columns == 0 || !parsed.is_array()) return;
  for (const nlohmann::json& column : parsed) {
    const nlohmann::json* ordinal = column_setting(column, "Ordinal");
    const auto number = ordinal == nullptr ? std::nullopt : number_of(*ordinal);
    if (!number || *number < static_cast<std::int64_t>(columns)) continue;
    sink.report(kOrdinalBeyond, copy.document->place(mapping.node), *number, columns,
                name_of(column));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx == nullptr) continue;
    if (const auto mapping = written_text(adx->ingestion_mapping_as_json))
      check_copy(copy, *mapping, sink);
  }
}

}  // namespace

const Rule ordinal_beyond_columns = {check_program};

}  // namespace adxc::rules
