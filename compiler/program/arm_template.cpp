#include "compiler/program/arm_template.h"

#include <algorithm>
#include <array>
#include <map>

#include "compiler/base/names.h"
#include "compiler/program/arm_rewrite.h"
#include "compiler/program/arm_values.h"
#include "compiler/program/kinds.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

constexpr std::string_view kDeployment = "Microsoft.Resources/deployments";
/// Children of these in a template hold no expressions, or those of another place.
constexpr std::array<std::string_view, 4> kNotWorkedOut = {"metadata", "definitions", "functions",
                                                           "$schema"};

/// One resource of a template, at whatever depth.
struct Resource {
  NodeId node;
  ArmScope* scope = nullptr;
  std::string type;  // in full; "" when unknown
  ArmValue name;
};

/// What follows the last `/` of a resource's name, and whether all of it is known.
struct ObjectName {
  std::string text;
  bool known = false;
};

ObjectName object_name(const ArmValue& name) {
  if (name.kind != ArmValue::Kind::Text) return {"_", false};
  const std::size_t slash = name.text.rfind('/');
  const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
  const bool gap =
      std::any_of(name.gaps.begin(), name.gaps.end(), [&](std::size_t at) { return at >= begin; });
  const std::string text = name.text.substr(begin);
  return {gap ? "_" + text : text, !gap && !text.empty()};
}

class TemplateReader {
 public:
  TemplateReader(Document& document, diag::Sink& sink, const GivenParameters* given)
      : document_(document), sink_(sink), values_(document, mistakes_, given) {}

  ArmObjects run(NodeId root) {
    add_template(root, values_.add_scope(root, nullptr, false, {}));
    ArmObjects found;
    for (const Resource& resource : resources_) add_object(resource, found);
    if (found.objects.empty()) return found;
    for (const auto& [node, scope] : expressions_) values_.check(node, *scope);
    for (diag::Diagnostic& mistake : mistakes_.take()) sink_.add(std::move(mistake));
    for (Object& object : found.objects) add_order(object);
    rewrite(found);
    return found;
  }

 private:
  // ---- resources ----

  void add_template(NodeId node, ArmScope& scope) {
    for (const NodeId child : document_.children(node)) {
      const std::string_view key = document_.key(child);
      const bool skipped =
          std::any_of(kNotWorkedOut.begin(), kNotWorkedOut.end(),
                      [&](std::string_view name) { return equal_fold(name, key); });
      if (equal_fold(key, "resources")) {
        add_resources(child, scope, "");
      } else if (!skipped) {
        add_expressions(child, scope);
      }
    }
  }

  void add_resources(NodeId list, ArmScope& scope, const std::string& parent_type) {
    for (const NodeId child : document_.children(list)) {
      if (document_.kind(child) != NodeKind::Object) continue;
      Resource resource;
      resource.node = child;
      resource.scope = &scope;
      resource.type = full_type(child, scope, parent_type);
      const NodeId name = document_.find(child, "name");
      if (name.valid()) resource.name = values_.value(name, scope);
      const std::string type = resource.type;
      resources_.push_back(std::move(resource));
      const std::string symbol(document_.key(child));
      if (!symbol.empty()) symbols_[{&scope, symbol}] = &resources_.back();
      add_inside(child, scope, type);
    }
  }

  std::string full_type(NodeId resource, ArmScope& scope, const std::string& parent) {
    const NodeId node = document_.find(resource, "type");
    const ArmValue type = node.valid() ? values_.value(node, scope) : ArmValue{};
    if (!type.is_text()) return "";
    const bool relative = !parent.empty() && type.text.find('.') == std::string::npos;
    return relative ? parent + "/" + type.text : type.text;
  }

  /// What a resource holds: expressions, resources of its own, a nested template.
  void add_inside(NodeId resource, ArmScope& scope, const std::string& type) {
    const bool deployment = equal_fold(type, kDeployment);
    for (const NodeId child : document_.children(resource)) {
      const std::string_view key = document_.key(child);
      if (equal_fold(key, "resources")) {
        add_resources(child, scope, type);
      } else if (deployment && equal_fold(key, "properties")) {
        add_deployment(child, scope);
      } else if (!equal_fold(key, "metadata")) {
        add_expressions(child, scope);
      }
    }
  }

  void add_deployment(NodeId properties, ArmScope& scope) {
    const NodeId options = object_at(document_, properties, "expressionEvaluationOptions");
    const bool inner = options.valid() && equal_fold(text_at(document_, options, "scope"), "inner");
    const NodeId passed = object_at(document_, properties, "parameters");
    for (const NodeId child : document_.children(properties)) {
      const bool nested = equal_fold(document_.key(child), "template");
      if (nested && document_.kind(child) == NodeKind::Object) {
        add_template(child, values_.add_scope(child, &scope, !inner, inner ? passed : NodeId{}));
      } else {
        add_expressions(child, scope);
      }
    }
  }

