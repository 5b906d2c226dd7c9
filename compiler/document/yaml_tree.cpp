#include "compiler/document/yaml_tree.h"

#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<std::size_t> kTooManyValues{
    {"document-too-large", Severity::Error},
    "the file has more than {} values, those of aliases counted where they are used"};
constexpr diag::Kind<std::size_t> kTooDeep{
    {"document-too-deep", Severity::Error},
    "values are nested more than {} deep where aliases are used"};
constexpr diag::Kind<std::string_view> kUnknownTag{{"yaml-syntax", Severity::Error},
                                                   "tag `{}` has no meaning in a definition"};
constexpr diag::Kind<std::string_view> kWantedKey{{"yaml-syntax", Severity::Error},
                                                  "a {} stands here; a key is text"};
constexpr diag::Kind<char> kBracketForKey{
    {"yaml-syntax", Severity::Error},
    "`{}` stands where a key is wanted; text that begins with it needs quotes"};
constexpr diag::Kind<> kEmptyKey{{"yaml-syntax", Severity::Error},
                                 "a key is missing before this `:`"};
constexpr diag::Kind<> kNoKey{{"yaml-syntax", Severity::Error}, "a key is missing here"};
constexpr diag::Kind<> kEmptyValue{{"yaml-syntax", Severity::Error},
                                   "a value is missing before this comma"};

constexpr std::string_view kCoreTags = "tag:yaml.org,2002:";

bool is_core_tag(std::string_view tag, std::initializer_list<std::string_view> names) {
  if (!tag.starts_with(kCoreTags)) return false;
  tag.remove_prefix(kCoreTags.size());
  return std::find(names.begin(), names.end(), tag) != names.end();
}

}  // namespace

void YamlTree::add_document(std::vector<YamlEvent>& events, YamlPart part) {
  events_ = &events;
  text_ = whole_.substr(0, part.end);
  cursor_ = part.begin;
  cut_off_ = {};
  anchors_.assign(1, 0);
  for (Index i = 0; i < events.size(); ++i) {
    const bool has_anchor = events[i].anchor != 0 && events[i].kind != YamlEventKind::Alias;
    if (!has_anchor) continue;
    anchors_.resize(std::max<std::size_t>(anchors_.size(), events[i].anchor + 1));
    anchors_[events[i].anchor] = i;
  }
  Tree::Open top;
  add_value(0, {top, 1, nullptr});
}

void YamlTree::add_value(Index index, Where where) {
  if (tree_.size() >= limits_.nodes) {
    tree_.mark_cut();
    if (!full_) report_full(index, where);
    full_ = true;
    return;
  }
  const YamlEvent& event = (*events_)[index];
  switch (event.kind) {
    case YamlEventKind::Null: return add_null(index, where);
    case YamlEventKind::Scalar: return add_scalar(index, where);
    case YamlEventKind::Alias: return add_alias(index, where);
    case YamlEventKind::SequenceStart:
    case YamlEventKind::MapStart: return add_container(index, where);
    case YamlEventKind::Broken:
    case YamlEventKind::End: break;
  }
  tree_.mark_cut();
  add_leaf(where, NodeKind::Broken, {span(cursor_, cursor_), Style::None}, "");
}

void YamlTree::report_full(Index index, const Where& where) {
  const std::uint32_t at = std::max(cursor_, (*events_)[index].at);
  const text::Span place = where.use != nullptr ? *where.use : span(at, at);
  reports_.report(kTooManyValues, where.parent.id, place, limits_.nodes);
}

void YamlTree::add_leaf(Where where, NodeKind kind, const Placed& placed, std::string_view text) {
  Node& node =
      tree_.node(tree_.add(where.parent, kind, where.use != nullptr ? *where.use : placed.span));
  node.style = where.use != nullptr ? Style::None : placed.style;
  node.text = tree_.keep(text);
}

void YamlTree::add_scalar(Index index, Where where) {
  const YamlEvent& event = (*events_)[index];
  const Placed placed = where.use != nullptr ? Placed{} : place_scalar(index);
  const NodeKind kind = event.cut ? NodeKind::Broken : kind_of(event, where);
  add_leaf(where, kind, placed, kind == NodeKind::Null ? std::string_view() : event.text);
}

