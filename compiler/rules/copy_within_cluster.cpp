#include <string>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule copy_within_cluster;

namespace {

using namespace program;

constexpr diag::Kind<> kCopyWithinCluster{
    {"copy-within-cluster", diag::Severity::Info},
    "both ends are on one cluster, so that every row leaves it and comes back; a command activity "
    "with `.set-or-append <table> <| <query>` keeps them there"};

/// The address of the cluster behind a dataset, "" when it is not known.
std::string cluster_of(const Program& program, const CopyEnd& end) {
  if (end.dataset == nullptr) return {};
  const model::Reference* reference = end.dataset->linked_service_name.literal();
  if (reference == nullptr || !reference->arguments.empty()) return {};
  const model::LinkedService* service =
      program.linked_service_of(program.link_at(end.link->target, reference->node));
  const auto* adx =
      service == nullptr
          ? nullptr
          : model::as<model::AzureDataExplorerLinkedService>(service->type_properties);
  const auto endpoint = adx == nullptr ? std::nullopt : written_text(adx->endpoint);
  if (!endpoint) return {};
  std::string_view address = trimmed(endpoint->text);
  while (address.ends_with('/')) address.remove_suffix(1);
  return fold_case(address);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    const auto* target = sink_as<model::AzureDataExplorerSink>(copy);
    if (source == nullptr || target == nullptr) continue;
    const std::string cluster = cluster_of(program, copy.source);
    if (cluster.empty() || cluster != cluster_of(program, copy.sink)) continue;
    sink.report(kCopyWithinCluster,
                copy.document->place(copy.document->find(copy.sink.node, "type")));
  }
}

}  // namespace

const Rule copy_within_cluster = {check_program};

}  // namespace adxc::rules
