// What holds for every document a reader returns, whatever it was given. Shared by the unit tests
// and the fuzz targets, which is why it is all in this header.
#pragma once

#include <algorithm>
#include <set>
#include <string>

#include "compiler/document/document.h"

namespace adxc::document {

inline bool in_file(const Document& document, text::Span span) {
  return span.file == document.file->id && span.begin <= span.end &&
         span.end <= document.file->text.size();
}

inline bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) continue;
    const std::size_t tails = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 9;
    for (std::size_t i = 0; i < tails; ++i) {
      if (++at >= text.size() || (text[at] & 0xC0) != 0x80) return false;
    }
  }
  return true;
}

/// Bytes of the decoded text stand in the order of the source and inside the value.
inline bool maps_back(const Node& node, const text::Fragment& fragment) {
  std::uint32_t last = node.span.begin;
  for (std::size_t i = 0; i < std::min<std::size_t>(fragment.text().size(), 2000); ++i) {
    const text::Span place = fragment.span(i, i + 1);
    // The line break that ends a block scalar is outside of it.
    if (place.begin < last || place.begin > node.span.end + 2) return false;
    last = place.begin;
  }
  return true;
}

inline std::string about_children(const Document& document, NodeId id) {
  const Node& node = document[id];
  std::uint32_t count = 0;
  for (const NodeId child : document.children(id)) {
    if (document[child].parent != id) return "a child has another parent";
    if (document[child].index != count++) return "a child has the wrong index";
    const bool inside =
        document[child].span.begin >= node.span.begin && document[child].span.end <= node.span.end;
    if (!inside) return "a child stands outside its parent";
  }
  return count == node.child_count ? "" : "the children are not as many as said";
}

inline std::string about_node(const Document& document, NodeId id) {
  const Node& node = document[id];
  if (!in_file(document, node.span)) return "a span is outside the file";
  if (!in_file(document, node.key_span)) return "a key's span is outside the file";
  if (!is_utf8(node.text) || !is_utf8(node.key)) return "text is not UTF-8";
  const text::Fragment fragment = document.fragment(id);
  if (fragment.text() != node.text) return "a fragment's text is not its node's";
  if (!maps_back(node, fragment)) return "a fragment leads outside its node";
  return about_children(document, id);
}

/// "" when everything holds, else a sentence about the first thing that does not.
inline std::string broken_promise(const Document& document,
                                  const std::vector<diag::Diagnostic>& findings) {
  for (const diag::Diagnostic& finding : findings) {
    if (!in_file(document, finding.place.span)) return "a finding is outside the file";
    if (finding.message.empty() || !is_utf8(finding.message)) return "a finding says nothing";
  }
  std::set<std::string> pointers;
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    std::string broken = about_node(document, NodeId{i});
    if (!broken.empty()) return broken + " at " + document.pointer(NodeId{i});
    pointers.insert(document.pointer(NodeId{i}));
  }
  const bool unique = pointers.size() == document.nodes.size();
  return unique || !findings.empty() ? "" : "two nodes have one pointer and no key is a duplicate";
}

}  // namespace adxc::document
