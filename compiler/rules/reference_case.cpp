#include "compiler/program/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule reference_case;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kReferenceCase{
    {"reference-case", diag::Severity::Info, diag::kFixable},
    "`{}` names the {} `{}` in another case"};

/// Names in templates are put together by the deployment, which has its own spelling.
bool is_spelt_by_hand(const Program& program, const Link& link) {
  return !program.workspace->factories[program.object(link.from).factory].is_template;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    if (link.state != Link::State::Found || !is_spelt_by_hand(program, link)) continue;
    const Object& target = program.object(link.target);
    if (link.name == target.name || !target.name_node.valid()) continue;
    const document::Document& document = program.document_of(link.from);
    diag::Diagnostic& finding = sink.report(kReferenceCase, document.place(link.name_node),
                                            link.name, words(link.kind), target.name);
    finding.related.push_back({program.place(link.target, target.name_node), "it is named here"});
    offer_word(finding, document, link.name, target.name, true);
  }
}

}  // namespace

const Rule reference_case = {check_program};

}  // namespace adxc::rules
