#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule ingestion_format;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string> kFormat{
    {"ingestion-format", diag::Severity::Warning},
    "`{}` is `{}`, but a copy hands its rows to Azure Data Explorer as csv whatever the source is"};
constexpr diag::Kind<std::string> kFirstRecord{
    {"ingestion-format", diag::Severity::Warning},
    "`{}` is true, but a copy hands its rows over without a header, so that a row of data is lost"};

std::string text_of(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void check_sink(const IngestionProperties& properties, diag::Sink& sink) {
  for (const IngestionProperty& property : properties.list) {
    const std::string value = text_of(property.value);
    const bool format =
        equal_fold(property.name, "format") || equal_fold(property.name, "ingestionMappingType");
    const bool first = equal_fold(property.name, "ignoreFirstRecord") ||
                       equal_fold(property.name, "ignoreFirstRow");
    if (format && !equal_fold(value, "csv")) {
      sink.report(kFormat, property.place, property.name, shortened(value));
    }
    if (first && equal_fold(value, "true"))
      sink.report(kFirstRecord, property.place, property.name);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx != nullptr) check_sink(ingestion_properties(*copy.document, adx->node), sink);
  }
}

}  // namespace

const Rule ingestion_format = {check_program};

}  // namespace adxc::rules
