#include "compiler/program/arm_values.h"

#include <fmt/format.h>

#include "compiler/arm/parser.h"
#include "compiler/base/names.h"
#include "compiler/program/arm_functions.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Node;
using document::NodeId;
using document::NodeKind;
using Kind = ArmValue::Kind;

/// Values that lead to values that lead to values …; more are taken for unknown.
constexpr int kDeepest = 50;

ArmScope::Name* name_in(ArmScope::Names& names, std::string_view name) {
  const auto found = names.find(fold_case(name));
  return found == names.end() ? nullptr : &found->second;
}

/// The scope that declares a name, and the name; null when none does.
struct Found {
  ArmScope* scope = nullptr;
  ArmScope::Name* name = nullptr;
};

template <typename Names>
Found find_name(ArmScope& scope, Names names, std::string_view name) {
  if (scope.shares_outer && scope.outer != nullptr) {
    const Found outside = find_name(*scope.outer, names, name);
    if (outside.name != nullptr) return outside;
  }
  return {&scope, name_in(scope.*names, name)};
}

}  // namespace

ArmScope& ArmValues::add_scope(NodeId node, ArmScope* outer, bool shares_outer, NodeId passed) {
  ArmScope& scope = scopes_.emplace_back();
  scope.index = static_cast<std::uint32_t>(scopes_.size() - 1);
  scope.outer = outer;
  scope.shares_outer = shares_outer;
  add_names(scope, node, passed);
  add_variables(scope, node);
  add_functions(scope, node);
  return scope;
}

void ArmValues::add_names(ArmScope& scope, NodeId node, NodeId passed) {
  const NodeId parameters = object_at(document_, node, "parameters");
  if (!parameters.valid()) return;
  for (const NodeId child : document_.children(parameters)) {
    const std::string_view key = document_.key(child);
    const NodeId given = passed.valid() ? document_.find(passed, key) : NodeId{};
    scope.parameters[fold_case(key)] = {std::string(key), child, given};
  }
}

/// `copy` beside the variables holds loops that make more of them.
void ArmValues::add_variables(ArmScope& scope, NodeId node) {
  const NodeId variables = object_at(document_, node, "variables");
  if (!variables.valid()) return;
  for (const NodeId child : document_.children(variables)) {
    const std::string_view key = document_.key(child);
    const bool loops = equal_fold(key, "copy") && document_.kind(child) == NodeKind::Array;
    if (!loops) scope.variables[fold_case(key)] = {std::string(key), child};
    if (!loops) continue;
    for (const NodeId loop : document_.children(child)) {
      const std::string name(text_at(document_, loop, "name"));
      scope.variables[fold_case(name)] = {name, loop, {}, true};
    }
  }
}

void ArmValues::add_functions(ArmScope& scope, NodeId node) {
  const NodeId spaces = document_.find(node, "functions");
  if (!spaces.valid() || document_.kind(spaces) != NodeKind::Array) return;
  for (const NodeId space : document_.children(spaces)) {
    const NodeId members = object_at(document_, space, "members");
    if (!members.valid()) continue;
    const std::string prefix = std::string(text_at(document_, space, "namespace")) + ".";
    for (const NodeId member : document_.children(members)) {
      const std::string name = prefix + std::string(document_.key(member));
      scope.functions[fold_case(name)] = {name, member};
    }
  }
}

bool ArmValues::is_expression(NodeId node) const {
  const Node& text = document_[node];
  return text.kind == NodeKind::String && arm::text_kind(text.text) == arm::TextKind::Expression;
}

const arm::Tree& ArmValues::tree(NodeId node) {
  const auto known = trees_.find(node.value);
  if (known != trees_.end()) return known->second;
  return trees_
      .emplace(node.value, arm::parse(document_.fragment(node), document_.pointer(node), sink_))
      .first->second;
}

ArmValue ArmValues::value(NodeId node, ArmScope& scope) {
  const Node& written = document_[node];
  switch (written.kind) {
    case NodeKind::Null: return arm_call("null", {});
    case NodeKind::Bool: return {Kind::Bool, std::string(written.text)};
    case NodeKind::Number: return {Kind::Number, std::string(written.text)};
    case NodeKind::Array:
    case NodeKind::Object: return {Kind::Node, {}, {}, node, &scope};
    case NodeKind::Broken:
    case NodeKind::Plain: return {};
    case NodeKind::String: break;
  }
  const arm::TextKind kind = arm::text_kind(written.text);
  if (kind == arm::TextKind::Escaped) return arm_text(std::string(written.text).substr(1));
  if (kind != arm::TextKind::Expression) return arm_text(std::string(written.text));
  if (depth_ >= kDeepest) return {};
  ++depth_;
  const arm::Tree& expression = tree(node);
  ArmValue made = expression.sound() ? of_tree(expression, expression.root, scope) : ArmValue{};
  --depth_;
  return made;
}