/// Quoted text is text; plain text is untyped unless a tag says that it is text.
NodeKind YamlTree::kind_of(const YamlEvent& event, const Where& where) {
  if (event.tag == "?") return NodeKind::Plain;
  if (event.tag == "!" || is_core_tag(event.tag, {"str"})) return NodeKind::String;
  if (is_core_tag(event.tag, {"null"})) return NodeKind::Null;
  if (is_core_tag(event.tag, {"bool", "int", "float", "timestamp"})) return NodeKind::Plain;
  report_unknown_tag(event, where);
  return NodeKind::Broken;
}

void YamlTree::add_null(Index index, Where where) {
  const Placed placed = where.use != nullptr ? Placed{} : place_null(index);
  add_leaf(where, NodeKind::Null, placed, "");
}

void YamlTree::add_container(Index index, Where where) {
  const YamlEvent& event = (*events_)[index];
  if (where.depth > limits_.depth) return add_too_deep(index, where);
  const bool map = event.kind == YamlEventKind::MapStart;
  const std::uint32_t begin = begin_of(event);
  const text::Span place = where.use != nullptr ? *where.use : span(begin, begin);
  check_container_tag(event, where);
  Tree::Open open{tree_.add(where.parent, map ? NodeKind::Object : NodeKind::Array, place), {}};
  const Where inside{open, where.depth + 1, where.use};
  if (where.use == nullptr) cursor_ = begin + (has_bracket(index) ? 1 : 0);
  map ? read_pairs(index, inside, nullptr) : read_values(index, inside);
  if (event.cut) {
    tree_.mark_cut();
    if (!cut_off_.valid()) cut_off_ = open.id;
  }
  if (where.use != nullptr) return;
  if (has_bracket(index) && !event.cut) pass_bracket(event);
  tree_.node(open.id).span = around(open.id, span(begin, cursor_));
}

/// `place`, widened to hold the children that stand here. It does but for text so odd that yaml-cpp
/// and we disagree about it.
text::Span YamlTree::around(NodeId id, text::Span place) const {
  for (const NodeId child : tree_.document().children(id)) {
    const text::Span inner = tree_.document()[child].span;
    place = {file_, std::min(place.begin, inner.begin), std::max(place.end, inner.end)};
  }
  return place;
}

void YamlTree::add_too_deep(Index index, Where where) {
  const text::Span here = span(cursor_, cursor_);
  const text::Span place = where.use != nullptr ? *where.use : here;
  if (!too_deep_) reports_.report(kTooDeep, where.parent.id, place, limits_.depth);
  too_deep_ = true;
  tree_.mark_cut();
  if (where.use == nullptr) pass_over(index);
  add_leaf(where, NodeKind::Broken, {span(here.begin, cursor_), Style::None}, "");
}

void YamlTree::check_container_tag(const YamlEvent& event, const Where& where) {
  const bool map = event.kind == YamlEventKind::MapStart;
  const bool known = event.tag.empty() || event.tag == "?" || event.tag == "!" ||
                     is_core_tag(event.tag, {map ? "map" : "seq"});
  if (!known) report_unknown_tag(event, where);
}

void YamlTree::report_unknown_tag(const YamlEvent& event, const Where& where) {
  if (where.use != nullptr) return;  // it has been reported where the anchor is
  std::uint32_t at = event.at;
  if (text_[at] == '&') at = skip_yaml_trivia(text_, skip_yaml_name(text_, at));
  reports_.report(kUnknownTag, where.parent.id, span(at, skip_yaml_name(text_, at)),
                  shortened(text_.substr(at, skip_yaml_name(text_, at) - at)));
}

void YamlTree::read_values(Index index, Where where) {
  const bool bracket = has_bracket(index);
  for (Index at = index + 1; (*events_)[at].kind != YamlEventKind::End; at = (*events_)[at].next) {
    if (where.use == nullptr && at > index + 1 && bracket) pass_indicator(',');
    if (where.use == nullptr && !bracket) pass_indicator('-');
    add_value(at, where);
    if (bracket && (*events_)[at].kind == YamlEventKind::Null) check_missing_value(where);
  }
}

