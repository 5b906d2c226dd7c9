#include "compiler/program/recognise.h"

#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/program/kinds.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

bool is_array(const Document& document, NodeId object, std::string_view key) {
  const NodeId node = document.find(object, key);
  return node.valid() && document.kind(node) == NodeKind::Array;
}

/// The kind that the object says itself: `kind: dataset`, or the ARM type
/// `Microsoft.DataFactory/factories/datasets`.
std::optional<ObjectKind> stated_kind(const Document& document, NodeId root) {
  if (const auto kind = kind_named(text_at(document, root, "kind"))) return kind;
  return kind_of_type(text_at(document, root, "type"));
}

/// The kind that the properties give away, for objects in no folder of ADF.
std::optional<ObjectKind> inferred_kind(const Document& document, NodeId properties) {
  if (is_array(document, properties, "activities")) return ObjectKind::Pipeline;
  const std::string_view type = text_at(document, properties, "type");
  if (type.empty()) return std::nullopt;
  if (document.find(properties, "linkedServiceName").valid()) return ObjectKind::Dataset;
  if (ends_with_fold(type, "Trigger") || is_array(document, properties, "pipelines")) {
    return ObjectKind::Trigger;
  }
  if (equal_fold(type, "SelfHosted") || equal_fold(type, "Managed")) {
    return ObjectKind::IntegrationRuntime;
  }
  if (ends_with_fold(type, "DataFlow") || equal_fold(type, "Flowlet")) return ObjectKind::DataFlow;
  const bool connects = object_at(document, properties, "typeProperties").valid();
  return connects ? std::optional(ObjectKind::LinkedService) : std::nullopt;
}

std::string fabric_name(std::string_view folder) {
  constexpr std::string_view kEnding = ".DataPipeline";
  if (ends_with_fold(folder, kEnding)) folder.remove_suffix(kEnding.size());
  return std::string(folder);
}

/// The first of the keys that the object has; invalid when it has none.
template <std::size_t Count>
NodeId first_of(const Document& document, NodeId object,
                const std::array<std::string_view, Count>& keys) {
  for (const std::string_view key : keys) {
    const NodeId found = document.find(object, key);
    if (found.valid()) return found;
  }
  return {};
}

/// What the second version writes and the first did not know.
bool is_version_two(const Document& document, NodeId root, NodeId properties) {
  constexpr std::array<std::string_view, 5> kNew = {"annotations", "folder", "parameters",
                                                    "variables", "connectVia"};
  return kind_of_type(text_at(document, root, "type")).has_value() ||
         first_of(document, properties, kNew).valid();
}

/// A reference as the first version wrote it: the bare name.
NodeId bare_reference(const Document& document, NodeId object) {
  const NodeId name = document.find(object, "linkedServiceName");
  return name.valid() && is_text(document.kind(name)) ? name : NodeId{};
}

NodeId mark_of_activity(const Document& document, NodeId activity) {
  const NodeId scheduler = document.find(activity, "scheduler");
  return scheduler.valid() ? scheduler : bare_reference(document, activity);
}

}  // namespace

NodeId version_one_mark(const Document& document, NodeId root) {
  if (document.kind(root) != NodeKind::Object) return {};
  const NodeId schema = document.find(root, "$schema");
  const bool names_it = schema.valid() && is_text(document.kind(schema)) &&
                        document.text(schema).find("datafactories.schema") != std::string::npos;
  if (names_it) return schema;
  const NodeId properties = object_at(document, root, "properties");
  if (!properties.valid()) return {};
  constexpr std::array<std::string_view, 4> kOld = {"availability", "hubName", "pipelineMode",
                                                    "gatewayName"};
  const NodeId old = first_of(document, properties, kOld);
  if (old.valid()) return old;
  if (is_version_two(document, root, properties)) return {};
  const NodeId type = document.find(properties, "type");
  if (type.valid() && fold_case(document.text(type)).starts_with("onpremises")) return type;
  const NodeId activities = document.find(properties, "activities");
  if (!activities.valid()) return bare_reference(document, properties);
  for (const NodeId activity : document.children(activities)) {
    const NodeId mark = mark_of_activity(document, activity);
    if (mark.valid()) return mark;
  }
  const bool timed = document.find(properties, "end").valid();
  return timed ? document.find(properties, "start") : NodeId{};
}

std::optional<Object> recognised(const Document& document, NodeId root, const Setting& setting) {
  if (document.kind(root) != NodeKind::Object) return std::nullopt;
  const NodeId properties = object_at(document, root, "properties");
  const NodeId name = document.find(root, "name");
  std::optional<ObjectKind> told = stated_kind(document, root);
  if (!told && (properties.valid() || name.valid())) told = setting.folder_kind;
  const std::optional<ObjectKind> looks_like =
      properties.valid() ? inferred_kind(document, properties) : std::nullopt;
  // Triggers are kept beside their pipelines by some.
  const bool misplaced =
      told && looks_like && *told == ObjectKind::Pipeline && *looks_like == ObjectKind::Trigger;
  const std::optional<ObjectKind>& kind = told && !misplaced ? told : looks_like;
  if (!kind) return std::nullopt;
  const bool fabric = equal_fold(setting.stem, kFabricPipeline);
  Object object;
  object.kind = fabric ? ObjectKind::Other : *kind;
  object.name = text_at(document, root, "name");
  if (object.name.empty()) object.name = fabric ? fabric_name(setting.parent) : setting.stem;
  object.root = root;
  object.name_node = name;
  object.properties = properties;
  return object;
}

bool is_piece_of_definition(const Document& document, NodeId root) {
  constexpr std::array<std::string_view, 4> kMarks = {"typeProperties", "activities",
                                                      "linkedServiceName", "referenceName"};
  if (document.kind(root) == NodeKind::Array) {
    const NodeId first = document[root].first_child;
    return first.valid() && is_piece_of_definition(document, first);
  }
  return document.kind(root) == NodeKind::Object && first_of(document, root, kMarks).valid();
}

bool looks_like_definition(std::string_view text) {
  constexpr std::array<std::string_view, 3> kMarks = {"typeProperties", "referenceName",
                                                      "linkedServiceName"};
  const bool template_of_arm = text.find("deploymentTemplate.json") != std::string_view::npos;
  return !template_of_arm && std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

}  // namespace adxc::program
