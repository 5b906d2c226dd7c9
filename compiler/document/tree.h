// How the readers grow a Document: nodes are added in reading order, each under the open container.
#pragma once

#include <utility>

#include "compiler/document/document.h"

namespace adxc::document {

class Tree {
 public:
  /// A container that is being filled. `id` is invalid for the level above the roots.
  struct Open {
    NodeId id;
    NodeId last_child;
  };

  /// `document` outlives the tree and has its file.
  explicit Tree(Document& document) : document_(document) {}

  /// Names the next node that is added.
  void set_key(std::string_view key, text::Span span) {
    key_ = key;
    key_span_ = span;
    has_key_ = true;
  }

  NodeId add(Open& open, NodeKind kind, text::Span span) {
    const NodeId id{static_cast<std::uint32_t>(document_.nodes.size())};
    Node& node = document_.nodes.add();
    node.kind = kind;
    node.span = span;
    node.key_span = has_key_ ? key_span_ : text::Span{span.file, span.begin, span.begin};
    node.key = std::exchange(key_, {});
    node.parent = open.id;
    has_key_ = false;
    link(open, id);
    return id;
  }

  void mark_cut() { document_.cut = true; }

  Node& node(NodeId id) { return document_.nodes.loose(id); }
  const Document& document() const { return document_; }
  std::string_view keep(std::string_view text) { return document_.decoded.keep(text); }
  std::size_t size() const { return document_.nodes.size(); }

 private:
  void link(Open& open, NodeId id) {
    if (!open.id.valid()) {
      node(id).index = static_cast<std::uint32_t>(document_.roots.size());
      return document_.roots.push_back(id);
    }
    Node& parent = node(open.id);
    node(id).index = parent.child_count++;
    if (open.last_child.valid()) {
      node(open.last_child).next_sibling = id;
    } else {
      parent.first_child = id;
    }
    open.last_child = id;
  }

  Document& document_;
  std::string_view key_;  // lives as long as the document
  text::Span key_span_;
  bool has_key_ = false;
};

/// Reports each key that an object has already, with the first one as related place
/// (`duplicate-key`). Children that merely repeat an anchor's, at an alias, are left out.
void report_duplicate_keys(const Document& document, diag::Sink& sink);

/// What the readers say when a limit is reached; each stops or prunes there.
void report_too_deep(const Document& document, NodeId inside, text::Span span, std::size_t limit,
                     diag::Sink& sink);
void report_too_many_values(const Document& document, NodeId inside, text::Span span,
                            std::size_t limit, diag::Sink& sink);

}  // namespace adxc::document
