// The tree of one ADF expression. The parser makes it, the program looks names up in it, lowering
// evaluates it. It knows no YAML and no JSON source: every place is a text::Span of the fragment it
// was read from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "compiler/base/id.h"
#include "compiler/text/source_file.h"

namespace adxc::expr {

/// A value of the expression language; objects keep the order in which they were written.
using Value = nlohmann::ordered_json;

struct Function;  // compiler/expr/functions.h
struct Node;
using NodeId = Id<Node>;

enum class NodeKind : std::uint8_t {
  Broken,    // the parser has said what is wrong
  Literal,   // value
  Call,      // text is the function's name as written, parts are the arguments
  Member,    // parts[0] `.` text
  Index,     // parts[0] `[` parts[1] `]`
  Template,  // parts are literals and interpolated expressions; gives a string
};

struct Node {
  NodeKind kind = NodeKind::Broken;
  bool null_safe = false;  // `?.` and `?[`: a missing thing is null
  text::Span span;         // all of the node
  text::Span name_span;    // of text: the function's or the member's name
  std::string text;
  Value value;
  std::vector<NodeId> parts;
  const Function* function = nullptr;  // of a Call; null when there is none of the name
};

/// A thing outside of the expression that it names.
struct Use {
  enum class Kind : std::uint8_t {
    PipelineParameter,       // pipeline().parameters.name
    GlobalParameter,         // pipeline().globalParameters.name
    DatasetParameter,        // dataset().name
    LinkedServiceParameter,  // linkedService().name
    Variable,                // variables('name')
    Activity,                // activity('name')
    Item,                    // item(); no name
  };
  Kind kind;
  std::string name;
  text::Span span;  // of the name; of the call for Item
  NodeId node;      // the access or call that is the thing
};

struct Tree {
  std::vector<Node> nodes;  // children before their parents
  NodeId root;
  std::string pointer;    // JSON pointer of the property that holds the expression
  std::vector<Use> uses;  // everything it names by a literal name, in the order of the source

  const Node& operator[](NodeId id) const { return nodes[id.value]; }
  /// False when the parser found a mistake; such a tree has no value and asks for no further words.
  bool sound() const { return root.valid() && nodes[root.value].kind != NodeKind::Broken; }
};

}  // namespace adxc::expr
