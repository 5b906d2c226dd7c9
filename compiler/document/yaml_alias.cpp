// The part of YamlTree that expands aliases and merge keys. What is expanded stands, for people, at
// the place of use.
#include <algorithm>

#include "compiler/document/yaml_source.h"
#include "compiler/document/yaml_tree.h"

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<std::string_view> kInsideItself{
    {"yaml-syntax", Severity::Error}, "alias `{}` stands inside the value that it repeats"};
constexpr diag::Kind<std::size_t> kTooManyAliases{
    {"document-too-large", Severity::Error},
    "aliases are used more than {} times, those inside what they repeat included"};
constexpr diag::Kind<> kMergeWantsMapping{{"yaml-syntax", Severity::Error},
                                          "`<<` wants a mapping or a list of mappings to merge"};
constexpr diag::Kind<std::size_t> kTooManyMerges{{"document-too-large", Severity::Error},
                                                 "merge keys look at more than {} keys"};

}  // namespace

text::Span YamlTree::alias_span(const YamlEvent& event) const {
  return span(event.at, skip_yaml_name(text_, event.at));
}

YamlTree::Index YamlTree::target_of(Index alias) const {
  const std::uint32_t anchor = (*events_)[alias].anchor;
  return anchor < anchors_.size() ? anchors_[anchor] : 0;
}

void YamlTree::add_alias(Index index, Where where) {
  const text::Span place = where.use != nullptr ? *where.use : alias_span((*events_)[index]);
  if (where.use == nullptr) cursor_ = place.end;
  if (!may_expand(index, where)) return add_leaf(where, NodeKind::Broken, {place}, "");
  add_value(target_of(index), {where.parent, where.depth, &place});
}

/// False, with a report, for an alias in its own anchor and when there are too many of them.
bool YamlTree::may_expand(Index alias, const Where& where) {
  const Index target = target_of(alias);
  const text::Span place = where.use != nullptr ? *where.use : alias_span((*events_)[alias]);
  if (target <= alias && alias < (*events_)[target].next) {
    const text::Span name = alias_span((*events_)[alias]);
    if (where.use == nullptr)
      reports_.report(kInsideItself, where.parent.id, name, text_.substr(name.begin, name.size()));
    return false;
  }
  if (++expanded_ == limits_.expanded_aliases + 1)
    reports_.report(kTooManyAliases, where.parent.id, place, limits_.expanded_aliases);
  return expanded_ <= limits_.expanded_aliases;
}

/// Adds the pairs of merged mappings to the object `where.parent`; its own keys, then those of
/// earlier mappings, win.
void YamlTree::merge_all(const std::vector<Index>& merges, Where where, Keys* known) {
  Keys own;
  if (known == nullptr) {
    for (const NodeId child : tree_.document().children(where.parent.id))
      own.emplace(tree_.document()[child].key);
    known = &own;
  }
  const std::uint32_t saved = cursor_;
  for (const Index merge : merges) merge_value(merge, where, *known);
  cursor_ = std::max(cursor_, saved);
}

void YamlTree::merge_value(Index value, Where where, Keys& known) {
  const YamlEvent& event = (*events_)[value];
  switch (event.kind) {
    case YamlEventKind::Alias: return merge_alias(value, where, known);
    case YamlEventKind::MapStart: return merge_map(value, where, known);
    case YamlEventKind::SequenceStart:
      for (Index at = value + 1; (*events_)[at].kind != YamlEventKind::End;
           at = (*events_)[at].next)
        merge_value(at, where, known);
      return;
    case YamlEventKind::Broken: return;
    default: break;
  }
  const text::Span place = where.use != nullptr ? *where.use : span(event.at, event.at);
  reports_.report(kMergeWantsMapping, where.parent.id, place);
}

/// A chain of merges counts as depth: each link is a level of our own recursion.
void YamlTree::merge_alias(Index alias, Where where, Keys& known) {
  if (where.depth > limits_.depth || !may_expand(alias, where)) return;
  const text::Span place = where.use != nullptr ? *where.use : alias_span((*events_)[alias]);
  merge_value(target_of(alias), {where.parent, where.depth + 1, &place}, known);
}

void YamlTree::merge_map(Index map, Where where, Keys& known) {
  if (where.use == nullptr) cursor_ = begin_of((*events_)[map]) + (has_bracket(map) ? 1 : 0);
  read_pairs(map, where, &known);
}

bool YamlTree::may_merge(const Where& where) {
  if (++merged_ == limits_.nodes + 1)
    reports_.report(kTooManyMerges, where.parent.id, span(cursor_, cursor_), limits_.nodes);
  return merged_ <= limits_.nodes;
}

}  // namespace adxc::document
