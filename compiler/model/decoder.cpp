#include "compiler/model/decoder.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/model/scalars.h"

namespace adxc::model {

using document::NodeId;
using document::NodeKind;
using std::string_view;

namespace {

/// Whether a property of that name belongs into the value of `row`.
bool holds(const Row& row, string_view key) {
  if (row.type == ValueType::Struct) return find_row(*row.table, key) != nullptr;
  if (row.type != ValueType::OneOf) return false;
  return std::any_of(row.family->types.begin(), row.family->types.end(), [&](const TypeName& type) {
    return type.table != nullptr && find_row(*type.table, key) != nullptr;
  });
}

}  // namespace

Decoder::Frame Decoder::open(NodeId node, const Table& table) {
  Frame frame;
  frame.misplaced = misplaced_.size();
  frame.found = findings_.count();
  frame.errors = findings_.errors();
  frame.settled = settled_;
  frame.doubts = doubts_;
  frame.matched = match(node, table);
  around_.push_back(&table);
  return frame;
}

void Decoder::close(const Frame& frame) {
  around_.pop_back();
  report_misplaced(frame.matched, frame.misplaced);
  check_whole(frame.matched);
  judge(frame);
}

Matched Decoder::match(NodeId object, const Table& table) {
  Matched matched;
  matched.object = object;
  matched.table = &table;
  matched.nodes.resize(table.rows.size());
  match_level(object, "", matched);
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (table.rows[i].type == ValueType::TypeOf && matched.nodes[i].valid())
      matched.type = type_at(matched.nodes[i], *table.rows[i].family);
  report_strangers(matched);
  return matched;
}

void Decoder::match_level(NodeId object, string_view within, Matched& matched) {
  const Table& table = *matched.table;
  for (const NodeId child : document_->children(object)) {
    const string_view key = document_->key(child);
    const std::size_t at = row_position(table, key, within);
    if (at != kNoRow) {
      const Row& row = table.rows[at];
      if (equal_fold(key, row.name)) check_name(child, row.name);
      const bool null = document_->kind(child) == NodeKind::Null;
      matched.nodes[at] = null ? NodeId{} : child;
      check_age(child, row, table);
    } else if (within.empty() && !table.level.empty() && equal_fold(table.level, key)) {
      match_inner(child, matched);
    } else if (!table.typed_by_itself || !equal_fold(key, "type")) {
      matched.strangers.push_back({child, within});
    }
  }
}

void Decoder::match_inner(NodeId child, Matched& matched) {
  const string_view name = matched.table->level;
  matched.inner = child;
  check_name(child, name);
  const NodeKind kind = document_->kind(child);
  if (kind == NodeKind::Object) return match_level(child, name, matched);
  if (kind != NodeKind::Broken)
    findings_.wrong_type(child, Row{.name = name, .within = ""}, "an object");
}

/// What belongs to a type that is new itself is not told again.
void Decoder::check_age(NodeId node, const Row& row, const Table& table) {
  if (options_.profile == 0 || row.since <= options_.profile) return;
  if (table.since > options_.profile) return;
  findings_.newer_than_profile(document_->key_place(node), row.name, row.since, options_.profile);
}

void Decoder::check_name(NodeId node, string_view canonical) {
  const string_view key = document_->key(node);
  if (key != canonical) findings_.non_canonical_case(document_->key_place(node), key, canonical);
}

std::string Decoder::home(string_view key, const Matched& matched, string_view within) const {
  const Row* elsewhere = find_row(*matched.table, key);
  if (elsewhere != nullptr && elsewhere->within != within)
    return elsewhere->within.empty() ? "the object around it"
                                     : fmt::format("`{}`", elsewhere->within);
  for (const Row& row : matched.table->rows)
    if (holds(row, key)) return fmt::format("`{}`", row.name);
  for (auto around = around_.rbegin(); around != around_.rend(); ++around)
    if (find_row(**around, key) != nullptr) return fmt::format("`{}`", (*around)->type);
  return "";
}

void Decoder::report_strangers(const Matched& matched) {
  if (matched.table->open) return;
  const Table* typed = matched.type.table();
  for (const auto& [node, within] : matched.strangers) {
    const Row* inside = typed == nullptr ? nullptr : find_row(*typed, document_->key(node));
    if (inside != nullptr) {
      misplaced_.push_back({node, typed, inside});
      continue;
    }
    std::vector<string_view> known;
    for (const Row& row : matched.table->rows)
      if (row.within == within) known.push_back(row.name);
    findings_.unknown_property(node, matched.table->type,
                               home(document_->key(node), matched, within), known);
  }
}

void Decoder::report_misplaced(const Matched& matched, std::size_t from) {
  for (std::size_t i = from; i < misplaced_.size(); ++i)
    if (!misplaced_[i].told)
      findings_.unknown_property(misplaced_[i].node, matched.table->type, "`typeProperties`", {});
  misplaced_.resize(from);
}

void Decoder::report_missing(const Matched& matched, const Row& row, NodeId object,
                             string_view owner) {
  diag::Diagnostic& finding =
      findings_.missing_property(findings_.object_place(object), row.name, owner);
  for (Misplaced& misplaced : misplaced_) {
    if (misplaced.belongs != matched.table || misplaced.row != &row) continue;
    misplaced.told = true;
    finding.related.push_back({document_->key_place(misplaced.node), "it stands here"});
  }
}

/// The node of a property by its canonical name, invalid when it is absent.
NodeId Decoder::named(const Matched& matched, string_view name) const {
  for (std::size_t i = 0; i < matched.nodes.size(); ++i)
    if (matched.table->rows[i].name == name && matched.nodes[i].valid()) return matched.nodes[i];
  return {};
}

bool Decoder::is_required(const Matched& matched, const Row& row) const {
  if (row.required == Required::Yes)
    return std::none_of(row.unless.begin(), row.unless.end(),
                        [&](string_view other) { return named(matched, other).valid(); });
  const Table* typed = matched.type.table();
  if (row.type == ValueType::Typed) return typed != nullptr && typed->any_required;
  if (typed == nullptr) return false;
  return std::any_of(typed->envelope.begin(), typed->envelope.end(), [&](const EnvelopeRule& rule) {
    return rule.required && rule.name == row.name;
  });
}

void Decoder::check_required(const Matched& matched) {
  string_view missing_level;
  for (std::size_t i = 0; i < matched.nodes.size(); ++i) {
    const Row& row = matched.table->rows[i];
    if (matched.nodes[i].valid() || !is_required(matched, row)) continue;
    const bool no_level = !row.within.empty() && !matched.inner.valid();
    if (no_level && missing_level == row.within) continue;
    if (no_level) missing_level = row.within;
    const bool on_object = row.within.empty() || no_level;
    if (!on_object && document_->kind(matched.inner) != NodeKind::Object) continue;
    const string_view owner =
        matched.type.known != nullptr ? matched.type.known->name : matched.table->type;
    const NodeId object = on_object ? matched.object : matched.inner;
    if (!no_level) report_missing(matched, row, object, owner);
    if (no_level) findings_.missing_property(findings_.object_place(object), row.within, owner);
  }
}

void Decoder::check_formerly_required(const Matched& matched) {
  if (options_.profile == 0) return;
  for (std::size_t i = 0; i < matched.nodes.size(); ++i) {
    const Row& row = matched.table->rows[i];
    if (options_.profile < row.required_until && !matched.nodes[i].valid())
      findings_.required_in_profile(findings_.object_place(matched.object), row.name,
                                    matched.table->type, options_.profile);
  }
}

void Decoder::check_conditions(const Matched& matched) {
  for (const Condition& condition : matched.table->conditions) {
    const NodeId when = named(matched, condition.when);
    if (!when.valid()) continue;
    if (!condition.is.empty() && !equal_fold(document_->text(when), condition.is)) continue;
    for (const string_view need : condition.needs)
      if (!named(matched, need).valid())
        findings_.missing_property(document_->key_place(when), need, condition.when);
    for (const string_view other : condition.excludes)
      if (named(matched, other).valid())
        findings_.conflicting_properties(named(matched, other), condition.when, other);
    const auto there = [&](string_view name) {
      return named(matched, name).valid();
    };
    if (!condition.wants.empty() &&
        std::none_of(condition.wants.begin(), condition.wants.end(), there))
      findings_.missing_secret(when, condition.when,
                               {condition.wants.begin(), condition.wants.end()});
  }
}

void Decoder::check_envelope(const Matched& matched) {
  const Table* typed = matched.type.table();
  if (typed == nullptr) return;
  for (const EnvelopeRule& rule : typed->envelope) {
    const NodeId node = named(matched, rule.name);
    if (!node.valid() || document_->kind(node) != NodeKind::Array) continue;
    const std::size_t count = (*document_)[node].child_count;
    if (count < rule.min_items || (rule.max_items != 0 && count > rule.max_items))
      findings_.item_count(node, rule.name, rule.min_items, rule.max_items);
  }
}

void Decoder::check_whole(const Matched& matched) {
  check_required(matched);
  check_formerly_required(matched);
  check_conditions(matched);
  check_envelope(matched);
}

FoundType Decoder::type_in(NodeId object, const TypeFamily& family) {
  const NodeId node = document_->find(object, "type");
  if (node.valid() && document_->kind(node) != NodeKind::Null) return type_at(node, family);
  findings_.missing_property(findings_.object_place(object), "type", family.words);
  return {};
}

FoundType Decoder::type_at(NodeId node, const TypeFamily& family) {
  FoundType found{node, nullptr};
  const document::Node& written = (*document_)[node];
  if (written.kind == NodeKind::Broken) return found;
  if (!is_text(written.kind)) {
    findings_.wrong_type(node, Row{.name = "type", .within = ""}, "the name of a type");
    return found;
  }
  found.known = find_type(family, written.text);
  if (found.known == nullptr) {
    std::vector<string_view> names;
    for (const TypeName& type : family.types) names.push_back(type.name);
    findings_.unknown_type(node, family.words, names);
    return found;
  }
  if (found.known->name != written.text && equal_fold(found.known->name, written.text))
    findings_.non_canonical_case(document_->place(node), written.text, found.known->name);
  const Table* table = found.table();
  if (options_.profile != 0 && table != nullptr && table->since > options_.profile)
    findings_.newer_than_profile(document_->place(node), table->type, table->since,
                                 options_.profile);
  return found;
}

string_view Decoder::type_text(const FoundType& type) const {
  if (type.known != nullptr) return type.known->name;
  return type.node.valid() ? document_->text(type.node) : string_view();
}

std::vector<NodeId> Decoder::activity_lists(NodeId node) const {
  static constexpr string_view kLists[] = {"activities", "ifTrueActivities", "ifFalseActivities",
                                           "defaultActivities"};
  std::vector<NodeId> found;
  for (const NodeId child : document_->children(node)) {
    if (document_->kind(child) != NodeKind::Array) continue;
    for (const string_view list : kLists)
      if (equal_fold(document_->key(child), list)) found.push_back(child);
    if (!equal_fold(document_->key(child), "cases")) continue;
    for (const NodeId item : document_->children(child)) {
      const NodeId list = document_->find(item, "activities");
      if (list.valid() && document_->kind(list) == NodeKind::Array) found.push_back(list);
    }
  }
  return found;
}

}  // namespace adxc::model
