#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule store_mismatch;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view, std::string_view>
    kStoreMismatch{{"store-mismatch", diag::Severity::Error, diag::kFixable},
                   "`{}` does not go with {} of type `{}`, wanted `{}`"};

using Column = std::string_view FileStore::*;

/// The store that has the type in that column; null for none.
const FileStore* store_with(Column column, std::string_view type) {
  for (const FileStore& store : file_stores())
    if (!type.empty() && equal_fold(store.*column, type)) return &store;
  return nullptr;
}

/// Reports a type that belongs to another store; types that no store has are judged elsewhere.
diag::Diagnostic* report(const Document& document, NodeId node, Column column,
                         std::string_view wanted, std::string_view beside,
                         std::string_view beside_type, diag::Sink& sink) {
  const std::string_view type = document.text(node);
  if (wanted.empty() || equal_fold(type, wanted) || store_with(column, type) == nullptr)
    return nullptr;
  diag::Diagnostic& finding =
      sink.report(kStoreMismatch, document.place(node), type, beside, beside_type, wanted);
  offer_word(finding, document, type, wanted, false);
  return &finding;
}

/// `location` of a dataset; invalid when there is none.
NodeId location_of(const model::Dataset& dataset) {
  const NodeId properties = properties_of(dataset);
  return properties.valid() ? object_at(*dataset.document, properties, "location") : NodeId{};
}

void check_dataset(const Program& program, ObjectId id, const model::Dataset& dataset,
                   diag::Sink& sink) {
  const model::Reference* reference = dataset.linked_service_name.literal();
  const NodeId location = location_of(dataset);
  if (reference == nullptr || !location.valid()) return;
  const model::LinkedService* service =
      program.linked_service_of(program.link_at(id, reference->node));
  const FileStore* store = service == nullptr ? nullptr : file_store_of(service->type.value_or(""));
  const NodeId type = dataset.document->find(location, "type");
  if (store == nullptr || !type.valid()) return;
  diag::Diagnostic* finding = report(*dataset.document, type, &FileStore::location, store->location,
                                     "a linked service", store->linked_service, sink);
  if (finding != nullptr)
    finding->related.push_back(
        {service->document->place(service->type.node), "it has its type here"});
}

void check_end(const Copy& copy, const CopyEnd& end, Column column, diag::Sink& sink) {
  const NodeId settings = end.node.valid() && end.dataset != nullptr
                              ? object_at(*copy.document, end.node, "storeSettings")
                              : NodeId{};
  const NodeId location = settings.valid() ? location_of(*end.dataset) : NodeId{};
  const NodeId type = location.valid() ? copy.document->find(settings, "type") : NodeId{};
  if (!type.valid()) return;
  const FileStore* store =
      store_with(&FileStore::location, text_at(*end.dataset->document, location, "type"));
  if (store == nullptr) return;
  diag::Diagnostic* finding = report(*copy.document, type, column, store->*column,
                                     "a dataset with a location", store->location, sink);
  if (finding != nullptr)
    finding->related.push_back(
        {end.dataset->document->place(location), "it has its location here"});
}

void check_program(const Program& program, diag::Sink& sink) {
  for (std::uint32_t i = 0; i < program.entities.size(); ++i) {
    const model::Dataset* dataset = program.entities[i].dataset;
    if (dataset != nullptr) check_dataset(program, {i}, *dataset, sink);
  }
  for (const Copy& copy : program.copies) {
    check_end(copy, copy.source, &FileStore::read, sink);
    check_end(copy, copy.sink, &FileStore::write, sink);
  }
}

}  // namespace

const Rule store_mismatch = {check_program};

}  // namespace adxc::rules
