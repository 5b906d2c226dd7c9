#include "show.h"

namespace adxc::document {
namespace {

std::string_view word(NodeKind kind) {
  switch (kind) {
    case NodeKind::Broken: return "broken";
    case NodeKind::Null: return "null";
    case NodeKind::Bool: return "bool";
    case NodeKind::Number: return "number";
    case NodeKind::String: return "string";
    case NodeKind::Plain: return "plain";
    case NodeKind::Array: return "array";
    case NodeKind::Object: return "object";
  }
  return "?";
}

/// Line breaks as the two characters \n, so that a table row stays a row.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) c == '\n' ? line.append("\\n") : line.append(1, c);
  return line;
}

}  // namespace

Reading::Reading(std::string path, std::string text, const Limits& limits)
    : document_(read(sources_.add(std::move(path), std::move(text)), sink_, limits)) {}

std::string Reading::range(text::Span span) const {
  const text::Position begin = document_.file->position(span.begin);
  const text::Position end = document_.file->position(span.end);
  return fmt::format("{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
}

void Reading::show(NodeId id, std::size_t depth, std::string& out) const {
  const Node& node = document_[id];
  out += std::string(depth * 2, ' ') + std::string(word(node.kind)) + " " + range(node.span);
  if (node.key_span.size() > 0) out += " " + range(node.key_span) + " " + on_one_line(node.key);
  if (!node.text.empty()) out += " = " + on_one_line(node.text);
  out += "\n";
  for (const NodeId child : document_.children(id)) show(child, depth + 1, out);
}

std::string Reading::nodes() const {
  std::string out;
  for (const NodeId root : document_.roots) show(root, 0, out);
  return out;
}

void Reading::show_shape(NodeId id, std::string& out) const {
  const Node& node = document_[id];
  if (node.kind != NodeKind::Object && node.kind != NodeKind::Array && node.child_count == 0) {
    out += node.kind == NodeKind::String ? "'" + on_one_line(node.text) + "'"
           : node.kind == NodeKind::Null ? "null"
                                         : on_one_line(node.text);
    return;
  }
  const bool object = node.kind == NodeKind::Object;
  out += object ? "{" : "[";
  for (const NodeId child : document_.children(id)) {
    if (document_[child].index > 0) out += ", ";
    if (object) out += on_one_line(document_.key(child)) + ": ";
    show_shape(child, out);
  }
  out += object ? "}" : "]";
}

std::string Reading::shape() const {
  std::string out;
  for (const NodeId root : document_.roots) {
    if (document_[root].index > 0) out += " --- ";
    show_shape(root, out);
  }
  return out;
}

std::string Reading::messages() const {
  std::vector<diag::Diagnostic> findings = sink_.all();
  diag::sort_findings(findings, sources_);
  std::string out;
  for (const diag::Diagnostic& finding : findings) {
    out += range(finding.place.span) + " " + finding.place.pointer + " " + finding.message;
    for (const diag::Related& related : finding.related)
      out += " (" + range(related.place.span) + " " + related.message + ")";
    for (const std::string& note : finding.notes) out += " (" + note + ")";
    out += " [" + std::string(finding.rule.slug) + "]\n";
  }
  return out;
}

}  // namespace adxc::document
