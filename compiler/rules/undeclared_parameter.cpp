#include <optional>

#include "compiler/rules/undeclared_name.h"

namespace adxc::rules {

extern const Rule undeclared_parameter;

namespace {

using namespace program;
using expr::Use;

constexpr diag::Kind<std::string_view, std::string> kUndeclaredParameter{
    {"undeclared-parameter", diag::Severity::Error}, "the parameter `{}` is not declared{}"};

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

void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    if (!computed.tree.sound()) continue;
    for (const Use& use : expr::uses(computed.tree)) {
      const auto names = declared(program.entities[computed.object.value], use.kind);
      if (!names) continue;
      expect_declared(kUndeclaredParameter, {use.span, computed.tree.pointer}, use.name, *names,
                      sink);
    }
  }
}

}  // namespace

const Rule undeclared_parameter = {check_program};

}  // namespace adxc::rules
