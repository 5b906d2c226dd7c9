#include <algorithm>
#include <array>
#include <span>

#include "compiler/base/names.h"
#include "compiler/writer/writer.h"

namespace adxc::writer {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

// Orders of the service, counted over the Git folders of public factories: what most of them have.
constexpr std::array<std::string_view, 4> kObject = {"kind", "name", "properties", "type"};
constexpr std::array<std::string_view, 16> kProperties = {
    "description",    "activities", "linkedServiceName", "parameters",   "variables",
    "concurrency",    "folder",     "annotations",       "runtimeState", "pipelines",
    "pipeline",       "type",       "typeProperties",    "connectVia",   "schema",
    "lastPublishTime"};
constexpr std::array<std::string_view, 12> kActivity = {
    "name",   "description",    "type",           "state",  "onInactiveMarkAs",  "dependsOn",
    "policy", "userProperties", "typeProperties", "inputs", "linkedServiceName", "outputs"};

bool is_root(const Document& document, NodeId object) {
  const NodeId parent = document[object].parent;
  if (!parent.valid()) return true;
  return document.kind(parent) == NodeKind::Array && !document[parent].parent.valid();
}

bool is_activity(const Document& document, NodeId object) {
  const NodeId list = document[object].parent;
  return list.valid() && document.kind(list) == NodeKind::Array &&
         ends_with_fold(document.key(list), "activities") && document.find(object, "type").valid();
}

std::span<const std::string_view> order_of(const Document& document, NodeId object) {
  if (is_root(document, object)) {
    const bool whole = document.find(object, "properties").valid();
    return whole ? std::span<const std::string_view>(kObject) : std::span<const std::string_view>();
  }
  if (is_activity(document, object)) return kActivity;
  const bool properties =
      equal_fold(document.key(object), "properties") && is_root(document, document[object].parent);
  return properties ? std::span<const std::string_view>(kProperties)
                    : std::span<const std::string_view>();
}

}  // namespace

std::vector<NodeId> source_order(const Document& document, NodeId object) {
  std::vector<NodeId> nodes;
  for (const NodeId child : document.children(object)) nodes.push_back(child);
  return nodes;
}

std::vector<NodeId> service_order(const Document& document, NodeId object) {
  const std::span<const std::string_view> order = order_of(document, object);
  std::vector<std::pair<std::size_t, NodeId>> ranked;
  std::size_t rank = 0;
  for (const NodeId child : document.children(object)) {
    const auto known = std::find_if(order.begin(), order.end(), [&](std::string_view name) {
      return equal_fold(name, document.key(child));
    });
    if (known != order.end()) rank = static_cast<std::size_t>(known - order.begin());
    ranked.emplace_back(rank, child);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<NodeId> nodes;
  for (const auto& [unused, child] : ranked) nodes.push_back(child);
  return nodes;
}

}  // namespace adxc::writer
