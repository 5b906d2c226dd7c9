#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule untyped_object;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kUntypedObject{{"untyped-object", diag::Severity::Error},
                                                      "the {} does not say its `type`"};

/// Kinds that have types but no property table that would miss the type.
bool is_typed(ObjectKind kind) {
  return kind == ObjectKind::Trigger || kind == ObjectKind::IntegrationRuntime ||
         kind == ObjectKind::DataFlow;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    if (!is_typed(object.kind) || !object.properties.valid()) continue;
    const document::Document& document = program.workspace->document_of(object);
    if (document.find(object.properties, "type").valid()) continue;
    sink.report(kUntypedObject, document.key_place(object.properties), words(object.kind));
  }
}

}  // namespace

const Rule untyped_object = {check_program};

}  // namespace adxc::rules
