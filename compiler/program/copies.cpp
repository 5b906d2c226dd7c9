#include "compiler/program/copies.h"

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;

CopyEnd end_of(const Program& program, const Activity& activity, NodeId node,
               const model::Property<std::vector<model::Reference>>& references) {
  CopyEnd end;
  const Document& document = program.document_of(activity.pipeline);
  end.node = node;
  if (node.valid()) end.type = text_at(document, node, "type");
  end.shape = shape_of(end.type);
  const auto* list = references.literal();
  if (list == nullptr || list->empty()) return end;
  end.link = program.link_at(activity.pipeline, list->front().node);
  end.dataset = program.dataset_of(end.link);
  return end;
}

NodeId translator_of(const Document& document, NodeId properties) {
  const NodeId translator = object_at(document, properties, "translator");
  if (!translator.valid()) return {};
  const std::string_view type = text_at(document, translator, "type");
  return type.empty() || equal_fold(type, "TabularTranslator") ? translator : NodeId{};
}

}  // namespace

std::vector<Copy> find_copies(const Program& program) {
  std::vector<Copy> found;
  for (std::size_t i = 0; i < program.activities.size(); ++i) {
    const Activity& activity = program.activities[i];
    if (!equal_fold(activity.type, "Copy")) continue;
    const Document& document = program.document_of(activity.pipeline);
    const NodeId properties = object_at(document, activity.node, "typeProperties");
    if (!properties.valid()) continue;
    Copy copy{&activity, {static_cast<std::uint32_t>(i)}, &document, properties, {}, {}, {}};
    copy.source = end_of(program, activity, object_at(document, properties, "source"),
                         activity.entity->inputs);
    copy.sink = end_of(program, activity, object_at(document, properties, "sink"),
                       activity.entity->outputs);
    copy.translator = translator_of(document, properties);
    found.push_back(copy);
  }
  return found;
}

std::vector<ColumnPair> column_pairs(const Copy& copy) {
  std::vector<ColumnPair> pairs;
  if (!copy.translator.valid()) return pairs;
  const Document& document = *copy.document;
  const NodeId list = value_at(document, copy.translator, "mappings");
  if (!list.valid() || document.kind(list) != document::NodeKind::Array) return pairs;
  for (const NodeId item : document.children(list)) {
    if (document.kind(item) != document::NodeKind::Object) continue;
    pairs.push_back({object_at(document, item, "source"), object_at(document, item, "sink")});
  }
  return pairs;
}

std::vector<DatasetColumn> columns_of(const model::Dataset& dataset) {
  std::vector<DatasetColumn> columns;
  const Document& document = *dataset.document;
  const NodeId properties = object_at(document, dataset.node, "properties");
  for (const std::string_view key : {std::string_view("schema"), std::string_view("structure")}) {
    const NodeId list = value_at(document, properties, key);
    if (!list.valid() || document.kind(list) != document::NodeKind::Array) continue;
    for (const NodeId item : document.children(list)) {
      if (document.kind(item) != document::NodeKind::Object) return {};
      const std::string_view name = text_at(document, item, "name");
      if (name.empty()) return {};
      columns.push_back({name, text_at(document, item, "type")});
    }
    if (!columns.empty()) return columns;
  }
  return columns;
}

bool reads_a_query(const Copy& copy) {
  if (!copy.source.node.valid()) return false;
  for (const NodeId child : copy.document->children(copy.source.node)) {
    const document::Node& property = (*copy.document)[child];
    const bool asks = ends_with_fold(property.key, "query") ||
                      ends_with_fold(property.key, "storedProcedureName");
    if (asks && property.kind != document::NodeKind::Null) return true;
  }
  return false;
}

bool is_database_table(const model::Dataset& dataset) {
  const Pairing* pairing = pairing_of(dataset.type.value_or(""));
  return pairing != nullptr && pairing->shape == Shape::Table && !pairing->in_files();
}

NodeId properties_of(const model::Dataset& dataset) {
  const document::Document& document = *dataset.document;
  const NodeId properties = object_at(document, dataset.node, "properties");
  return properties.valid() ? object_at(document, properties, "typeProperties") : NodeId{};
}

}  // namespace adxc::program
