#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/program/pairs.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule incompatible_dataset;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view, std::string>
    kIncompatibleDataset{{"incompatible-dataset", diag::Severity::Error},
                         "`{}` cannot work on a {} of type `{}`, wanted {}"};

/// Linked services that certainly hold no files.
constexpr std::array<std::string_view, 7> kNoFiles = {
    "AzureDataExplorer", "AzureKeyVault",     "AzureSqlDatabase", "AzureSqlDW",
    "SqlServer",         "AzureTableStorage", "RestService"};

using Names = std::span<const std::string_view>;

/// True for linked services of which it is known what they hold.
bool is_store(std::string_view type) {
  return file_store_of(type) != nullptr || lists(kNoFiles, type);
}

/// True if any pairing names the type in that column.
bool is_judged(Names Pairing::*column, std::string_view type) {
  return std::any_of(pairings().begin(), pairings().end(),
                     [&](const Pairing& pairing) { return lists(pairing.*column, type); });
}

std::vector<std::string_view> all(Names names) {
  return {names.begin(), names.end()};
}

/// A source or sink at `node` on the dataset that `link` leads to.
void check_side(const Program& program, const Activity& activity, NodeId node, const Link* link,
                Names Pairing::*column, diag::Sink& sink) {
  const model::Dataset* dataset = program.dataset_of(link);
  const Document& document = program.document_of(activity.pipeline);
  const std::string_view type = text_at(document, node, "type");
  if (dataset == nullptr || !is_judged(column, type)) return;
  const std::string dataset_type = dataset->type.value_or("");
  const Pairing* pairing = pairing_of(dataset_type);
  if (pairing == nullptr || lists(pairing->*column, type)) return;
  const std::string wanted = (pairing->*column).empty() ? "a dataset that can be written to"
                                                        : one_of("", all(pairing->*column));
  diag::Diagnostic& finding =
      sink.report(kIncompatibleDataset, document.place(document.find(node, "type")), type,
                  "dataset", dataset_type, wanted);
  finding.related.push_back({program.place(link->target, dataset->type.node),
                             fmt::format("`{}` has its type here", link->name)});
}

const Link* first_link(const Program& program, const Activity& activity,
                       const model::Property<std::vector<model::Reference>>& references) {
  const auto* list = references.literal();
  if (list == nullptr || list->empty()) return nullptr;
  return program.link_at(activity.pipeline, list->front().node);
}

void check_activity(const Program& program, const Activity& activity, diag::Sink& sink) {
  const Document& document = program.document_of(activity.pipeline);
  const NodeId properties = object_at(document, activity.node, "typeProperties");
  if (!properties.valid()) return;
  const NodeId source = object_at(document, properties, "source");
  const NodeId target = object_at(document, properties, "sink");
  const NodeId looked_up = object_at(document, properties, "dataset");
  const Link* input = looked_up.valid() ? program.link_at(activity.pipeline, looked_up)
                                        : first_link(program, activity, activity.entity->inputs);
  if (source.valid()) check_side(program, activity, source, input, &Pairing::sources, sink);
  if (target.valid()) {
    check_side(program, activity, target, first_link(program, activity, activity.entity->outputs),
               &Pairing::sinks, sink);
  }
}

void check_dataset(const Program& program, ObjectId id, const model::Dataset& dataset,
                   diag::Sink& sink) {
  const model::Reference* reference = dataset.linked_service_name.literal();
  if (reference == nullptr) return;
  const model::LinkedService* service =
      program.linked_service_of(program.link_at(id, reference->node));
  const Pairing* pairing = pairing_of(dataset.type.value_or(""));
  if (service == nullptr || pairing == nullptr || pairing->linked_services.empty()) return;
  const std::string type = service->type.value_or("");
  if (lists(pairing->linked_services, type) || !is_store(type)) return;
  diag::Diagnostic& finding = sink.report(
      kIncompatibleDataset, program.place(id, dataset.linked_service_name.node), pairing->dataset,
      "linked service", type, one_of("", all(pairing->linked_services), 20));
  finding.related.push_back({service->document->place(service->type.node),
                             fmt::format("`{}` has its type here", reference->name)});
}

void check_program(const Program& program, diag::Sink& sink) {
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const model::Dataset* dataset = program.entities[i].dataset;
    if (dataset != nullptr) check_dataset(program, {static_cast<std::uint32_t>(i)}, *dataset, sink);
  }
  for (const Activity& activity : program.activities) check_activity(program, activity, sink);
}

}  // namespace

const Rule incompatible_dataset = {check_program};

}  // namespace adxc::rules
