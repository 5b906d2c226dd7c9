#include "compiler/program/workspace.h"

#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

struct KindName {
  std::string_view name;
  ObjectKind kind;
};

/// Folder names of ADF and Synapse; an `s` at the end is accepted, as ARM types have it.
constexpr std::array<KindName, 22> kFolders = {{
    {"linkedService", ObjectKind::LinkedService},
    {"dataset", ObjectKind::Dataset},
    {"pipeline", ObjectKind::Pipeline},
    {"trigger", ObjectKind::Trigger},
    {"integrationRuntime", ObjectKind::IntegrationRuntime},
    {"credential", ObjectKind::Credential},
    {"dataflow", ObjectKind::DataFlow},
    {"factory", ObjectKind::Factory},
    {"factorie", ObjectKind::Factory},
    {"managedVirtualNetwork", ObjectKind::ManagedVirtualNetwork},
    {"managedPrivateEndpoint", ObjectKind::ManagedPrivateEndpoint},
    {"changeDataCapture", ObjectKind::ChangeDataCapture},
    {"adfcdc", ObjectKind::ChangeDataCapture},
    {"globalParameter", ObjectKind::Other},
    {"sqlscript", ObjectKind::Other},
    {"notebook", ObjectKind::Other},
    {"kqlscript", ObjectKind::Other},
    {"sparkJobDefinition", ObjectKind::Other},
    {"bigDataPool", ObjectKind::Other},
    {"sqlPool", ObjectKind::Other},
    {"sparkConfiguration", ObjectKind::Other},
    {"database", ObjectKind::Other},
}};

std::optional<ObjectKind> kind_named(std::string_view name) {
  for (const KindName& known : kFolders) {
    const bool plural = name.size() == known.name.size() + 1 && (name.back() | 0x20) == 's';
    if (equal_fold(plural ? name.substr(0, known.name.size()) : name, known.name))
      return known.kind;
  }
  return std::nullopt;
}

/// "a/pipeline/Nightly.json" taken apart.
struct FilePath {
  std::string folder;  // "a/pipeline"
  std::string parent;  // "pipeline"
  std::string above;   // "a"
  std::string stem;    // "Nightly"
};

FilePath split_path(std::string_view path) {
  FilePath parts;
  const std::size_t slash = path.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
  parts.stem = file.substr(0, file.rfind('.'));
  if (slash == std::string_view::npos) return parts;
  parts.folder = path.substr(0, slash);
  const std::size_t before = parts.folder.rfind('/');
  parts.parent = before == std::string::npos ? parts.folder : parts.folder.substr(before + 1);
  parts.above = before == std::string::npos ? "" : parts.folder.substr(0, before);
  return parts;
}

bool is_array(const Document& document, NodeId object, std::string_view key) {
  const NodeId node = document.find(object, key);
  return node.valid() && document[node].kind == NodeKind::Array;
}

