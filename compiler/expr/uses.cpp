#include "compiler/expr/uses.h"

#include <algorithm>
#include <optional>

#include "compiler/base/names.h"

namespace adxc::expr {
namespace {

bool calls(const Tree& tree, NodeId id, std::string_view function) {
  return tree[id].kind == NodeKind::Call && equal_fold(tree[id].text, function);
}

}  // namespace

std::optional<Access> access(const Tree& tree, const Node& node) {
  if (node.kind == NodeKind::Member) return Access{node.parts[0], node.text, node.name_span};
  if (node.kind != NodeKind::Index) return std::nullopt;
  const Node& key = tree[node.parts[1]];
  if (key.kind != NodeKind::Literal || !key.value.is_string()) return std::nullopt;
  return Access{node.parts[0], key.value.get<std::string>(), key.span};
}

namespace {

std::optional<Use> used_by_access(const Tree& tree, NodeId id, const Access& found) {
  const auto use = [&](Use::Kind kind) {
    return Use{kind, found.name, found.span, id};
  };
  if (calls(tree, found.base, "dataset")) return use(Use::Kind::DatasetParameter);
  if (calls(tree, found.base, "linkedService")) return use(Use::Kind::LinkedServiceParameter);
  const std::optional<Access> outer = access(tree, tree[found.base]);
  if (!outer || !calls(tree, outer->base, "pipeline")) return std::nullopt;
  if (equal_fold(outer->name, "parameters")) return use(Use::Kind::PipelineParameter);
  if (equal_fold(outer->name, "globalParameters")) return use(Use::Kind::GlobalParameter);
  return std::nullopt;
}

std::optional<Use> used_by_call(const Tree& tree, NodeId id) {
  const Node& call = tree[id];
  if (equal_fold(call.text, "item")) return Use{Use::Kind::Item, {}, call.span, id};
  if (call.parts.size() != 1) return std::nullopt;
  const Node& name = tree[call.parts[0]];
  if (name.kind != NodeKind::Literal || !name.value.is_string()) return std::nullopt;
  const auto text = name.value.get<std::string>();
  if (equal_fold(call.text, "variables")) return Use{Use::Kind::Variable, text, name.span, id};
  if (equal_fold(call.text, "activity")) return Use{Use::Kind::Activity, text, name.span, id};
  return std::nullopt;
}

}  // namespace

std::vector<Use> find_uses(const Tree& tree) {
  std::vector<Use> found;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    std::optional<Use> use;
    if (tree.nodes[i].kind == NodeKind::Call) {
      use = used_by_call(tree, NodeId{i});
    } else if (const std::optional<Access> accessed = access(tree, tree.nodes[i])) {
      use = used_by_access(tree, NodeId{i}, *accessed);
    }
    if (use) found.push_back(*std::move(use));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Use& a, const Use& b) { return a.span.begin < b.span.begin; });
  return found;
}

}  // namespace adxc::expr
