// One YAML mapping of a property table, read cell by cell; what is wrong or left over is a mistake.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/document/document.h"

namespace adxc::tables {

/// Mistakes of all files, in the order they were found.
using Mistakes = std::vector<std::string>;

/// Adds "path:line:column: text".
void add_mistake(Mistakes& mistakes, const document::Document& document, document::NodeId node,
                 std::string_view text);

class Cells {
 public:
  Cells(const document::Document& document, document::NodeId node, Mistakes& mistakes);

  /// The cell's text, "" when it is absent.
  std::string text(std::string_view name);
  /// The cell's text; its absence is a mistake.
  std::string required_text(std::string_view name);
  std::optional<std::string> optional_text(std::string_view name);
  /// `yes` or `no`; no when it is absent.
  bool flag(std::string_view name);
  std::size_t number(std::string_view name);
  /// Texts of a sequence; none when it is absent.
  std::vector<std::string> list(std::string_view name);
  /// The cell's node, invalid when it is absent.
  document::NodeId node(std::string_view name);
  /// Items of a sequence, or the cell itself when it is no sequence; none when it is absent.
  std::vector<document::NodeId> items(std::string_view name);

  void mistake(std::string_view text);
  /// Every cell that nobody asked for is a mistake.
  void reject_the_rest();

  const document::Document& document() const { return *document_; }
  Mistakes& mistakes() { return *mistakes_; }

 private:
  const document::Document* document_;
  document::NodeId node_;
  Mistakes* mistakes_;
  std::vector<std::string> asked_;
};

}  // namespace adxc::tables
