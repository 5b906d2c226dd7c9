#include "compiler/document/tree.h"

#include <algorithm>

#include "compiler/base/names.h"

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<std::string_view> kDuplicateKey{
    {"duplicate-key", Severity::Error}, "key `{}` is here a second time; only one value can count"};
constexpr diag::Kind<std::size_t> kTooDeep{{"document-too-deep", Severity::Error},
                                           "values are nested more than {} deep"};
constexpr diag::Kind<std::size_t> kTooManyValues{{"document-too-large", Severity::Error},
                                                 "the file has more than {} values"};

/// A bit for a key, the same for equal keys. Objects whose keys all have bits of their own, which
/// is nearly every one, need no comparing.
std::uint64_t key_bit(std::string_view key) {
  std::size_t hash = key.size();
  if (!key.empty()) {
    for (const char c : {key.front(), key[key.size() / 2], key.back()})
      hash = hash * 31 + static_cast<unsigned char>(c);
  }
  return std::uint64_t{1} << (hash * 0x9E3779B97F4A7C15U >> 58U);
}

bool all_keys_differ(const Document& document, NodeId object) {
  std::uint64_t seen = 0;
  for (const NodeId child : document.children(object)) {
    const std::uint64_t bit = key_bit(document.key(child));
    if ((seen & bit) != 0) return false;
    seen |= bit;
  }
  return true;
}

struct Duplicate {
  NodeId again;
  NodeId first;
};

/// More than a person corrects before looking again.
constexpr std::size_t kShown = 100;

void find_in(const Document& document, NodeId object, std::vector<Duplicate>& found) {
  if (all_keys_differ(document, object)) return;
  std::vector<NodeId> members;
  for (const NodeId child : document.children(object)) {
    if (document[child].key_span != document[object].span) members.push_back(child);
  }
  const auto key = [&](NodeId id) -> std::string_view {
    return document.key(id);
  };
  std::stable_sort(members.begin(), members.end(),
                   [&](NodeId a, NodeId b) { return key(a) < key(b); });
  for (std::size_t i = 1, first = 0; i < members.size(); ++i) {
    if (key(members[i]) == key(members[first])) {
      found.push_back({members[i], members[first]});
    } else {
      first = i;
    }
  }
}

diag::Place place_inside(const Document& document, NodeId inside, text::Span span) {
  return {span, inside.valid() ? document.pointer(inside) : ""};
}

}  // namespace

void report_duplicate_keys(const Document& document, diag::Sink& sink) {
  std::vector<Duplicate> found;
  for (std::size_t i = 0; i < document.nodes.size(); ++i) {
    const bool object = document.nodes.kind(i) == NodeKind::Object;
    if (object) find_in(document, NodeId{static_cast<std::uint32_t>(i)}, found);
  }
  for (std::size_t i = 0; i < std::min(found.size(), kShown); ++i) {
    const Duplicate& duplicate = found[i];
    diag::Diagnostic& finding = sink.report(kDuplicateKey, document.key_place(duplicate.again),
                                            shortened(document.key(duplicate.again)));
    finding.related.push_back({document.key_place(duplicate.first), "the first one is here"});
    if (i + 1 == kShown && found.size() > kShown)
      finding.notes.push_back(
          fmt::format("{} more duplicate keys are not shown", found.size() - kShown));
  }
}

void report_too_deep(const Document& document, NodeId inside, text::Span span, std::size_t limit,
                     diag::Sink& sink) {
  sink.report(kTooDeep, place_inside(document, inside, span), limit);
}

void report_too_many_values(const Document& document, NodeId inside, text::Span span,
                            std::size_t limit, diag::Sink& sink) {
  sink.report(kTooManyValues, place_inside(document, inside, span), limit);
}

}  // namespace adxc::document
