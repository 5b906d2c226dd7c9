#include "compiler/document/nodes.h"

#include <algorithm>

namespace adxc::document {

NodeList::Found NodeList::find(std::string_view text, text::Span span, std::string_view source) {
  if (text.empty()) return Found::Empty;
  for (const Found place : {Found::InQuotes, Found::Bare}) {
    if (place == Found::InQuotes && span.size() < 2) continue;
    const std::string_view there = shown(place, span.begin, span.end, source);
    if (there.data() == text.data() && there.size() == text.size()) return place;
  }
  return Found::Odd;
}

bool NodeList::fits(const Node& node, text::FileId file) const {
  const bool both = !node.text.empty() && (node.first_child.valid() || node.child_count > 0);
  return !both && node.span.file == file && node.key_span.file == file;
}

NodeList::Packed NodeList::packed(const Node& node, std::uint32_t i) {
  const std::string_view source = file_->text;
  Packed packed{node.span.begin,
                node.span.end,
                node.key_span.begin,
                node.key_span.end,
                node.parent,
                node.next_sibling,
                node.index,
                node.child_count,
                node.first_child.value,
                node.kind,
                node.style,
                find(node.key, node.key_span, source),
                find(node.text, node.span, source)};
  if (packed.key == Found::Odd) odd_keys_.push_back({i, node.key});
  if (packed.text == Found::Odd) {
    packed.first_child = static_cast<std::uint32_t>(odd_texts_.size());
    odd_texts_.push_back(node.text);
  }
  return packed;
}

namespace {

/// Room that the last document of this thread needed while it was read.
thread_local std::vector<Node> spare_room;
/// More is not kept for the next one.
constexpr std::size_t kMostSpare = (std::size_t{1} << 20) / sizeof(Node);

}  // namespace

void NodeList::reserve(std::size_t count) {
  if (loose_.empty() && count <= spare_room.capacity()) loose_ = std::move(spare_room);
  loose_.reserve(count);
}

void NodeList::pack(const text::SourceFile& file) {
  const bool all = std::all_of(loose_.begin(), loose_.end(),
                               [&](const Node& node) { return fits(node, file.id); });
  if (!all || !packed_.empty()) return;
  file_ = &file;
  packed_.reserve(loose_.size());
  for (std::uint32_t i = 0; i < loose_.size(); ++i) packed_.push_back(packed(loose_[i], i));
  loose_.clear();
  if (loose_.capacity() <= kMostSpare) spare_room = std::move(loose_);
  std::vector<Node>().swap(loose_);  // an assignment of {} would keep the room
  odd_texts_.shrink_to_fit();
  odd_keys_.shrink_to_fit();
}

void NodeList::unpack() {
  if (packed_.empty()) return;
  loose_.reserve(packed_.size());
  for (std::size_t i = 0; i < packed_.size(); ++i) loose_.push_back(unpacked(i));
  packed_.clear();
  odd_texts_.clear();
  odd_keys_.clear();
}

std::string_view NodeList::odd_key(std::uint32_t node) const {
  return std::lower_bound(odd_keys_.begin(), odd_keys_.end(), node,
                          [](const OddKey& odd, std::uint32_t wanted) { return odd.node < wanted; })
      ->key;
}

}  // namespace adxc::document