/// `[a, , b]` is a null to yaml-cpp.
void YamlTree::check_missing_value(const Where& where) {
  if (where.use != nullptr || full_) return;
  Node& node = tree_.node(where.parent.last_child);
  if (node.span.size() > 0) return;
  node.kind = NodeKind::Broken;
  const std::uint32_t comma = skip_yaml_trivia(text_, cursor_);
  reports_.report(kEmptyValue, where.parent.id, span(comma, comma + 1));
}

/// `known` are the keys that a merge must leave alone; null outside merges.
void YamlTree::read_pairs(Index index, Where where, Keys* known) {
  const bool bracket = has_bracket(index);
  std::vector<Index> merges;
  for (Index key = index + 1; (*events_)[key].kind != YamlEventKind::End;
       key = (*events_)[(*events_)[key].next].next) {
    if (known != nullptr && !may_merge(where)) return;
    if (where.use == nullptr && bracket && key > index + 1) pass_indicator(',');
    read_pair(key, where, known, merges);
  }
  if (!merges.empty()) merge_all(merges, where, known);
}

void YamlTree::read_pair(Index key, Where where, Keys* known, std::vector<Index>& merges) {
  const Index value = (*events_)[key].next;
  const bool here = where.use == nullptr;
  if (here) pass_indicator('?');
  const bool merge = is_key_of_merge(key);
  if (merge) merges.push_back(value);
  if (merge && here) place_scalar(key);
  const bool wanted = !merge && read_key(key, where, known);
  if (here) pass_indicator(':');
  if (wanted) return add_value(value, where);
  if (here) pass_over(value);
}

bool YamlTree::is_key_of_merge(Index key) const {
  const YamlEvent& event = (*events_)[key];
  return event.kind == YamlEventKind::Scalar && event.tag == "?" && event.text == "<<";
}

/// Names the next value; false when it has no usable key or is not wanted.
bool YamlTree::read_key(Index key, const Where& where, Keys* known) {
  text::Span place = span(cursor_, cursor_);
  std::optional<std::string> text = text_of_key(key, where, place);
  if (!text || (known != nullptr && !known->insert(*text).second)) return false;
  tree_.set_key(tree_.keep(*text), where.use != nullptr ? *where.use : place);
  return true;
}

std::optional<std::string> YamlTree::text_of_key(Index key, const Where& where, text::Span& place) {
  const YamlEvent& event = (*events_)[key];
  switch (event.kind) {
    case YamlEventKind::Scalar:
      if (where.use == nullptr) place = place_scalar(key).span;
      return event.text;
    case YamlEventKind::Null:
      if (where.use == nullptr) place = place_null(key).span;
      if (where.use == nullptr && place.size() == 0) return report_no_key(where), std::nullopt;
      return where.use != nullptr ? "null" : std::string(text_.substr(place.begin, place.size()));
    case YamlEventKind::Alias:
      if (where.use == nullptr) place = alias_span(event);
      cursor_ = std::max(cursor_, where.use == nullptr ? place.end : 0);
      if ((*events_)[target_of(key)].kind == YamlEventKind::Scalar)
        return (*events_)[target_of(key)].text;
      break;
    default: break;
  }
  if (where.use == nullptr) report_wanted_key(key, where);
  return std::nullopt;
}

void YamlTree::report_wanted_key(Index key, const Where& where) {
  const YamlEvent& event = (*events_)[key];
  if (event.kind == YamlEventKind::Broken) return;
  const std::uint32_t begin = begin_of(event);
  if (has_bracket(key)) {
    reports_.report(kBracketForKey, where.parent.id, span(begin, begin + 1), text_[begin]);
  } else {
    const std::string_view found = event.kind == YamlEventKind::MapStart        ? "mapping"
                                   : event.kind == YamlEventKind::SequenceStart ? "list"
                                                                                : "whole value";
    reports_.report(kWantedKey, where.parent.id, span(begin, line_end(text_, begin)), found);
  }
  pass_over(key);
}

void YamlTree::report_no_key(const Where& where) {
  const std::uint32_t next = skip_yaml_trivia(text_, cursor_);
  const char found = next < text_.size() ? text_[next] : '\0';
  if (found != ',' && found != ':')
    return void(reports_.report(kNoKey, where.parent.id, span(cursor_, cursor_)));
  reports_.report(found == ',' ? kEmptyValue : kEmptyKey, where.parent.id, span(next, next + 1));
}

}  // namespace adxc::document
