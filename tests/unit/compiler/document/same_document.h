// Whether two documents of one file are the same in everything that can be seen of them. Shared by
// the unit tests and the fuzz targets, which is why it is all in this header.
#pragma once

#include <string>

#include "compiler/document/document.h"

namespace adxc::document {

/// What differs between two nodes; "" when nothing does.
inline std::string difference(const Node& a, const Node& b) {
  if (a.kind != b.kind) return "kind";
  if (a.style != b.style) return "style";
  if (a.span != b.span) return "span";
  if (a.key_span != b.key_span) return "the key's span";
  if (a.key != b.key) return "key";
  if (a.text != b.text) return "text";
  const bool linked = a.parent == b.parent && a.first_child == b.first_child &&
                      a.next_sibling == b.next_sibling && a.child_count == b.child_count &&
                      a.index == b.index;
  return linked ? "" : "place in the tree";
}

inline std::string difference(const Document& a, const Document& b) {
  if (a.nodes.size() != b.nodes.size()) return "number of nodes";
  if (a.roots != b.roots) return "roots";
  for (std::size_t i = 0; i < a.nodes.size(); ++i) {
    const std::string what = difference(a.nodes[i], b.nodes[i]);
    if (!what.empty()) return what + " of node " + std::to_string(i);
  }
  return "";
}

/// Findings as the two readers of YAML must agree on them.
inline std::string difference(const diag::Sink& a, const diag::Sink& b) {
  if (a.all().size() != b.all().size()) return "number of findings";
  for (std::size_t i = 0; i < a.all().size(); ++i) {
    if (a.all()[i].message != b.all()[i].message) return "message";
    if (a.all()[i].place.span != b.all()[i].place.span) return "place of a finding";
    if (a.all()[i].place.pointer != b.all()[i].place.pointer) return "pointer of a finding";
  }
  return "";
}

/// What read_yaml and read_full_yaml make of a text that the other does not; "" when nothing.
inline std::string difference_of_yaml_readers(const text::SourceFile& file) {
  diag::Sink quick_sink;
  diag::Sink full_sink;
  const Document quick = read_yaml(file, quick_sink);
  const Document full = read_full_yaml(file, full_sink);
  const std::string of_documents = difference(quick, full);
  return of_documents.empty() ? difference(quick_sink, full_sink) : of_documents;
}

}  // namespace adxc::document
