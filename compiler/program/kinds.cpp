#include "compiler/program/kinds.h"

#include <algorithm>
#include <array>

#include "compiler/base/names.h"

namespace adxc::program {
namespace {

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

struct ReferenceType {
  std::string_view name;
  ObjectKind kind;
};
constexpr std::array<ReferenceType, 7> kReferenceTypes = {{
    {"LinkedServiceReference", ObjectKind::LinkedService},
    {"DatasetReference", ObjectKind::Dataset},
    {"PipelineReference", ObjectKind::Pipeline},
    {"IntegrationRuntimeReference", ObjectKind::IntegrationRuntime},
    {"CredentialReference", ObjectKind::Credential},
    {"DataFlowReference", ObjectKind::DataFlow},
    {"TriggerReference", ObjectKind::Trigger},
}};

}  // namespace

std::optional<ObjectKind> kind_named(std::string_view name) {
  for (const KindName& known : kFolders) {
    const bool plural = name.size() == known.name.size() + 1 && (name.back() | 0x20) == 's';
    if (equal_fold(plural ? name.substr(0, known.name.size()) : name, known.name))
      return known.kind;
  }
  return std::nullopt;
}

std::optional<ObjectKind> kind_of_type(std::string_view type) {
  const std::string folded = fold_case(type);
  const bool of_factory =
      folded.starts_with("microsoft.datafactory/") || folded.starts_with("microsoft.synapse/");
  return of_factory ? kind_named(type.substr(type.rfind('/') + 1)) : std::nullopt;
}

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

std::optional<ObjectKind> referenced_kind(std::string_view type) {
  for (const ReferenceType& known : kReferenceTypes) {
    if (equal_fold(known.name, type)) return known.kind;
  }
  return std::nullopt;
}

}  // namespace adxc::program
