// Documents and findings as text, so that tests are tables.
#pragma once

#include <string>

#include "compiler/document/document.h"

namespace adxc::document {

/// A source file, what a reader made of it, and what it said.
class Reading {
 public:
  Reading(std::string path, std::string text, const Limits& limits = {});

  const Document& document() const { return document_; }
  const std::vector<diag::Diagnostic>& findings() const { return sink_.all(); }

  /// One line per node, indented by depth: `kind begin-end key: text`, positions as line:column.
  std::string nodes() const;
  /// The shape alone: kinds, keys and texts on one line, the same for JSON and YAML.
  std::string shape() const;
  /// One line per finding: `begin-end pointer message [slug]`, ordered by place.
  std::string messages() const;
  std::string range(text::Span span) const;

 private:
  void show(NodeId id, std::size_t depth, std::string& out) const;
  void show_shape(NodeId id, std::string& out) const;

  text::SourceMap sources_;
  diag::Sink sink_;
  Document document_;
};

}  // namespace adxc::document
