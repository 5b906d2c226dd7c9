#include <fmt/format.h>

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule pipeline_argument_missing;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string, std::string_view> kPipelineArgumentMissing{
    {"pipeline-argument-missing", diag::Severity::Info},
    "`{}` is called without {}, which {} no default"};

/// "its parameters `a` and `b`"
std::string listed(const std::vector<std::string_view>& names) {
  std::string list = names.size() == 1 ? "its parameter " : "its parameters ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " and " : ", ";
    list += fmt::format("`{}`", names[i]);
  }
  return list;
}

void check_link(const Program& program, const Link& link, diag::Sink& sink) {
  const model::Pipeline* called = program.entities[link.target.value].pipeline;
  const auto* declared = called == nullptr ? nullptr : called->parameters.literal();
  const Document& document = program.document_of(link.from);
  const NodeId owner = document[link.node].parent;
  if (declared == nullptr || !owner.valid()) return;
  const NodeId given = object_at(document, owner, "parameters");
  std::vector<std::string_view> missing;
  for (const auto& one : *declared) {
    const bool there = given.valid() && document.find(given, one.name).valid();
    if (!there && !one.value.default_value.written()) missing.push_back(one.name);
  }
  if (missing.empty()) return;
  sink.report(kPipelineArgumentMissing, document.place(link.name_node), link.name, listed(missing),
              missing.size() == 1 ? "has" : "have");
}

/// The service runs such pipelines: the parameter is null, or an empty text. An explicit null as
/// the default counts as none.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    const bool called = link.kind == ObjectKind::Pipeline && link.state == Link::State::Found;
    if (called) check_link(program, link, sink);
  }
}

}  // namespace

const Rule pipeline_argument_missing = {check_program};

}  // namespace adxc::rules
