#include "compiler/program/arm_rewrite.h"

#include <algorithm>
#include <array>

#include "compiler/arm/parser.h"
#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Node;
using document::NodeId;
using document::NodeKind;

/// What Resource Manager knows of every resource; the definition inside it knows nothing of these.
/// Source: learn.microsoft.com, "Understand the structure and syntax of ARM templates".
constexpr std::array<std::string_view, 19> kOfResources = {"apiVersion",
                                                           "dependsOn",
                                                           "condition",
                                                           "copy",
                                                           "location",
                                                           "tags",
                                                           "scope",
                                                           "comments",
                                                           "metadata",
                                                           "resources",
                                                           "kind",
                                                           "sku",
                                                           "plan",
                                                           "zones",
                                                           "existing",
                                                           "import",
                                                           "managedBy",
                                                           "asserts",
                                                           "extendedLocation"};
/// Deeper than documents can be.
constexpr int kDeepest = 200;

bool is_of_resources(std::string_view key) {
  return std::any_of(kOfResources.begin(), kOfResources.end(),
                     [&](std::string_view name) { return equal_fold(name, key); });
}

/// Text that Data Factory would work out in its turn; where pieces of it come from several places
/// nobody can point at its mistakes.
bool is_computed_again(std::string_view text) {
  return text.starts_with('@') || text.find("@{") != std::string_view::npos;
}

/// The kind of node that stands for a value; Broken for what is known only at deployment.
NodeKind kind_of(const ArmValue& value) {
  switch (value.kind) {
    case ArmValue::Kind::Null: return NodeKind::Null;
    case ArmValue::Kind::Bool: return NodeKind::Bool;
    case ArmValue::Kind::Number: return NodeKind::Number;
    case ArmValue::Kind::Text: break;
    case ArmValue::Kind::Unknown:
    case ArmValue::Kind::Node: return NodeKind::Broken;
  }
  const bool known = value.is_text() && !value.text.empty() && !is_computed_again(value.text);
  return known ? NodeKind::String : NodeKind::Broken;
}

}  // namespace

void ArmRewriter::put(NodeId id, const ArmValue& value) {
  Node& node = document_.nodes.loose(id);
  const arm::TextKind kind = arm::text_kind(node.text);
  if (kind == arm::TextKind::Escaped) node.text = document_.decoded.keep(value.text);
  if (kind != arm::TextKind::Expression) return;
  node.kind = kind_of(value);
  node.text = {};
  if (node.kind != NodeKind::Broken) node.text = document_.decoded.keep(value.text);
}

void ArmRewriter::name_object(const Object& object) {
  if (!object.name_node.valid() || !object.deployed->name_known) return;
  Node& node = document_.nodes.loose(object.name_node);
  node.kind = NodeKind::String;
  node.text = document_.decoded.keep(object.name);
}

template <typename Keep>
void ArmRewriter::keep_children(NodeId id, const Keep& keep) {
  NodeId first;
  NodeId last;
  std::uint32_t count = 0;
  for (NodeId child = document_[id].first_child; child.valid();) {
    const NodeId next = document_[child].next_sibling;
    document_.nodes.loose(child).next_sibling = {};
    if (keep(child)) {
      (last.valid() ? document_.nodes.loose(last).next_sibling : first) = child;
      last = child;
      ++count;
    }
    child = next;
  }
  document_.nodes.loose(id).first_child = first;
  document_.nodes.loose(id).child_count = count;
}

void ArmRewriter::trim_resource(const Object& object) {
  const bool factory = object.kind == ObjectKind::Factory;
  keep_children(object.root, [&](NodeId child) {
    const std::string_view key = document_.key(child);
    const bool identity = equal_fold(key, "identity") || equal_fold(key, "location");
    return factory && identity ? true : !is_of_resources(key) && !equal_fold(key, "identity");
  });
  if (object.properties.valid()) trim_values(object.properties, 0);
}

/// Keys are escaped and worked out like values.
void ArmRewriter::trim_values(NodeId id, int depth) {
  if (depth > kDeepest) return;
  if (document_.kind(id) == NodeKind::Object) {
    keep_children(id, [&](NodeId child) {
      return arm::text_kind(document_.key(child)) != arm::TextKind::Expression;
    });
    unroll_loops(id);
  }
  for (const NodeId child : document_.children(id)) {
    Node& node = document_.nodes.loose(child);
    if (arm::text_kind(node.key) == arm::TextKind::Escaped) node.key = node.key.substr(1);
    trim_values(child, depth + 1);
  }
}

/// `"copy": [{"name": "activities", "count": …, "input": …}]` makes a list `activities` at
/// deployment; until then that is all we know of it.
void ArmRewriter::unroll_loops(NodeId object) {
  const NodeId copy = document_.find(object, "copy");
  if (!copy.valid() || document_.kind(copy) != NodeKind::Array) return;
  std::vector<NodeId> loops;
  for (const NodeId loop : document_.children(copy)) {
    const bool counts = document_.kind(loop) == NodeKind::Object &&
                        document_.find(loop, "count").valid() &&
                        document_.find(loop, "input").valid();
    if (!counts) return;
    loops.push_back(loop);
  }
  keep_children(object, [&](NodeId child) { return child != copy; });
  for (const NodeId loop : loops) {
    Node& node = document_.nodes.loose(loop);
    node.key = text_at(document_, loop, "name");
    node.kind = NodeKind::Broken;
    node.first_child = {};
    node.child_count = 0;
    node.next_sibling = document_[object].first_child;
    document_.nodes.loose(object).first_child = loop;
    ++document_.nodes.loose(object).child_count;
  }
}

}  // namespace adxc::program
