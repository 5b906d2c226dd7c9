#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule dangling_reference;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string, std::string> kDanglingReference{
    {"dangling-reference", diag::Severity::Error, diag::kFixable}, "there is no {} `{}`{}"};

/// Names of the objects of that kind, those of the reference's own factory.
std::vector<std::string_view> candidates(const Program& program, const Link& link) {
  const std::size_t home = program.object(link.from).factory;
  std::vector<std::string_view> names;
  for (const Object& object : program.workspace->objects) {
    if (object.kind == link.kind && object.factory == home) names.push_back(object.name);
  }
  return names;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    if (link.state != Link::State::Dangling || find_placeholder(link.name)) continue;
    const std::vector<std::string_view> names = candidates(program, link);
    const std::string_view nearest = nearest_name(link.name, names);
    const std::string advice =
        nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?";
    diag::Diagnostic& finding =
        sink.report(kDanglingReference, program.place(link.from, link.name_node), words(link.kind),
                    link.name, advice);
    offer_word(finding, program.document_of(link.from), link.name, nearest, false);
    if (nearest.empty()) finding.notes.push_back("there are " + one_of(link.name, names));
  }
}

}  // namespace

const Rule dangling_reference = {check_program};

}  // namespace adxc::rules
