#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule missing_description;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string> kMissingDescription{
    {"missing-description", diag::Severity::Info}, "the {} `{}` has no description"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    const bool described =
        object.kind == ObjectKind::Pipeline || object.kind == ObjectKind::Dataset ||
        object.kind == ObjectKind::LinkedService || object.kind == ObjectKind::DataFlow ||
        object.kind == ObjectKind::Trigger;
    if (!described || !object.properties.valid() || !object.name_node.valid()) continue;
    const Document& document = program.workspace->document_of(object);
    if (!trimmed(text_at(document, object.properties, "description")).empty()) continue;
    sink.report(kMissingDescription, document.place(object.name_node), words(object.kind),
                object.name);
  }
}

}  // namespace

const Rule missing_description = {check_program};

}  // namespace adxc::rules
