// One shape for definitions from JSON and from YAML: located, in order, duplicates kept so that
// they can be reported. Plain YAML scalars stay untyped text; the property tables say what they are
// (`00:10:00` is 600 and `on` is true to a generic YAML reader).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/document/nodes.h"
#include "compiler/text/fragment.h"

namespace adxc::document {

/// Text of nodes that does not stand in the file as such: escapes decoded, lines folded.
class DecodedTexts {
 public:
  /// A copy that lives, at one address, as long as this object and those it is moved to.
  std::string_view keep(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  // in the last block
  std::size_t room_ = 0;
};

/// Nodes show text of `file` and of `decoded`: the file must outlive the document.
struct Document {
  const text::SourceFile* file = nullptr;
  DecodedTexts decoded;
  NodeList nodes;
  bool cut = false;           // the text broke off or brackets do not match: not all of it was read
  std::vector<NodeId> roots;  // one for JSON; one per document for YAML; none for an empty file

  Node operator[](NodeId id) const { return nodes[id.value]; }
  NodeKind kind(NodeId id) const { return nodes.kind(id.value); }
  std::string_view key(NodeId id) const { return nodes.key(id.value); }
  std::string_view text(NodeId id) const { return nodes.text(id.value); }

  /// The last child of `object` with this key, case folded as the service does; invalid when there
  /// is none or no object. What is written at a Broken node is looked through as well.
  NodeId find(NodeId object, std::string_view key) const;

  /// For `for (NodeId child : document.children(id))`.
  class Children;
  Children children(NodeId id) const;

  /// RFC 6901 pointer of a node, with the document's index first when the file holds several.
  std::string pointer(NodeId id) const;
  diag::Place place(NodeId id) const;      // of the value
  diag::Place key_place(NodeId id) const;  // of the key; of the value when it has none

  /// A scalar's decoded text with the way back to its bytes.
  text::Fragment fragment(NodeId id) const;
};

class Document::Children {
 public:
  class Iterator {
   public:
    using value_type = NodeId;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Document* document, NodeId at) : document_(document), at_(at) {}
    NodeId operator*() const { return at_; }
    Iterator& operator++() {
      at_ = document_->nodes.next_sibling(at_.value);
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const Document* document_ = nullptr;
    NodeId at_;
  };
  Children(const Document* document, NodeId first) : document_(document), first_(first) {}
  Iterator begin() const { return {document_, first_}; }
  Iterator end() const { return {document_, NodeId{}}; }

 private:
  const Document* document_;
  NodeId first_;
};

inline Document::Children Document::children(NodeId id) const {
  return {this, id.valid() ? nodes.first_child(id.value) : NodeId{}};
}

/// What a reader accepts before it gives up with a diagnostic.
struct Limits {
  std::size_t bytes = std::size_t{16} << 20;
  std::size_t other_yaml_bytes = std::size_t{1} << 20;  // of YAML for yaml-cpp: half a second
  std::size_t depth = 100;
  std::size_t nodes = 2'000'000;  // after YAML aliases are expanded
  std::size_t expanded_aliases = 10'000;
};

/// Strict JSON (RFC 8259) with our own reader: duplicates are kept and reported, a byte order mark
/// is skipped, all mistakes of a file that can be told apart are reported in one run.
Document read_json(const text::SourceFile& file, diag::Sink& sink, const Limits& limits = {});

/// YAML 1.2: anchors, aliases and merge keys are expanded within the limits; an alias's nodes carry
/// the span of the place of use. Simple text is read by our own reader, the rest by yaml-cpp.
Document read_yaml(const text::SourceFile& file, diag::Sink& sink, const Limits& limits = {});
/// The same, all of it by yaml-cpp: what read_yaml is held to.
Document read_full_yaml(const text::SourceFile& file, diag::Sink& sink, const Limits& limits = {});

/// By the file's name: .json is JSON, .yaml and .yml are YAML.
Document read(const text::SourceFile& file, diag::Sink& sink, const Limits& limits = {});

}  // namespace adxc::document
