#include <optional>

#include "compiler/program/scalars.h"
#include "compiler/rules/undeclared_name.h"

namespace adxc::rules {

extern const Rule undeclared_argument;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string> kUndeclaredArgument{
    {"undeclared-argument", diag::Severity::Error, diag::kFixable},
    "a value is given for the parameter `{}`, which is not declared there{}"};

std::optional<std::vector<std::string_view>> parameters_of(const Program::Entity& entity) {
  if (entity.dataset != nullptr) return names_of(entity.dataset->parameters);
  if (entity.linked_service != nullptr) return names_of(entity.linked_service->parameters);
  if (entity.pipeline != nullptr) return names_of(entity.pipeline->parameters);
  return std::nullopt;
}

/// The object of arguments: beside the name of a dataset or linked service, beside the reference of
/// a pipeline that is called.
NodeId arguments_of(const Document& document, const Link& link) {
  const NodeId owner = link.kind == ObjectKind::Pipeline ? document[link.node].parent : link.node;
  return owner.valid() ? object_at(document, owner, "parameters") : owner;
}

void check_link(const Program& program, const Link& link, diag::Sink& sink) {
  const auto declared = parameters_of(program.entities[link.target.value]);
  const Document& document = program.document_of(link.from);
  if (program.document_of(link.target).cut) return;
  const NodeId arguments = arguments_of(document, link);
  if (!declared || !arguments.valid()) return;
  for (const NodeId argument : document.children(arguments)) {
    expect_declared(kUndeclaredArgument, document, document.key_place(argument),
                    document.key(argument), *declared, sink);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    if (link.state == Link::State::Found) check_link(program, link, sink);
  }
}

}  // namespace

const Rule undeclared_argument = {check_program};

}  // namespace adxc::rules
