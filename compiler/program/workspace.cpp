#include "compiler/program/workspace.h"

#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/program/arm_parameters.h"
#include "compiler/program/arm_template.h"
#include "compiler/program/kinds.h"
#include "compiler/program/recognise.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

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

std::size_t factory_in(Workspace& workspace, const std::string& folder) {
  std::vector<Factory>& factories = workspace.factories;
  for (std::size_t i = 0; i < factories.size(); ++i) {
    if (factories[i].folder == folder) return i;
  }
  factories.emplace_back().folder = folder;
  return factories.size() - 1;
}

/// Data Factory and Synapse publish a factory as one template of one of these names …
constexpr std::array<std::string_view, 3> kWholeTemplates = {
    "ARMTemplateForFactory", "TemplateForWorkspace", "arm_template"};
/// … or in pieces, `ArmTemplate_0.json` and so on, which this one puts together.
constexpr std::string_view kMasterTemplate = "ArmTemplate_master";
constexpr std::string_view kTemplatePiece = "ArmTemplate_";

bool is_piece(std::string_view stem) {
  return equal_fold(stem.substr(0, kTemplatePiece.size()), kTemplatePiece);
}

/// A file that was read but not yet judged to be anything.
struct ReadFile {
  const std::string& path;
  FilePath parts;
  Document& document;
  std::vector<diag::Diagnostic> mistakes;
};

void add_objects(Workspace& workspace, std::vector<Object> found, std::size_t factory) {
  for (Object& object : found) {
    object.document = workspace.documents.size() - 1;
    object.factory = factory;
    workspace.factories[factory].kinds.insert(object.kind);
    workspace.objects.push_back(std::move(object));
  }
}

void add_template(Workspace& workspace, ReadFile& file, diag::Sink& sink) {
  const std::string_view stem = file.parts.stem;
  diag::Sink mistakes;
  const auto given = workspace.given.find(template_key(file.path));
  ArmObjects found = read_arm_template(file.document, file.document.roots.front(), mistakes,
                                       given == workspace.given.end() ? nullptr : &given->second);
  const bool piece = is_piece(stem);
  if (found.objects.empty() && !piece) return void(++workspace.not_definitions);
  for (diag::Diagnostic& mistake : file.mistakes) sink.add(std::move(mistake));
  for (diag::Diagnostic& mistake : mistakes.take()) sink.add(std::move(mistake));
  const std::size_t index = factory_in(workspace, piece ? file.parts.folder + "/" : file.path);
  Factory& factory = workspace.factories[index];
  const bool whole =
      found.whole || std::any_of(kWholeTemplates.begin(), kWholeTemplates.end(),
                                 [&](std::string_view name) { return equal_fold(name, stem); });
  // The pieces are put together by the last of them in the order of names.
  const bool complete = piece ? equal_fold(stem, kMasterTemplate) : whole;
  factory.complete = complete || (factory.is_template && factory.complete);
  factory.is_template = true;
  factory.open.insert(found.open.begin(), found.open.end());
  add_objects(workspace, std::move(found.objects), index);
}

constexpr diag::Kind<std::string> kVersionOne{
    {"version-one-definition", diag::Severity::Warning},
    "`{}` belongs to version 1 of Data Factory, which is retired; adxc judges version 2"};
constexpr diag::Kind<> kNotADefinition{
    {"not-a-definition", diag::Severity::Info},
    "the file holds no definition: wanted an object with `name` and `properties`"};

/// What one file holds.
struct Holdings {
  std::vector<Object> objects;
  NodeId version_one;  // the first thing that shows that version
};

/// A file holds one object, several documents of one each, or a list of objects.
Holdings holdings_of(const Document& document, const Setting& setting) {
  Holdings held;
  const auto take = [&](NodeId node, const Setting& place) {
    const NodeId mark = version_one_mark(document, node);
    if (mark.valid() && !held.version_one.valid()) held.version_one = mark;
    std::optional<Object> object = recognised(document, node, place);
    if (!object) return;
    object->version_one = mark.valid();
    if (mark.valid()) object->kind = ObjectKind::Other;
    held.objects.push_back(*std::move(object));
  };
  for (const NodeId root : document.roots) {
    if (document.kind(root) != NodeKind::Array) {
      take(root, setting);
      continue;
    }
    for (const NodeId child : document.children(root)) {
      const bool whole =
          document.find(child, "name").valid() && document.find(child, "properties").valid();
      if (whole) take(child, setting);
    }
  }
  return held;
}

/// Says once why a file is not judged, where somebody may wonder.
void explain_nothing(const ReadFile& file, const Holdings& held, bool expected, diag::Sink& sink) {
  const Document& document = file.document;
  if (held.version_one.valid()) {
    sink.report(kVersionOne, document.key_place(held.version_one),
                std::string(document.key(held.version_one)));
  } else if (held.objects.empty() && expected && file.mistakes.empty()) {
    const NodeId root = document.roots.empty() ? NodeId{} : document.roots.front();
    const text::Span begin{document.file->id, 0, 0};
    if (!root.valid()) return void(sink.report(kNotADefinition, {begin, ""}));
    diag::Place place = document.place(root);
    place.span.end = std::min(place.span.end, place.span.begin + 1);
    sink.report(kNotADefinition, std::move(place));
  }
}

void add_definitions(Workspace& workspace, ReadFile& file, bool expected, diag::Sink& sink) {
  Setting setting{kind_named(file.parts.parent), "", file.parts.stem, file.parts.parent};
  if (setting.folder_kind) setting.factory_folder = file.parts.above;
  const Document& document = file.document;
  Holdings held = holdings_of(document, setting);
  if (!held.objects.empty() || setting.folder_kind || looks_like_definition(document.file->text)) {
    for (const diag::Diagnostic& mistake : file.mistakes) sink.add(mistake);
  }
  const bool piece =
      !document.roots.empty() && is_piece_of_definition(document, document.roots.front());
  explain_nothing(file, held, expected || piece || setting.folder_kind, sink);
  if (held.objects.empty()) return void(++workspace.not_definitions);
  const bool stands_alone = setting.folder_kind && document.roots.size() == 1 &&
                            document.kind(document.roots.front()) == NodeKind::Object;
  if (stands_alone) held.objects.front().file_name = file.parts.stem;
  add_objects(workspace, std::move(held.objects), factory_in(workspace, setting.factory_folder));
}

}  // namespace

void add_file(Workspace& workspace, const std::string& path, std::string text, diag::Sink& sink,
              bool expected) {
  diag::Sink mistakes;
  Document document =
      document::read(workspace.sources.add(path, std::move(text)), mistakes, workspace.limits);
  add_document(workspace, std::move(document), mistakes.take(), sink, expected);
}

void add_document(Workspace& workspace, Document read, std::vector<diag::Diagnostic> mistakes,
                  diag::Sink& sink, bool expected) {
  ++workspace.files;
  Document& document = workspace.documents.emplace_back(std::move(read));
  const std::string& path = document.file->path;
  ReadFile file{path, split_path(path), document, std::move(mistakes)};
  const bool arm = !document.roots.empty() && is_arm_template(document, document.roots.front());
  arm ? add_template(workspace, file, sink) : add_definitions(workspace, file, expected, sink);
}

}  // namespace adxc::program
