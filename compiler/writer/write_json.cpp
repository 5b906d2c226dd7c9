#include "compiler/base/names.h"
#include "compiler/writer/scalars.h"
#include "compiler/writer/writer.h"

namespace adxc::writer {
namespace {

using document::Document;
using document::Node;
using document::NodeId;
using document::NodeKind;

class JsonWriter {
 public:
  JsonWriter(const Document& document, Order order) : document_(document), order_(order) {}

  std::string run() {
    if (document_.roots.size() == 1) {
      value(document_.roots.front(), 0);
    } else {
      list(document_.roots, 0);
    }
    return std::move(out_);
  }

 private:
  void value(NodeId id, std::size_t depth) {
    const Node& node = document_[id];
    switch (json_kind(node)) {
      case NodeKind::Broken:
      case NodeKind::Null: out_ += "null"; break;
      case NodeKind::Bool: out_ += fold_case(node.text); break;
      case NodeKind::Number: out_ += node.text; break;
      case NodeKind::Plain:
      case NodeKind::String: out_ += json_text(node.text); break;
      case NodeKind::Array: list(source_order(document_, id), depth); break;
      case NodeKind::Object: object(order_(document_, id), depth); break;
    }
  }

  void list(const std::vector<NodeId>& items, std::size_t depth) {
    out_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      begin_line(i > 0, depth + 1);
      value(items[i], depth + 1);
    }
    if (!items.empty()) begin_line(false, depth);
    out_ += ']';
  }

  void object(const std::vector<NodeId>& entries, std::size_t depth) {
    out_ += '{';
    for (std::size_t i = 0; i < entries.size(); ++i) {
      begin_line(i > 0, depth + 1);
      out_ += json_text(document_[entries[i]].key);
      out_ += ": ";
      value(entries[i], depth + 1);
    }
    if (!entries.empty()) begin_line(false, depth);
    out_ += '}';
  }

  void begin_line(bool comma, std::size_t depth) {
    if (comma) out_ += ',';
    out_ += '\n';
    out_.append(depth, '\t');
  }

  const Document& document_;
  Order order_;
  std::string out_;
};

}  // namespace

std::string write_json(const Document& document, Order order) {
  return JsonWriter(document, order).run();
}

}  // namespace adxc::writer
