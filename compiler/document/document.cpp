#include "compiler/document/document.h"

#include <algorithm>
#include <cstring>

#include "compiler/base/names.h"

namespace adxc::document {
namespace {

/// Bytes of the first block of decoded texts.
constexpr std::size_t kFirstBlock = 512;

/// RFC 6901 section 3.
void append_token(std::string& pointer, std::string_view key) {
  pointer.push_back('/');
  for (const char c : key) {
    if (c == '~') {
      pointer.append("~0");
    } else if (c == '/') {
      pointer.append("~1");
    } else {
      pointer.push_back(c);
    }
  }
}

}  // namespace

std::string_view DecodedTexts::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > room_) {
    // Blocks double, so that small documents stay small and large ones have few.
    const std::size_t grown = kFirstBlock << std::min<std::size_t>(blocks_.size(), 8);
    room_ = std::max(grown, text.size());
    free_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(room_)).get();
  }
  std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  room_ -= text.size();
  return kept;
}

NodeId Document::find(NodeId object, std::string_view key) const {
  NodeId found;
  if (!object.valid()) return found;
  const NodeKind kind = this->kind(object);
  if (kind != NodeKind::Object && kind != NodeKind::Broken) return found;
  for (const NodeId child : children(object)) {
    if (equal_fold(this->key(child), key)) found = child;
  }
  return found;
}

std::string Document::pointer(NodeId id) const {
  std::vector<NodeId> path;  // from the node up to below its root
  for (; (*this)[id].parent.valid(); id = (*this)[id].parent) path.push_back(id);
  std::string pointer;
  if (roots.size() > 1) append_token(pointer, std::to_string((*this)[id].index));
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    const Node& node = (*this)[*step];
    const NodeKind parent = (*this)[node.parent].kind;
    const bool has_key = node.key_span.size() > 0;
    const bool in_array = parent == NodeKind::Array || (parent == NodeKind::Broken && !has_key);
    in_array ? append_token(pointer, std::to_string(node.index)) : append_token(pointer, node.key);
  }
  return pointer;
}

diag::Place Document::place(NodeId id) const {
  return {(*this)[id].span, pointer(id)};
}

diag::Place Document::key_place(NodeId id) const {
  const Node& node = (*this)[id];
  return {node.key_span.size() > 0 ? node.key_span : node.span, pointer(id)};
}

Document read(const text::SourceFile& file, diag::Sink& sink, const Limits& limits) {
  const bool yaml = ends_with_fold(file.path, ".yaml") || ends_with_fold(file.path, ".yml");
  return yaml ? read_yaml(file, sink, limits) : read_json(file, sink, limits);
}

}  // namespace adxc::document
