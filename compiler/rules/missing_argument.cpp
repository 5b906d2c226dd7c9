#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule missing_argument;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kMissingArgument{
    {"missing-argument", diag::Severity::Error},
    "`{}` is not given its parameter `{}`, which has no default"};

void check_link(const Program& program, const Link& link, diag::Sink& sink) {
  const model::Dataset* dataset = program.dataset_of(&link);
  const auto* declared = dataset == nullptr ? nullptr : dataset->parameters.literal();
  if (declared == nullptr) return;
  const document::Document& document = program.document_of(link.from);
  const document::NodeId given = object_at(document, link.node, "parameters");
  for (const auto& parameter : *declared) {
    const bool there = given.valid() && document.find(given, parameter.name).valid();
    if (there || parameter.value.default_value.written()) continue;
    sink.report(kMissingArgument, document.place(link.name_node), link.name, parameter.name)
        .related.push_back({dataset->document->key_place(parameter.node), "it is declared here"});
  }
}

/// Datasets of activities, but not of data flows, which are given their parameters elsewhere. Calls
/// of pipelines and references to linked services leave parameters out in working factories.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    if (!link.activity.valid() || link.kind != ObjectKind::Dataset) continue;
    const std::string_view type = program.activity(link.activity).type;
    if (ends_with_fold(type, "DataFlow")) continue;
    if (link.state == Link::State::Found) check_link(program, link, sink);
  }
}

}  // namespace

const Rule missing_argument = {check_program};

}  // namespace adxc::rules
