#include "compiler/model/search.h"

#include "compiler/base/names.h"
#include "made/model/rows.h"

namespace adxc::model {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

bool is_text(NodeKind kind) {
  return kind == NodeKind::String || kind == NodeKind::Plain;
}

bool is_scalar(NodeKind kind) {
  return is_text(kind) || kind == NodeKind::Number || kind == NodeKind::Bool;
}

/// Text for people, in which an at sign is an at sign.
bool is_for_people(std::string_view key) {
  return equal_fold(key, "description") || equal_fold(key, "annotations");
}

std::string_view type_of(const Document& document, NodeId object) {
  if (document.kind(object) != NodeKind::Object) return "";
  const NodeId type = document.find(object, "type");
  return type.valid() && is_text(document.kind(type)) ? document.text(type) : std::string_view();
}

/// The scalar of an object-form expression; older writers call it `content`.
NodeId expression_scalar(const Document& document, NodeId object) {
  for (const std::string_view key : {"value", "content"}) {
    const NodeId value = document.find(object, key);
    if (value.valid() && is_scalar(document.kind(value))) return value;
  }
  return {};
}

/// Calls `visit` for nodes in the order of the source; it returns whether to go below.
template <typename Visit>
void walk(const Document& document, NodeId node, const Visit& visit) {
  if (!visit(node)) return;
  for (const NodeId child : document.children(node)) walk(document, child, visit);
}

std::string canonical_reference_type(std::string_view written) {
  for (const std::string_view known : rows::kReferences)
    if (equal_fold(known, written)) return std::string(known);
  return std::string(written);
}

}  // namespace

bool is_expression_text(std::string_view text) {
  if (text.find("@{") != std::string_view::npos) return true;
  return text.starts_with('@') && !text.starts_with("@@");
}

std::optional<Expression> expression_at(const Document& document, NodeId node) {
  if (is_text(document.kind(node))) {
    if (!is_expression_text(document.text(node))) return std::nullopt;
    return Expression{document.fragment(node), false, node};
  }
  if (!equal_fold(type_of(document, node), "Expression")) return std::nullopt;
  const NodeId scalar = expression_scalar(document, node);
  if (!scalar.valid()) return Expression{text::Fragment(document[node].span), true, node};
  return Expression{document.fragment(scalar), true, scalar};
}

std::vector<Expression> expressions_under(const Document& document, NodeId node) {
  std::vector<Expression> found;
  walk(document, node, [&](NodeId at) {
    if (is_for_people(document.key(at))) return false;
    std::optional<Expression> expression = expression_at(document, at);
    if (!expression) return true;
    found.push_back(std::move(*expression));
    return false;
  });
  return found;
}

std::optional<Reference> reference_at(const Document& document, NodeId node) {
  const std::string_view type = type_of(document, node);
  if (!ends_with_fold(type, "Reference")) return std::nullopt;
  Reference reference{node, "", node, canonical_reference_type(type), {}, {}};
  const NodeId name = document.find(node, "referenceName");
  if (name.valid()) reference.name_node = name;
  if (name.valid() && is_text(document.kind(name))) reference.name = document.text(name);
  const NodeId arguments = document.find(node, "parameters");
  if (!arguments.valid() || document.kind(arguments) != NodeKind::Object) return reference;
  reference.arguments_node = arguments;
  for (const NodeId argument : document.children(arguments))
    reference.arguments.push_back({std::string(document.key(argument)), argument});
  return reference;
}

std::vector<Reference> references_under(const Document& document, NodeId node) {
  std::vector<Reference> found;
  walk(document, node, [&](NodeId at) {
    std::optional<Reference> reference = reference_at(document, at);
    if (reference) found.push_back(std::move(*reference));
    return true;
  });
  return found;
}

}  // namespace adxc::model