ArmValue ArmValues::of_tree(const arm::Tree& tree, arm::NodeId id, ArmScope& scope) {
  const arm::Node& node = tree[id];
  switch (node.kind) {
    case arm::NodeKind::Broken: return {};
    case arm::NodeKind::Text: return arm_text(node.text);
    case arm::NodeKind::Number: return {Kind::Number, node.text};
    case arm::NodeKind::Call: return of_call(tree, node, scope);
    case arm::NodeKind::Member: return of_member(of_tree(tree, node.parts[0], scope), node.text);
    case arm::NodeKind::Index: break;
  }
  const ArmValue key = of_tree(tree, node.parts[1], scope);
  if (!key.is_text()) return {};
  return of_member(of_tree(tree, node.parts[0], scope), key.text);
}

ArmValue ArmValues::of_call(const arm::Tree& tree, const arm::Node& call, ArmScope& scope) {
  std::vector<ArmValue> arguments;
  for (const arm::NodeId part : call.parts) arguments.push_back(of_tree(tree, part, scope));
  const bool named = arguments.size() == 1 && arguments[0].is_text();
  if (named && equal_fold(call.text, "parameters")) return of_parameter(arguments[0].text, scope);
  if (named && equal_fold(call.text, "variables")) return of_variable(arguments[0].text, scope);
  if (equal_fold(call.text, "resourceId")) return of_resource_id(arguments);
  return arm_call(call.text, arguments);
}

ArmValue ArmValues::worked_out(ArmScope::Name& name, NodeId node, ArmScope& scope) {
  if (name.value) return *name.value;
  if (name.busy || !node.valid()) return {};
  name.busy = true;
  name.value = value(node, scope);
  name.busy = false;
  return *name.value;
}

ArmValue ArmValues::given_to(std::string_view name, const ArmScope::Name& parameter,
                             const ArmScope& scope) const {
  if (given_ == nullptr || scope.outer != nullptr) return {};
  const auto found = given_->find(fold_case(name));
  const NodeId type = document_.find(parameter.node, "type");
  const bool secret = type.valid() && fold_case(document_.text(type)).starts_with("secure");
  if (found == given_->end() || secret) return {};
  ArmValue value;
  value.text = found->second.text;
  switch (found->second.kind) {
    case document::NodeKind::Number: value.kind = Kind::Number; break;
    case document::NodeKind::Bool: value.kind = Kind::Bool; break;
    default: value.kind = Kind::Text; break;
  }
  return value;
}

/// An empty default stands for a value that somebody has to give.
ArmValue ArmValues::of_parameter(std::string_view name, ArmScope& scope) {
  const Found found = find_name(scope, &ArmScope::parameters, name);
  if (found.name == nullptr) return {};
  const NodeId passed = found.name->passed;
  if (passed.valid() && found.scope->outer != nullptr) {
    if (document_.kind(passed) != NodeKind::Object) return {};
    return worked_out(*found.name, document_.find(passed, "value"), *found.scope->outer);
  }
  if (document_.kind(found.name->node) != NodeKind::Object) return {};
  ArmValue given = given_to(name, *found.name, *found.scope);
  if (given.kind != Kind::Unknown) return given;
  const NodeId otherwise = document_.find(found.name->node, "defaultValue");
  ArmValue made = worked_out(*found.name, otherwise, *found.scope);
  return made.is_text() && made.text.empty() ? ArmValue{} : made;
}

ArmValue ArmValues::of_variable(std::string_view name, ArmScope& scope) {
  const Found found = find_name(scope, &ArmScope::variables, name);
  if (found.name == nullptr || found.name->computed) return {};
  return worked_out(*found.name, found.name->node, *found.scope);
}

ArmValue ArmValues::of_member(const ArmValue& base, std::string_view name) {
  if (base.kind != Kind::Node || document_.kind(base.node) != NodeKind::Object) return {};
  const NodeId member = document_.find(base.node, name);
  return member.valid() ? value(member, *base.scope) : ArmValue{};
}

/// `…/providers/Microsoft.DataFactory/factories/<factory>/pipelines/<name>`, as the service spells
/// it.
ArmValue ArmValues::of_resource_id(const std::vector<ArmValue>& arguments) {
  std::size_t type = 0;
  const auto is_type = [](const ArmValue& value) {
    return value.is_text() && value.text.find('/') != std::string::npos;
  };
  while (type < arguments.size() && !is_type(arguments[type])) ++type;
  if (type == arguments.size()) return {};
  std::vector<ArmValue> parts = {arm_gap(), arm_text("/providers")};
  std::string_view rest = arguments[type].text;
  if (rest.ends_with('/')) rest.remove_suffix(1);
  std::size_t slash = rest.find('/');
  parts.push_back(arm_text(fmt::format("/{}", rest.substr(0, slash))));
  for (std::size_t i = type + 1; i < arguments.size() && slash != std::string_view::npos; ++i) {
    const std::size_t next = rest.find('/', slash + 1);
    const std::size_t size = next == std::string_view::npos ? next : next - slash - 1;
    parts.push_back(arm_text(fmt::format("/{}/", rest.substr(slash + 1, size))));
    parts.push_back(arguments[i]);
    slash = next;
  }
  return arm_call("concat", parts);
}

}  // namespace adxc::program
