// From yaml-cpp's events to nodes with exact places: the source is read along with the events, so
// that ends, empty values and places of use are known.
#pragma once

#include <string_view>
#include <unordered_set>

#include "compiler/document/tree.h"
#include "compiler/document/yaml_events.h"
#include "compiler/document/yaml_reports.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {

/// Grows the documents of one file, one after the other.
class YamlTree {
 public:
  /// `text` is the file's, with stand-ins for what yaml-cpp must not see.
  YamlTree(Document& document, std::string_view text, YamlReports& reports, const Limits& limits)
      : tree_(document),
        whole_(text),
        reports_(reports),
        limits_(limits),
        file_(document.file->id) {}

  /// Adds the document that stands in `part` as one root.
  void add_document(std::vector<YamlEvent>& events, YamlPart part);

  /// The innermost container of the last document that an error cut off; invalid when none was.
  NodeId cut_off() const { return cut_off_; }

 private:
  using Index = std::uint32_t;  // of an event
  using Keys = std::unordered_set<std::string>;

  /// Where nodes go, and the place they are said to stand at when they repeat an anchor's.
  struct Where {
    Tree::Open& parent;
    std::size_t depth;
    const text::Span* use;  // null for what stands here itself
  };
  struct Placed {
    text::Span span;
    Style style = Style::None;
  };

  // yaml_tree.cpp: values
  void add_value(Index index, Where where);
  void report_full(Index index, const Where& where);
  void add_leaf(Where where, NodeKind kind, const Placed& placed, std::string_view text);
  void add_scalar(Index index, Where where);
  void add_null(Index index, Where where);
  void add_container(Index index, Where where);
  text::Span around(NodeId id, text::Span place) const;
  void read_values(Index index, Where where);
  void read_pairs(Index index, Where where, Keys* known);
  void read_pair(Index key, Where where, Keys* known, std::vector<Index>& merges);
  bool read_key(Index key, const Where& where, Keys* known);
  std::optional<std::string> text_of_key(Index key, const Where& where, text::Span& place);
  void add_too_deep(Index index, Where where);
  bool is_key_of_merge(Index key) const;
  NodeKind kind_of(const YamlEvent& event, const Where& where);
  void check_container_tag(const YamlEvent& event, const Where& where);
  void report_unknown_tag(const YamlEvent& event, const Where& where);
  void check_missing_value(const Where& where);
  void report_no_key(const Where& where);
  void report_wanted_key(Index key, const Where& where);

  // yaml_alias.cpp: aliases and merge keys
  void add_alias(Index index, Where where);
  void merge_all(const std::vector<Index>& merges, Where where, Keys* known);
  void merge_value(Index value, Where where, Keys& known);
  void merge_alias(Index alias, Where where, Keys& known);
  void merge_map(Index map, Where where, Keys& known);
  bool may_expand(Index alias, const Where& where);
  bool may_merge(const Where& where);
  Index target_of(Index alias) const;
  text::Span alias_span(const YamlEvent& event) const;

  // yaml_places.cpp: the source along with the events
  Placed place_scalar(Index index);
  Placed place_null(Index index);
  std::uint32_t begin_of(const YamlEvent& event) const;
  bool has_bracket(Index index) const;
  void pass_indicator(char indicator);
  void pass_bracket(const YamlEvent& event);
  void pass_over(Index index);
  text::Span span(std::uint32_t begin, std::uint32_t end) const;

  Tree tree_;
  std::string_view whole_;  // the file's text
  std::string_view text_;   // up to the end of the document
  YamlReports& reports_;
  const Limits& limits_;
  text::FileId file_;

  std::vector<YamlEvent>* events_ = nullptr;
  std::vector<Index> anchors_;  // by anchor: the event that has it
  std::uint32_t cursor_ = 0;    // the source has been read up to here
  NodeId cut_off_;
  std::size_t expanded_ = 0;  // aliases of the file so far
  std::size_t merged_ = 0;    // pairs looked at for merge keys
  bool full_ = false;         // the limit of values has been reached and reported
  bool too_deep_ = false;     // the limit of depth has been reached and reported
};

}  // namespace adxc::document
