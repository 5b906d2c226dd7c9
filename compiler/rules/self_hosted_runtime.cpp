#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule self_hosted_runtime;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kSelfHostedRuntime{
    {"self-hosted-runtime", diag::Severity::Warning},
    "Azure Data Explorer is reached through `{}`, a self-hosted integration runtime, which must be "
    "of version 3.14 or later for that"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    if (link.kind != ObjectKind::IntegrationRuntime || link.state != Link::State::Found) continue;
    const model::LinkedService* service = program.entities[link.from.value].linked_service;
    if (service == nullptr || !equal_fold(service->type.value_or(""), "AzureDataExplorer"))
      continue;
    const Object& runtime = program.object(link.target);
    const document::Document& document = program.workspace->document_of(runtime);
    if (!runtime.properties.valid()) continue;
    if (!equal_fold(text_at(document, runtime.properties, "type"), "SelfHosted")) continue;
    sink.report(kSelfHostedRuntime, program.place(link.from, link.name_node), link.name)
        .related.push_back({document.place(document.find(runtime.properties, "type")),
                            "the runtime has its type here"});
  }
}

}  // namespace

const Rule self_hosted_runtime = {check_program};

}  // namespace adxc::rules
