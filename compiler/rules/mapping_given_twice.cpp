#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule mapping_given_twice;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string_view> kMappingGivenTwice{
    {"mapping-given-twice", diag::Severity::Error},
    "`{}` gives an ingestion mapping, and so does `{}`; only one of them is allowed"};

/// Names of the ingestion property, today's and the older ones of single formats.
constexpr std::string_view kNames[] = {"ingestionMappingReference", "ingestionMapping",
                                       "csvMappingReference", "csvMapping"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx == nullptr) continue;
    const bool named = adx->ingestion_mapping_name.written();
    if (!named && !adx->ingestion_mapping_as_json.written()) continue;
    const document::NodeId other =
        named ? adx->ingestion_mapping_name.node : adx->ingestion_mapping_as_json.node;
    const IngestionProperties properties = ingestion_properties(*copy.document, adx->node);
    for (const std::string_view name : kNames) {
      const IngestionProperty* twin = properties.find(name);
      if (twin == nullptr) continue;
      sink.report(kMappingGivenTwice, twin->place, twin->name,
                  named ? "ingestionMappingName" : "ingestionMappingAsJson")
          .related.push_back({copy.document->key_place(other), "the other one is here"});
    }
  }
}

}  // namespace

const Rule mapping_given_twice = {check_program};

}  // namespace adxc::rules
