#include "compiler/program/typing.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule value_type_differs;

namespace {

using namespace program;
using document::Document;
using document::NodeId;
using document::NodeKind;
using expr::TypeSet;

constexpr diag::Kind<std::string_view, std::string, std::string> kValueTypeDiffers{
    {"value-type-differs", diag::Severity::Warning}, "`{}` is declared as {}, but this is {}"};

constexpr TypeSet kScalar = expr::kText | expr::kNumber | expr::kBool;

/// Scalars become one another where they can: the text 5 is a whole number.
bool may_become(std::string_view text, TypeSet wanted) {
  if ((wanted & expr::kText) != 0) return true;
  if ((wanted & expr::kBool) != 0) return equal_fold(text, "true") || equal_fold(text, "false");
  const bool number = !text.empty() && text.find_first_not_of("+-.0123456789eE") == text.npos;
  return number && (wanted & expr::kNumber) != 0;
}

/// The types of what stands at a node; anything when it is worked out in a run. Plain YAML takes
/// the type that is wanted.
TypeSet written_types(const Document& document, NodeId node, TypeSet wanted) {
  const document::Node& value = document[node];
  switch (value.kind) {
    case NodeKind::Null: return expr::kNull;
    case NodeKind::Array: return expr::kArray;
    case NodeKind::Object: return expr::kObject;
    case NodeKind::Bool: return (wanted & expr::kText) != 0 ? wanted : expr::kBool;
    case NodeKind::Number: return may_become(value.text, wanted) ? wanted : expr::kNumber;
    case NodeKind::String:
    case NodeKind::Plain: return may_become(value.text, wanted) ? wanted : expr::kText;
    case NodeKind::Broken: break;
  }
  return expr::kAnything;
}

class Check {
 public:
  Check(const Program& program, diag::Sink& sink)
      : program_(program), sink_(sink), typing_(program) {}

  void run() {
    for (const auto& entity : program_.entities) defaults_of(entity);
    for (const Link& link : program_.links) {
      if (link.state == Link::State::Found) arguments_of(link);
    }
    for (const Activity& activity : program_.activities) new_value(activity);
  }

 private:
  void defaults_of(const Program::Entity& entity) {
    if (entity.pipeline != nullptr) {
      defaults(*entity.pipeline, entity.pipeline->parameters);
      defaults(*entity.pipeline, entity.pipeline->variables);
    }
    if (entity.dataset != nullptr) defaults(*entity.dataset, entity.dataset->parameters);
    if (entity.linked_service != nullptr)
      defaults(*entity.linked_service, entity.linked_service->parameters);
  }

  template <typename Entity, typename Declarations>
  void defaults(const Entity& entity, const Declarations& declarations) {
    const auto* list = declarations.literal();
    if (list == nullptr) return;
    for (const auto& one : *list) {
      const NodeId node = one.value.default_value.node;
      const std::string type = one.value.type.value_or("");
      if (node.valid()) compare(*entity.document, node, one.name, type);
    }
  }

  void compare(const Document& document, NodeId node, std::string_view name,
               const std::string& type) {
    const TypeSet wanted = declared_types(type);
    const TypeSet found = written_types(document, node, wanted);
    // A secret has a form of its own; an empty text stands for no value yet.
    const bool secret = equal_fold(type, "SecureString");
    const bool empty = found == expr::kText && document.text(node).empty();
    if (wanted == expr::kAnything || (found & wanted) != 0 || secret || empty) return;
    sink_.report(kValueTypeDiffers, document.place(node), name, type, expr::words(found));
  }

  // ---- arguments ----

  void arguments_of(const Link& link) {
    const Program::Entity& target = program_.entities[link.target.value];
    if (target.pipeline != nullptr) arguments(link, target.pipeline->parameters);
    if (target.dataset != nullptr) arguments(link, target.dataset->parameters);
    if (target.linked_service != nullptr) arguments(link, target.linked_service->parameters);
  }

  template <typename Declarations>
  void arguments(const Link& link, const Declarations& declarations) {
    const Document& document = program_.document_of(link.from);
    // Arguments of a pipeline stand beside the reference, others in it.
    const NodeId owner = link.kind == ObjectKind::Pipeline ? document[link.node].parent : link.node;
    const auto* list = declarations.literal();
    const NodeId given = owner.valid() ? object_at(document, owner, "parameters") : owner;
    if (list == nullptr || !given.valid()) return;
    for (const auto& one : *list) {
      const NodeId node = document.find(given, one.name);
      if (node.valid()) argument(link, node, one.name, one.value.type.value_or(""));
    }
  }

  void argument(const Link& link, NodeId node, std::string_view name, const std::string& type) {
    const Document& document = program_.document_of(link.from);
    NodeId text = node;
    if (equal_fold(text_at(document, node, "type"), "Expression"))
      text = document.find(node, "value");
    const Computed* computed = text.valid() ? program_.computed_at(link.from, text) : nullptr;
    if (computed == nullptr) {
      // Objects hold secrets and other forms with a meaning of their own.
      if (document.kind(node) != NodeKind::Object) compare(document, node, name, type);
      return;
    }
    TypeSet wanted = declared_types(type);
    // A run turns scalars into one another; whether it can is known only then.
    if ((wanted & kScalar) != 0) wanted |= kScalar;
    check_result(*computed, wanted, name, type);
  }

  void check_result(const Computed& computed, TypeSet wanted, std::string_view name,
                    const std::string& type) {
    if (!computed.tree.sound() || wanted == expr::kAnything) return;
    const TypeSet found = expr::infer(computed.tree, typing_.names(computed.object)).types;
    if ((found & wanted) != 0) return;
    const text::Span place = computed.tree[computed.tree.root].span;
    sink_.report(kValueTypeDiffers, {place, computed.tree.pointer}, name, type, expr::words(found));
  }

  // ---- variables ----

  /// A variable takes nothing but its own type.
  void new_value(const Activity& activity) {
    if (!is_type(activity, "SetVariable")) return;
    const std::string_view name = set_variable(program_, activity);
    const model::Pipeline* pipeline = program_.entities[activity.pipeline.value].pipeline;
    const auto* declared = pipeline->variables.literal();
    NodeId node = type_property(program_, activity, "value");
    if (declared == nullptr || !node.valid()) return;
    const Document& document = program_.document_of(activity.pipeline);
    if (document.kind(node) == NodeKind::Object) node = document.find(node, "value");
    const Computed* computed =
        node.valid() ? program_.computed_at(activity.pipeline, node) : nullptr;
    for (const auto& variable : *declared) {
      if (computed == nullptr || !equal_fold(variable.name, name)) continue;
      const std::string type = variable.value.type.value_or("");
      check_result(*computed, declared_types(type), variable.name, type);
    }
  }

  const Program& program_;
  diag::Sink& sink_;
  Typing typing_;
};

void check_program(const Program& program, diag::Sink& sink) {
  Check(program, sink).run();
}

}  // namespace

const Rule value_type_differs = {check_program};

}  // namespace adxc::rules
