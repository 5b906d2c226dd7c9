// The nodes of a document. A node in the hand is 80 bytes; of a factory's hundred thousands most
// say the same twice, so a document that has been read keeps them packed, in half of that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/text/source_file.h"

namespace adxc::document {

struct Node;
using NodeId = Id<Node>;

enum class NodeKind : std::uint8_t {
  Broken,  // the reader could not make sense of it and has said so; later passes keep quiet about
           // it. In a template of ARM also a value that is known only at deployment, whatever is
           // written there.
  Null,    // JSON null; YAML empty value or plain null/~
  Bool,    // JSON true or false
  Number,  // JSON number; text holds its spelling
  String,  // JSON string; YAML quoted or block scalar
  Plain,   // YAML plain scalar: untyped
  Array,
  Object,
};

/// How a scalar stands in the source, so that a Fragment can be made of it when somebody asks.
enum class Style : std::uint8_t {
  None,
  JsonString,
  SingleQuoted,
  DoubleQuoted,
  Plain,
  Literal,
  Folded
};

struct Node {
  NodeKind kind = NodeKind::Broken;
  Style style = Style::None;
  text::Span span;        // the value, quotes and brackets included
  text::Span key_span;    // the key, quotes included; empty span at the value when there is no key
  std::string_view key;   // decoded; "" unless the parent is an Object
  std::string_view text;  // decoded scalar; a Number's spelling; "" for the rest
  NodeId parent;
  NodeId first_child;
  NodeId next_sibling;
  std::uint32_t child_count = 0;
  std::uint32_t index = 0;  // among its siblings, from 0; a root's among the roots
};

/// Nodes in the order of reading. Loose, they can be changed; packed, they are made when somebody
/// asks for one.
class NodeList {
 public:
  std::size_t size() const { return packed_.empty() ? loose_.size() : packed_.size(); }
  Node operator[](std::size_t i) const { return packed_.empty() ? loose_[i] : unpacked(i); }
  // Of a node in the hand most is not asked for; these give one thing without the rest.
  NodeKind kind(std::size_t i) const { return packed_.empty() ? loose_[i].kind : packed_[i].kind; }
  std::string_view key(std::size_t i) const {
    return packed_.empty() ? loose_[i].key : key_of(packed_[i], i);
  }
  std::string_view text(std::size_t i) const {
    return packed_.empty() ? loose_[i].text : text_of(packed_[i]);
  }
  NodeId first_child(std::size_t i) const {
    return packed_.empty() ? loose_[i].first_child : first_child_of(packed_[i]);
  }
  NodeId next_sibling(std::size_t i) const {
    return packed_.empty() ? loose_[i].next_sibling : packed_[i].next_sibling;
  }

  class Iterator {
   public:
    using value_type = Node;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const NodeList* list, std::size_t at) : list_(list), at_(at) {}
    Node operator*() const { return (*list_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const NodeList* list_ = nullptr;
    std::size_t at_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  // ---- loose ----
  void reserve(std::size_t count);
  Node& add() { return loose_.emplace_back(); }
  Node& loose(NodeId id) { return loose_[id.value]; }

  /// Packs nodes of `file`, whose text and whose id they have. Where one would lose something they
  /// all stay loose.
  void pack(const text::SourceFile& file);
  void unpack();

 private:
  /// Where a text is found: it is empty, the bytes of its span without quotes or with them, or
  /// among the odd ones.
  enum class Found : std::uint8_t { Empty, InQuotes, Bare, Odd };
  struct Packed {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t key_begin;
    std::uint32_t key_end;
    NodeId parent;
    NodeId next_sibling;
    std::uint32_t index;
    std::uint32_t child_count;
    std::uint32_t first_child;  // of a text that is odd: its place in odd_texts_
    NodeKind kind;
    Style style;
    Found key;
    Found text;
  };
  /// A key that does not stand in its span.
  struct OddKey {
    std::uint32_t node;
    std::string_view key;
  };

  static NodeId first_child_of(const Packed& packed) {
    return packed.text == Found::Odd ? NodeId{} : NodeId{packed.first_child};
  }
  static Found find(std::string_view text, text::Span span, std::string_view source);
  static std::string_view shown(Found found, std::uint32_t begin, std::uint32_t end,
                                std::string_view source) {
    if (found == Found::InQuotes) return {source.data() + begin + 1, end - begin - 2};
    return found == Found::Bare ? std::string_view(source.data() + begin, end - begin)
                                : std::string_view{};
  }
  std::string_view key_of(const Packed& packed, std::size_t i) const {
    if (packed.key == Found::Odd) return odd_key(static_cast<std::uint32_t>(i));
    return shown(packed.key, packed.key_begin, packed.key_end, file_->text);
  }
  std::string_view text_of(const Packed& packed) const {
    if (packed.text == Found::Odd) return odd_texts_[packed.first_child];
    return shown(packed.text, packed.begin, packed.end, file_->text);
  }
  bool fits(const Node& node, text::FileId file) const;
  Packed packed(const Node& node, std::uint32_t i);
  Node unpacked(std::size_t i) const {
    const Packed& packed = packed_[i];
    Node node;
    node.kind = packed.kind;
    node.style = packed.style;
    node.span = {file_->id, packed.begin, packed.end};
    node.key_span = {file_->id, packed.key_begin, packed.key_end};
    node.key = key_of(packed, i);
    node.text = text_of(packed);
    node.parent = packed.parent;
    node.first_child = first_child_of(packed);
    node.next_sibling = packed.next_sibling;
    node.child_count = packed.child_count;
    node.index = packed.index;
    return node;
  }
  std::string_view odd_key(std::uint32_t node) const;

  const text::SourceFile* file_ = nullptr;
  std::vector<Node> loose_;
  std::vector<Packed> packed_;
  std::vector<std::string_view> odd_texts_;
  std::vector<OddKey> odd_keys_;  // in the order of nodes
};

}  // namespace adxc::document
