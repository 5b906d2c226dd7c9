#include "compiler/program/typing.h"

#include <array>
#include <utility>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using expr::TypeSet;
using expr::Use;

/// Any of these may be null: a parameter can be given null, a variable can have no value yet. An
/// Object takes whatever JSON it is given.
constexpr std::pair<std::string_view, TypeSet> kDeclared[] = {
    {"string", expr::kText | expr::kNull},  {"securestring", expr::kText | expr::kNull},
    {"int", expr::kInt | expr::kNull},      {"integer", expr::kInt | expr::kNull},
    {"float", expr::kNumber | expr::kNull}, {"bool", expr::kBool | expr::kNull},
    {"boolean", expr::kBool | expr::kNull}, {"array", expr::kArray | expr::kNull}};

/// "false" at firstRowOnly of a Lookup.
bool gives_all_rows(const Program& program, const Activity& activity) {
  const document::Document& document = program.document_of(activity.pipeline);
  const document::NodeId properties = object_at(document, activity.node, "typeProperties");
  const document::NodeId node =
      properties.valid() ? document.find(properties, "firstRowOnly") : properties;
  return node.valid() && equal_fold(document.text(node), "false");
}

bool is_computed(const Program& program, const Activity& activity, std::string_view property) {
  const document::Document& document = program.document_of(activity.pipeline);
  const document::NodeId properties = object_at(document, activity.node, "typeProperties");
  const document::NodeId node =
      properties.valid() ? document.find(properties, property) : properties;
  if (!node.valid()) return false;
  return document.kind(node) == document::NodeKind::Object || document.text(node).starts_with('@');
}

template <typename Types, typename Declarations>
void fill(Types& types, const Declarations& declarations) {
  types.clear();
  const auto* list = declarations.literal();
  if (list == nullptr) return;
  for (const auto& declaration : *list) {
    types[fold_case(declaration.name)] = declared_types(declaration.value.type.value_or(""));
  }
}

}  // namespace

TypeSet declared_types(std::string_view type) {
  for (const auto& [word, types] : kDeclared) {
    if (equal_fold(word, type)) return types;
  }
  return expr::kAnything;
}

const expr::Shape* output_of(const Program& program, const Activity& activity) {
  if (!equal_fold(activity.type, "Lookup")) return expr::find_shape(activity.type);
  if (is_computed(program, activity, "firstRowOnly")) return nullptr;
  return expr::find_shape(gives_all_rows(program, activity) ? "LookupRows" : "Lookup");
}

Typing::Typing(const Program& program) : program_(program), activities_(program) {
  names_.declared = [this](Use::Kind kind, std::string_view name) {
    return declared(kind, name);
  };
  names_.output = [this](std::string_view name) -> const expr::Shape* {
    const ActivityId found = activities_.find(object_, name);
    return found.valid() ? output_of(program_, program_.activity(found)) : nullptr;
  };
}

const expr::Names& Typing::names(ObjectId object) {
  turn_to(object);
  return names_;
}

void Typing::turn_to(ObjectId object) {
  if (object_.valid() && object_.value == object.value) return;
  object_ = object;
  parameters_.clear();
  variables_.clear();
  const Program::Entity& entity = program_.entities[object.value];
  if (entity.pipeline != nullptr) {
    fill(parameters_, entity.pipeline->parameters);
    fill(variables_, entity.pipeline->variables);
  }
  if (entity.dataset != nullptr) fill(parameters_, entity.dataset->parameters);
  if (entity.linked_service != nullptr) fill(parameters_, entity.linked_service->parameters);
}

TypeSet Typing::declared(Use::Kind kind, std::string_view name) const {
  if (kind == Use::Kind::GlobalParameter || kind == Use::Kind::Item) return expr::kAnything;
  const Types& types = kind == Use::Kind::Variable ? variables_ : parameters_;
  const auto found = types.find(fold_case(name));
  return found == types.end() ? expr::kAnything : found->second;
}

}  // namespace adxc::program