  void add_expressions(NodeId node, ArmScope& scope) {
    if (document_.kind(node) == NodeKind::String) expressions_.emplace_back(node, &scope);
    for (const NodeId child : document_.children(node)) add_expressions(child, scope);
  }

  // ---- objects ----

  void add_object(const Resource& resource, ArmObjects& found) {
    const std::optional<ObjectKind> kind = kind_of_type(resource.type);
    if (!kind) return;
    const ObjectName name = object_name(resource.name);
    const NodeId existing = document_.find(resource.node, "existing");
    const bool refers = existing.valid() && document_.kind(existing) == NodeKind::Bool &&
                        document_.text(existing) == "true";
    if (!name.known || refers) found.open.insert(*kind);
    if (refers) return;
    if (*kind == ObjectKind::Factory) found.whole = true;
    Object object;
    object.kind = *kind;
    object.name = name.text;
    object.root = resource.node;
    object.name_node = document_.find(resource.node, "name");
    object.properties = object_at(document_, resource.node, "properties");
    const bool conditional = document_.find(resource.node, "condition").valid();
    object.deployed = Deployed{resource.scope->index, name.known, conditional, {}, false};
    found.objects.push_back(std::move(object));
    sources_.push_back(&resource);
  }

  // ---- order of deployment ----

  /// What `dependsOn` names: objects by "kind/name", or by what they are called in the template.
  void add_order(Object& object) {
    const Resource& resource = *sources_[order_++];
    const NodeId list = document_.find(resource.node, "dependsOn");
    if (!list.valid()) return;
    if (document_.kind(list) != NodeKind::Array) object.deployed->after_unknown = true;
    for (const NodeId entry : document_.children(list)) {
      const std::string named = dependency(values_.value(entry, *resource.scope), *resource.scope);
      if (named.empty()) object.deployed->after_unknown = true;
      if (!named.empty()) object.deployed->after.push_back(named);
    }
  }

  /// "pipeline/nightly" of a resource id, a symbol or a name; "" when it cannot be told.
  std::string dependency(const ArmValue& value, const ArmScope& scope) {
    if (value.kind != ArmValue::Kind::Text) return "";
    const auto symbol = value.is_text() ? symbols_.find({&scope, value.text}) : symbols_.end();
    if (symbol != symbols_.end()) {
      return label(symbol->second->type, object_name(symbol->second->name));
    }
    const std::size_t last = value.text.rfind('/');
    const ObjectName name = object_name(value);
    if (last == std::string::npos) return value.gaps.empty() ? "name/" + fold_case(value.text) : "";
    const std::size_t before = last == 0 ? std::string::npos : value.text.rfind('/', last - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    return label("x/y/" + value.text.substr(begin, last - begin), name);
  }

  static std::string label(std::string_view type, const ObjectName& name) {
    if (!name.known) return "";
    const std::optional<ObjectKind> kind = kind_named(type.substr(type.rfind('/') + 1));
    // The name of a factory is no kind of object; what it holds is named by the name alone.
    if (!kind) return "name/" + fold_case(name.text);
    return std::string(word(*kind)) + "/" + fold_case(name.text);
  }

  // ---- from template to definitions ----

  void rewrite(const ArmObjects& found) {
    std::vector<ArmValue> known;
    known.reserve(expressions_.size());
    for (const auto& [node, scope] : expressions_) known.push_back(values_.value(node, *scope));
    ArmRewriter rewriter(document_);
    for (std::size_t i = 0; i < known.size(); ++i) rewriter.put(expressions_[i].first, known[i]);
    for (std::size_t i = 0; i < found.objects.size(); ++i) {
      rewriter.name_object(found.objects[i]);
      rewriter.trim_resource(found.objects[i]);
    }
  }

  Document& document_;
  diag::Sink& sink_;
  diag::Sink mistakes_;
  ArmValues values_;
  std::deque<Resource> resources_;  // a deque, because they are pointed at
  /// Resources that have a key of their own instead of a place in an array.
  std::map<std::pair<const ArmScope*, std::string>, const Resource*> symbols_;
  std::vector<const Resource*> sources_;                   // of the objects found
  std::vector<std::pair<NodeId, ArmScope*>> expressions_;  // every text, with its scope
  std::size_t order_ = 0;
};

}  // namespace

bool is_arm_template(const Document& document, NodeId root) {
  if (document.kind(root) != NodeKind::Object) return false;
  const std::string schema = fold_case(text_at(document, root, "$schema"));
  if (schema.find("deploymenttemplate.json") != std::string::npos) return true;
  return schema.empty() && document.find(root, "contentVersion").valid() &&
         document.find(root, "resources").valid();
}

ArmObjects read_arm_template(Document& document, NodeId root, diag::Sink& sink,
                             const GivenParameters* given) {
  return TemplateReader(document, sink, given).run(root);
}

}  // namespace adxc::program
