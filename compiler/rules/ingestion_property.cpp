#include <algorithm>

#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule ingestion_property;

namespace {

using namespace program;

constexpr diag::Kind<> kNoObject{
    {"ingestion-property", diag::Severity::Error},
    "`additionalProperties` is text that is no JSON object, wanted the ingestion properties as an "
    "object"};
constexpr diag::Kind<std::string, std::string_view> kForm{
    {"ingestion-property", diag::Severity::Error}, "`{}` is no {}"};
constexpr diag::Kind<std::string, std::string> kUnknown{
    {"ingestion-property", diag::Severity::Warning}, "`{}` is no ingestion property{}"};

/// Source: the ingestion properties of Azure Data Explorer, and the older names of mappings.
constexpr std::string_view kNames[] = {"format",
                                       "ingestionMapping",
                                       "ingestionMappingReference",
                                       "ingestionMappingType",
                                       "creationTime",
                                       "ignoreFirstRecord",
                                       "ignoreFirstRow",
                                       "ignoreLastRecordIfInvalid",
                                       "tags",
                                       "ingestIfNotExists",
                                       "validationPolicy",
                                       "zipPattern",
                                       "extend_schema",
                                       "recreate_schema",
                                       "treatGzAsUncompressed",
                                       "folder",
                                       "docstring",
                                       "persistDetails",
                                       "policy_ingestiontime",
                                       "csvMappingReference",
                                       "csvMapping",
                                       "jsonMappingReference",
                                       "jsonMapping",
                                       "avroMappingReference",
                                       "avroMapping",
                                       "distributed",
                                       "rawDataSize",
                                       "ingestionPolicy"};

bool is_list(std::string_view name) {
  return equal_fold(name, "tags") || equal_fold(name, "ingestIfNotExists");
}

bool is_flag(std::string_view name) {
  return equal_fold(name, "ignoreFirstRecord") || equal_fold(name, "ignoreFirstRow");
}

bool is_boolean(const nlohmann::json& value) {
  if (value.is_boolean()) return true;
  if (!value.is_string()) return false;
  const std::string text = value.get<std::string>();
  return equal_fold(text, "true") || equal_fold(text, "false");
}

void check_one(const IngestionProperty& property, diag::Sink& sink) {
  const std::vector<std::string_view> names(std::begin(kNames), std::end(kNames));
  if (!lists(kNames, property.name)) {
    const std::string_view nearest = nearest_name(property.name, names);
    sink.report(kUnknown, property.place, property.name,
                nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?");
  } else if (is_list(property.name) && !texts_of(property.value)) {
    sink.report(kForm, property.place, property.name, "list of texts, nor the JSON text of one");
  } else if (is_flag(property.name) && !is_boolean(property.value)) {
    sink.report(kForm, property.place, property.name, "`true` or `false`");
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx == nullptr) continue;
    const IngestionProperties properties = ingestion_properties(*copy.document, adx->node);
    if (!properties.readable) {
      sink.report(kNoObject, copy.document->place(adx->additional_properties.node));
    }
    for (const IngestionProperty& property : properties.list) check_one(property, sink);
  }
}

}  // namespace

const Rule ingestion_property = {check_program};

}  // namespace adxc::rules
