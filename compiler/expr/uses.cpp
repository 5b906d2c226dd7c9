#include <algorithm>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/expr/tree.h"

namespace adxc::expr {
namespace {

bool calls(const Tree& tree, NodeId id, std::string_view function) {
  return tree[id].kind == NodeKind::Call && equal_fold(tree[id].text, function);
}

/// `base.name` or `base['name']`: the name and where it stands.
struct Access {
  NodeId base;
  std::string name;
  text::Span span;
};

std::optional<Access> access(const Tree& tree, const Node& node) {
  if (node.kind == NodeKind::Member) return Access{node.parts[0], node.text, node.name_span};
  if (node.kind != NodeKind::Index) return std::nullopt;
  const Node& key = tree[node.parts[1]];
  if (key.kind != NodeKind::Literal || !key.value.is_string()) return std::nullopt;
  return Access{node.parts[0], key.value.get<std::string>(), key.span};
}

std::optional<Use> used_by_access(const Tree& tree, const Access& found) {
  const auto use = [&](Use::Kind kind) {
    return Use{kind, found.name, found.span};
  };
  if (calls(tree, found.base, "dataset")) return use(Use::Kind::DatasetParameter);
  if (calls(tree, found.base, "linkedService")) return use(Use::Kind::LinkedServiceParameter);
  const std::optional<Access> outer = access(tree, tree[found.base]);
  if (!outer || !calls(tree, outer->base, "pipeline")) return std::nullopt;
  if (equal_fold(outer->name, "parameters")) return use(Use::Kind::PipelineParameter);
  if (equal_fold(outer->name, "globalParameters")) return use(Use::Kind::GlobalParameter);
  return std::nullopt;
}

std::optional<Use> used_by_call(const Tree& tree, const Node& call) {
  if (equal_fold(call.text, "item")) return Use{Use::Kind::Item, {}, call.span};
  if (call.parts.size() != 1) return std::nullopt;
  const Node& name = tree[call.parts[0]];
  if (name.kind != NodeKind::Literal || !name.value.is_string()) return std::nullopt;
  const auto text = name.value.get<std::string>();
  if (equal_fold(call.text, "variables")) return Use{Use::Kind::Variable, text, name.span};
  if (equal_fold(call.text, "activity")) return Use{Use::Kind::Activity, text, name.span};
  return std::nullopt;
}

}  // namespace

std::vector<Use> uses(const Tree& tree) {
  std::vector<Use> found;
  for (const Node& node : tree.nodes) {
    std::optional<Use> use;
    if (node.kind == NodeKind::Call) {
      use = used_by_call(tree, node);
    } else if (const std::optional<Access> accessed = access(tree, node)) {
      use = used_by_access(tree, *accessed);
    }
    if (use) found.push_back(*std::move(use));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Use& a, const Use& b) { return a.span.begin < b.span.begin; });
  return found;
}

}  // namespace adxc::expr
