#include "compiler/writer/scalars.h"
#include "compiler/writer/writer.h"

namespace adxc::writer {
namespace {

using document::Document;
using document::Node;
using document::NodeId;
using document::NodeKind;

constexpr std::size_t kStep = 2;

class YamlWriter {
 public:
  YamlWriter(const Document& document, Order order, const Remarks& remarks, bool blocks)
      : document_(document), order_(order), remarks_(remarks), blocks_(blocks) {}

  std::string run() {
    for (const NodeId root : document_.roots) {
      if (document_[root].index > 0) out_ += "---\n";
      above(root, 0, true);
      inside(root, 0, false);
    }
    for (const std::string& line : remarks_.last) out_ += line + "\n";
    return std::move(out_);
  }

 private:
  /// A root, or the children of a container that begin a line each; the first one goes on with the
  /// line when `started`.
  void inside(NodeId id, std::size_t indent, bool started) {
    const Node& node = document_[id];
    const bool container = node.kind == NodeKind::Object || node.kind == NodeKind::Array;
    if (!container || node.child_count == 0) {
      out_ += scalar(id);
      return end_line(id);
    }
    const bool object = node.kind == NodeKind::Object;
    for (const NodeId child : object ? order_(document_, id) : source_order(document_, id)) {
      if (!started) {
        above(child, indent, true);
        out_.append(indent, ' ');
      }
      started = false;
      if (object) entry(child, indent);
      if (!object) item(child, indent);
    }
  }

  void entry(NodeId id, std::size_t indent) {
    out_ += yaml_line(document_.key(id));
    out_ += ':';
    after_mark(id, indent);
  }

  void item(NodeId id, std::size_t indent) {
    out_ += '-';
    const Node& node = document_[id];
    if (node.kind != NodeKind::Object || node.child_count == 0) return after_mark(id, indent);
    out_ += ' ';
    inside(id, indent + kStep, true);
  }

  /// What stands behind `key:` or `-`.
  void after_mark(NodeId id, std::size_t indent) {
    const Node& node = document_[id];
    const bool container = node.kind == NodeKind::Object || node.kind == NodeKind::Array;
    if (container && node.child_count > 0) {
      end_line(id);
      return inside(id, indent + kStep, false);
    }
    if (blocks_ && json_kind(node) == NodeKind::String && is_block(node.text)) {
      out_ += ' ';
      out_ += yaml_block(node.text, indent + kStep, kStep, behind(id));
      return;
    }
    out_ += ' ';
    out_ += scalar(id);
    end_line(id);
  }

  std::string scalar(NodeId id) const {
    const Node& node = document_[id];
    switch (json_kind(node)) {
      case NodeKind::Array: return "[]";
      case NodeKind::Object: return "{}";
      case NodeKind::Broken:
      case NodeKind::Null: return "null";
      case NodeKind::Bool:
      case NodeKind::Number: return std::string(node.text);
      case NodeKind::Plain:
      case NodeKind::String: break;
    }
    // A plain `yes` is true where a table wants true or false; quotes would make it text.
    const bool as_written = node.kind == NodeKind::Plain &&
                            node.text.find('\n') == std::string::npos && !node.text.empty();
    return as_written ? std::string(node.text) : yaml_line(node.text);
  }

  /// Comments and an empty line above; those of the first value inside a new item stand above the
  /// item.
  void above(NodeId id, std::size_t indent, bool may_be_empty) {
    write_above(id, indent, may_be_empty);
    const bool item =
        document_[id].parent.valid() && document_[document_[id].parent].kind == NodeKind::Array;
    if (!item || document_.kind(id) != NodeKind::Object || document_[id].child_count == 0) return;
    write_above(order_(document_, id).front(), indent, false);
  }

  void write_above(NodeId id, std::size_t indent, bool may_be_empty) {
    const auto found = remarks_.beside.find(id.value);
    if (found == remarks_.beside.end()) return;
    for (const std::string& line : found->second.above) {
      if (line.empty() && (!may_be_empty || out_.empty() || out_.ends_with("\n\n"))) continue;
      if (!line.empty()) out_.append(indent, ' ');
      out_ += line + "\n";
    }
  }

  std::string behind(NodeId id) const {
    const auto found = remarks_.beside.find(id.value);
    return found == remarks_.beside.end() ? "" : found->second.behind;
  }

  void end_line(NodeId id) {
    const std::string remark = behind(id);
    if (!remark.empty()) out_ += " " + remark;
    out_ += '\n';
  }

  const Document& document_;
  Order order_;
  const Remarks& remarks_;
  bool blocks_;
  std::string out_;
};

}  // namespace

std::string write_yaml(const Document& document, Order order, const Remarks& remarks, bool blocks) {
  return YamlWriter(document, order, remarks, blocks).run();
}

}  // namespace adxc::writer