/// The kind that the object says itself: `kind: dataset`, or the ARM type
/// `Microsoft.DataFactory/factories/datasets`.
std::optional<ObjectKind> stated_kind(const Document& document, NodeId root) {
  if (const auto kind = kind_named(text_at(document, root, "kind"))) return kind;
  const std::string_view type = text_at(document, root, "type");
  const bool of_factory = fold_case(type).starts_with("microsoft.datafactory/") ||
                          fold_case(type).starts_with("microsoft.synapse/");
  return of_factory ? kind_named(type.substr(type.rfind('/') + 1)) : std::nullopt;
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

/// Pipelines of Fabric are kept under this name; they are another dialect.
constexpr std::string_view kFabricPipeline = "pipeline-content";

/// Definitions of the first version of Data Factory are another language.
bool is_version_one(const Document& document, NodeId root, NodeId properties) {
  if (text_at(document, root, "$schema").find("datafactories.schema") != std::string_view::npos)
    return true;
  return document.find(properties, "availability").valid() ||
         !text_at(document, properties, "linkedServiceName").empty();
}

/// True if a text that cannot be read was most likely meant as a definition.
bool looks_like_definition(std::string_view text) {
  constexpr std::array<std::string_view, 3> kMarks = {"typeProperties", "referenceName",
                                                      "linkedServiceName"};
  const bool template_of_arm = text.find("deploymentTemplate.json") != std::string_view::npos;
  return !template_of_arm && std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

std::size_t factory_in(Workspace& workspace, const std::string& folder) {
  std::vector<Factory>& factories = workspace.factories;
  for (std::size_t i = 0; i < factories.size(); ++i) {
    if (factories[i].folder == folder) return i;
  }
  factories.push_back({folder, {}});
  return factories.size() - 1;
}

/// What the file's place says about its objects.
struct Setting {
  std::optional<ObjectKind> folder_kind;  // empty outside of ADF's folders
  std::string factory_folder;
  std::string stem;
};

std::optional<Object> recognised(const Document& document, NodeId root, const Setting& setting) {
  if (document[root].kind != NodeKind::Object) return std::nullopt;
  const NodeId properties = object_at(document, root, "properties");
  const NodeId name = document.find(root, "name");
  std::optional<ObjectKind> kind = stated_kind(document, root);
  if (!kind && (properties.valid() || name.valid())) kind = setting.folder_kind;
  const std::optional<ObjectKind> looks_like =
      properties.valid() ? inferred_kind(document, properties) : std::nullopt;
  // Triggers are kept beside their pipelines by some.
  const bool misplaced = kind == ObjectKind::Pipeline && looks_like == ObjectKind::Trigger;
  if (!kind || misplaced) kind = looks_like;
  if (!kind) return std::nullopt;
  const bool foreign = setting.stem == kFabricPipeline ||
                       (properties.valid() && is_version_one(document, root, properties));
  if (foreign) kind = ObjectKind::Other;
  Object object;
  object.kind = *kind;
  object.name = text_at(document, root, "name");
  if (object.name.empty()) object.name = setting.stem;
  object.root = root;
  object.name_node = name;
  object.properties = properties;
  return object;
}

}  // namespace

std::string_view word(ObjectKind kind) {
  for (const KindName& known : kFolders) {
    if (known.kind == kind && kind != ObjectKind::Other) return known.name;
  }
  return "object";
}

std::string_view words(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::LinkedService: return "linked service";
    case ObjectKind::IntegrationRuntime: return "integration runtime";
    case ObjectKind::DataFlow: return "data flow";
    case ObjectKind::ManagedVirtualNetwork: return "managed virtual network";
    case ObjectKind::ManagedPrivateEndpoint: return "managed private endpoint";
    case ObjectKind::ChangeDataCapture: return "change data capture";
    default: return word(kind);
  }
}

void add_file(Workspace& workspace, const std::string& path, std::string text, diag::Sink& sink) {
  const FilePath parts = split_path(path);
  Setting setting{kind_named(parts.parent), "", parts.stem};
  if (setting.folder_kind) setting.factory_folder = parts.above;
  ++workspace.files;
  diag::Sink mistakes;
  const text::SourceFile& file = workspace.sources.add(path, std::move(text));
  const Document& document = workspace.documents.emplace_back(document::read(file, mistakes));
  std::vector<Object> found;
  for (const NodeId root : document.roots) {
    if (std::optional<Object> object = recognised(document, root, setting)) {
      found.push_back(*std::move(object));
    }
  }
  if (!found.empty() || setting.folder_kind || looks_like_definition(file.text)) {
    for (diag::Diagnostic& mistake : mistakes.take()) sink.add(std::move(mistake));
  }
  if (found.empty()) ++workspace.not_definitions;
  for (Object& object : found) {
    object.document = workspace.documents.size() - 1;
    object.factory = factory_in(workspace, setting.factory_folder);
    if (setting.folder_kind && document.roots.size() == 1) object.file_name = parts.stem;
    workspace.factories[object.factory].kinds.insert(object.kind);
    workspace.objects.push_back(std::move(object));
  }
}

}  // namespace adxc::program
