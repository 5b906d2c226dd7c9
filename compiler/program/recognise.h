// Telling definitions from other documents, their kinds and their dialects apart. Only for
// compiler/program.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/program/workspace.h"

namespace adxc::program {

/// What the file's place says about its objects.
struct Setting {
  std::optional<ObjectKind> folder_kind;  // empty outside of ADF's folders
  std::string factory_folder;
  std::string stem;    // of the file's name
  std::string parent;  // name of the folder it stands in
};

/// Pipelines of Fabric are kept in files of this name, in a folder named after the pipeline.
inline constexpr std::string_view kFabricPipeline = "pipeline-content";

/// The object of a factory at `root`; empty when it is none.
std::optional<Object> recognised(const document::Document& document, document::NodeId root,
                                 const Setting& setting);

/// Where the object at `root` shows that it is a definition of the first version of Data Factory,
/// another language; invalid when it does not.
document::NodeId version_one_mark(const document::Document& document, document::NodeId root);

/// True if a document that holds no object of a factory is most likely a piece of one, cut out of
/// its place: a list of activities, typeProperties alone.
bool is_piece_of_definition(const document::Document& document, document::NodeId root);

/// True if a text that cannot be read was most likely meant as a definition.
bool looks_like_definition(std::string_view text);

}  // namespace adxc::program
