#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule parallelism_ignored;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kParallelismIgnored{
    {"parallelism-ignored", diag::Severity::Info, diag::kFixable},
    "`{}` has no effect: a copy into Azure Data Explorer runs in parallel only over files"};

/// Up to this many units are used anyway.
constexpr std::int64_t kLeastUnits = 4;

bool reads_files(const Copy& copy) {
  return object_at(*copy.document, copy.source.node, "storeSettings").valid();
}

/// Types of which it is certain that they read no files.
bool reads_rows(const Copy& copy) {
  for (const Pairing& pairing : pairings()) {
    if (lists(pairing.sources, copy.source.type)) return !pairing.in_files() && !pairing.legacy;
  }
  return false;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    if (sink_as<model::AzureDataExplorerSink>(copy) == nullptr) continue;
    if (reads_files(copy) || !reads_rows(copy)) continue;
    const auto* made = model::as<model::CopyActivity>(copy.activity->entity->type_properties);
    const auto& copies_wanted = made->parallel_copies;
    const auto& units = made->data_integration_units;
    const auto report = [&](document::NodeId node, std::string_view name) {
      offer_removal(sink.report(kParallelismIgnored, copy.document->key_place(node), name),
                    *copy.document, node, true);
    };
    if (copies_wanted.value_or(0) > 1) report(copies_wanted.node, "parallelCopies");
    if (units.value_or(0) > kLeastUnits) report(units.node, "dataIntegrationUnits");
  }
}

}  // namespace

const Rule parallelism_ignored = {check_program};

}  // namespace adxc::rules
