#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule ingestion_mapping_form;

namespace {

using namespace program;

constexpr diag::Kind<> kNoList{{"ingestion-mapping-form", diag::Severity::Error},
                               "`ingestionMappingAsJson` is no JSON list of columns, wanted "
                               "`[{{\"Column\": …, \"Properties\": {{\"Ordinal\": …}}}}]`"};
constexpr diag::Kind<std::size_t, std::string_view> kColumn{
    {"ingestion-mapping-form", diag::Severity::Error}, "column {} of the ingestion mapping {}"};
constexpr diag::Kind<std::string_view> kOtherFormat{
    {"ingestion-mapping-form", diag::Severity::Error},
    "`{}` names a mapping of another format, but a copy hands over csv"};

/// What is wrong with a column, "" when nothing is.
std::string_view fault_of(const nlohmann::json& column) {
  if (!column.is_object()) return "is no object";
  if (member(column, "Column") == nullptr && member(column, "Name") == nullptr)
    return "has no `Column`";
  if (column_setting(column, "Ordinal") != nullptr ||
      column_setting(column, "ConstValue") != nullptr)
    return {};
  if (column_setting(column, "Transform") != nullptr) return {};
  if (column_setting(column, "Path") != nullptr)
    return "has a `Path`, which belongs to mappings of JSON; a copy hands over csv, wanted "
           "`Ordinal`";
  return "has no `Ordinal`";
}

void check_mapping(const Copy& copy, const WrittenText& mapping, diag::Sink& sink) {
  const nlohmann::json parsed = nlohmann::json::parse(mapping.text, nullptr, false);
  const diag::Place place = copy.document->place(mapping.node);
  if (!parsed.is_array()) {
    sink.report(kNoList, place);
    return;
  }
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    const std::string_view fault = fault_of(parsed[i]);
    if (!fault.empty()) return void(sink.report(kColumn, place, i + 1, fault));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx == nullptr) continue;
    if (const auto mapping = written_text(adx->ingestion_mapping_as_json))
      check_mapping(copy, *mapping, sink);
    const IngestionProperties properties = ingestion_properties(*copy.document, adx->node);
    for (const std::string_view name : {"jsonMappingReference", "avroMappingReference",
                                        "jsonMapping", "avroMapping", "parquetMappingReference"}) {
      const IngestionProperty* found = properties.find(name);
      if (found != nullptr) sink.report(kOtherFormat, found->place, found->name);
    }
  }
}

}  // namespace

const Rule ingestion_mapping_form = {check_program};

}  // namespace adxc::rules
