#include <algorithm>

#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule load_once_without_tag;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kTagMissing{
    {"load-once-without-tag", diag::Severity::Warning},
    "`ingestIfNotExists` looks for `ingest-by:{0}`, which this load does not leave behind, so that "
    "a second run appends again; wanted the tag `ingest-by:{0}` in `tags`"};
constexpr diag::Kind<std::string> kPrefixed{
    {"load-once-without-tag", diag::Severity::Warning},
    "`{}` begins with `ingest-by:`, which the service puts in front by itself; wanted the rest of "
    "it"};

constexpr std::string_view kPrefix = "ingest-by:";

void check_sink(const IngestionProperties& properties, diag::Sink& sink) {
  const IngestionProperty* once = properties.find("ingestIfNotExists");
  const auto wanted = once == nullptr ? std::nullopt : texts_of(once->value);
  if (!wanted) return;
  const IngestionProperty* tags = properties.find("tags");
  const auto left = tags == nullptr ? std::nullopt : texts_of(tags->value);
  if (tags != nullptr && !left) return;  // reported where the form is judged
  for (const std::string& tag : *wanted) {
    if (tag.starts_with(kPrefix)) {
      sink.report(kPrefixed, once->place, shortened(tag));
      continue;
    }
    const std::string whole = std::string(kPrefix) + tag;
    const bool found = left && std::find(left->begin(), left->end(), whole) != left->end();
    if (!found) sink.report(kTagMissing, once->place, shortened(tag));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx != nullptr) check_sink(ingestion_properties(*copy.document, adx->node), sink);
  }
}

}  // namespace

const Rule load_once_without_tag = {check_program};

}  // namespace adxc::rules
