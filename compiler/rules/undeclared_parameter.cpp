#include <map>
#include <optional>

#include "compiler/program/scalars.h"
#include "compiler/rules/undeclared_name.h"

namespace adxc::rules {

extern const Rule undeclared_parameter;

namespace {

using namespace program;
using expr::Use;

constexpr diag::Kind<std::string_view, std::string> kUndeclaredParameter{
    {"undeclared-parameter", diag::Severity::Error, diag::kFixable},
    "the parameter `{}` is not declared{}"};

/// The parameters that a use may name; empty when the use names none, or when the object that
/// declares them is another than the one at hand.
std::optional<std::vector<std::string_view>> declared(const Program::Entity& entity,
                                                      Use::Kind kind) {
  if (kind == Use::Kind::PipelineParameter && entity.pipeline != nullptr) {
    return names_of(entity.pipeline->parameters);
  }
  if (kind == Use::Kind::DatasetParameter && entity.dataset != nullptr) {
    return names_of(entity.dataset->parameters);
  }
  if (kind == Use::Kind::LinkedServiceParameter && entity.linked_service != nullptr) {
    return names_of(entity.linked_service->parameters);
  }
  return std::nullopt;
}

/// Names of the global parameters of each factory that shows them; factories do not always.
using Globals = std::map<std::size_t, std::vector<std::string_view>>;

Globals global_parameters(const Program& program) {
  Globals globals;
  for (const Object& object : program.workspace->objects) {
    if (object.kind != ObjectKind::Factory || !object.properties.valid()) continue;
    const document::Document& document = program.workspace->document_of(object);
    const document::NodeId all = object_at(document, object.properties, "globalParameters");
    if (!all.valid()) continue;
    for (const document::NodeId one : document.children(all))
      globals[object.factory].push_back(document.key(one));
  }
  return globals;
}

void check_global(const Program& program, const Globals& globals, const Computed& computed,
                  const Use& use, diag::Sink& sink) {
  const auto shown = globals.find(program.object(computed.object).factory);
  if (use.kind != Use::Kind::GlobalParameter || shown == globals.end()) return;
  expect_declared(kUndeclaredParameter, program.document_of(computed.object),
                  {use.span, computed.tree.pointer}, use.name, shown->second, sink);
}

void check_program(const Program& program, diag::Sink& sink) {
  const Globals globals = global_parameters(program);
  for (const Computed& computed : program.computed) {
    if (!computed.tree.sound()) continue;
    for (const Use& use : computed.tree.uses) {
      check_global(program, globals, computed, use, sink);
      const auto names = declared(program.entities[computed.object.value], use.kind);
      if (!names) continue;
      expect_declared(kUndeclaredParameter, program.document_of(computed.object),
                      {use.span, computed.tree.pointer}, use.name, *names, sink);
    }
  }
}

}  // namespace

const Rule undeclared_parameter = {check_program};

}  // namespace adxc::rules
