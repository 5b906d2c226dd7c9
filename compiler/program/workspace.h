// The definitions that were given to adxc, found and told apart but not yet understood: which files
// hold objects of a factory, of which kind, under which name. resolve() in program.h makes sense of
// them.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/document/document.h"

namespace adxc::program {

/// Kinds of objects of a factory. Other is a kind that adxc knows by name only (notebooks, SQL
/// scripts, …): such files are not judged.
enum class ObjectKind : std::uint8_t {
  LinkedService,
  Dataset,
  Pipeline,
  Trigger,
  IntegrationRuntime,
  Credential,
  DataFlow,
  Factory,
  ManagedVirtualNetwork,
  ManagedPrivateEndpoint,
  ChangeDataCapture,
  Other,
};

/// "linkedService", "dataset", …: the name of the kind's folder, and its word in addresses.
std::string_view word(ObjectKind kind);

/// "linked service", "dataset", …: the kind in a sentence.
std::string_view words(ObjectKind kind);

/// What the ARM template that holds an object says of it.
struct Deployed {
  std::uint32_t deployment = 0;    // objects of one document with the same number go out together
  bool name_known = true;          // false: part of the name is known only at deployment
  bool conditional = false;        // whether it is deployed at all depends
  std::vector<std::string> after;  // "dataset/orders", or "name/orders" where the kind is not told
  bool after_unknown = false;      // it waits for something that cannot be told
};

/// One object of a factory.
struct Object {
  ObjectKind kind = ObjectKind::Other;
  std::string name;             // as written; the file's name when there is none
  std::size_t document = 0;     // index in Workspace::documents
  document::NodeId root;        // the object with `name` and `properties`
  document::NodeId name_node;   // invalid when there is none
  document::NodeId properties;  // an object; invalid when there is none
  std::size_t factory = 0;      // index in Workspace::factories
  std::string file_name;        // without extension; "" unless the file stands for one object
  std::optional<Deployed> deployed = {};  // of an object in an ARM template
  bool version_one = false;               // of the language; is searched for secrets and no more
};

/// A folder whose objects belong together: names are unique in it and are looked up in it first.
struct Factory {
  std::string folder;          // relative to the linted root; "" for the root itself
  std::set<ObjectKind> kinds;  // kinds of which it holds at least one object or folder
  std::set<ObjectKind> open;   // kinds of which it may hold more objects than are known
  bool is_template = false;    // of ARM
  bool complete = true;        // false: a template that adds to a factory known elsewhere

  /// Whether all of its objects of a kind are known, and there are some.
  bool shows(ObjectKind kind) const {
    return complete && kinds.count(kind) > 0 && open.count(kind) == 0;
  }
};

/// What a parameter file gives to a template that stands beside it: texts, numbers, true and false.
struct Given {
  document::NodeKind kind = document::NodeKind::String;
  std::string text;
};
using GivenParameters = std::map<std::string, Given>;  // by folded name

struct Workspace {
  text::SourceMap sources;
  std::deque<document::Document> documents;  // a deque: entities point into them
  std::vector<Object> objects;               // in the order of file names
  std::vector<Factory> factories;
  std::size_t files = 0;            // that were read
  std::size_t not_definitions = 0;  // files that hold no object of a factory: a package.json, a
                                    // template, a notebook
  document::Limits limits;          // of every file
  /// Parameter files, by the path of the template they are for, see template_key().
  std::map<std::string, GivenParameters> given = {};
  const document::Document& document_of(const Object& object) const {
    return documents[object.document];
  }
};

/// Adds one file. `path` is relative to the root, with forward slashes; its folder and its content
/// decide whether it holds definitions. Mistakes of files that are certainly no definitions are not
/// reported. `expected`: somebody asked for this very file, so it is said when it holds none.
void add_file(Workspace& workspace, const std::string& path, std::string text, diag::Sink& sink,
              bool expected = false);

/// The same for the document of a file that is in workspace.sources already, and what its reader
/// had to say.
void add_document(Workspace& workspace, document::Document document,
                  std::vector<diag::Diagnostic> mistakes, diag::Sink& sink, bool expected = false);

/// A file that may hold definitions.
struct FoundFile {
  std::string path;        // a std::filesystem::path would keep its parts as well
  std::string shown;       // as findings name it
  bool asked_for = false;  // by its own name
};

/// Every .json, .yaml and .yml file of the given folders and files, but not what is hidden, ignored
/// by git or in node_modules. Findings name files relative to the one folder given; with several,
/// each file begins with its folder as given. Errors: NotFound for a path that does not exist,
/// Denied for a folder that cannot be read, Limit for more than 100 000 files.
Result<std::vector<FoundFile>> find_files(const std::vector<std::filesystem::path>& paths);

/// Reads files in parallel and adds them in their order. Errors: Denied for a file that cannot be
/// read.
Result<void> read_files(Workspace& workspace, const std::vector<FoundFile>& files,
                        diag::Sink& sink);

/// Finds and reads.
Result<Workspace> load(const std::vector<std::filesystem::path>& paths, diag::Sink& sink,
                       const document::Limits& limits = {});

}  // namespace adxc::program
