// The tree of one expression of the ARM template language. It knows no JSON and no YAML source:
// every place is a text::Span of the fragment it was read from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/text/source_file.h"

namespace adxc::arm {

struct Node;
using NodeId = Id<Node>;

enum class NodeKind : std::uint8_t {
  Broken,  // the parser has said what is wrong
  Text,    // text is the value
  Number,  // text is its spelling
  Call,    // text is the function's name as written, parts are the arguments
  Member,  // parts[0] `.` text
  Index,   // parts[0] `[` parts[1] `]`
};

struct Node {
  NodeKind kind = NodeKind::Broken;
  text::Span span;       // all of the node
  text::Span name_span;  // of the function's or the member's name
  std::string text;
  std::vector<NodeId> parts;
};

struct Tree {
  std::vector<Node> nodes;  // children before their parents
  NodeId root;
  std::string pointer;  // JSON pointer of the value that holds the expression

  const Node& operator[](NodeId id) const { return nodes[id.value]; }
  /// False when the parser found a mistake; such a tree has no value and asks for no further words.
  bool sound() const { return root.valid() && nodes[root.value].kind != NodeKind::Broken; }
};

}  // namespace adxc::arm
