#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule trigger_without_pipeline;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view> kTriggerWithoutPipeline{
    {"trigger-without-pipeline", diag::Severity::Error}, "the trigger is started, but {}"};

std::size_t count_of(const Document& document, NodeId list) {
  return list.valid() && document.kind(list) == document::NodeKind::Array
             ? document[list].child_count
             : 0;
}

/// A tumbling window runs the one pipeline in `pipeline`, all other triggers those in `pipelines`.
/// Triggers that are stopped may be unfinished.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    if (object.kind != ObjectKind::Trigger || !object.properties.valid()) continue;
    const Document& document = program.workspace->document_of(object);
    const std::string_view type = text_at(document, object.properties, "type");
    const NodeId state = document.find(object.properties, "runtimeState");
    if (!state.valid() || !equal_fold(document.text(state), "Started")) continue;
    const NodeId list = document.find(object.properties, "pipelines");
    const bool window = equal_fold(type, "TumblingWindowTrigger");
    const bool one = object_at(document, object.properties, "pipeline").valid();
    if (equal_fold(type, "RerunTumblingWindowTrigger") || equal_fold(type, "ChainingTrigger"))
      continue;
    if (window && !one && count_of(document, list) > 0) {
      sink.report(kTriggerWithoutPipeline, document.key_place(list),
                  "a tumbling window runs the one pipeline named in `pipeline`, not `pipelines`");
    } else if (window ? !one : count_of(document, list) == 0) {
      sink.report(kTriggerWithoutPipeline, document.place(state), "it names no pipeline");
    }
  }
}

}  // namespace

const Rule trigger_without_pipeline = {check_program};

}  // namespace adxc::rules
