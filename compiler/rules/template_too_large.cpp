#include <set>

#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule template_too_large;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::size_t> kTooManyParameters{
    {"template-too-large", diag::Severity::Error},
    "the template has {} parameters, Azure Resource Manager takes up to 256"};
constexpr diag::Kind<std::size_t> kTooManyBytes{
    {"template-too-large", diag::Severity::Error},
    "the template has {} bytes, Azure Resource Manager takes up to 4 MB; wanted linked templates"};

/// Source: limits of Azure Resource Manager.
constexpr std::size_t kMostParameters = 256;
constexpr std::size_t kMostBytes = std::size_t{4} << 20;

void check_template(const Document& document, diag::Sink& sink) {
  const NodeId root = document.roots.front();
  const NodeId parameters = object_at(document, root, "parameters");
  if (parameters.valid() && document[parameters].child_count > kMostParameters)
    sink.report(kTooManyParameters, document.key_place(parameters),
                std::size_t{document[parameters].child_count});
  if (document.file->text.size() > kMostBytes) {
    diag::Place place = document.place(root);
    place.span.end = place.span.begin + 1;
    sink.report(kTooManyBytes, place, document.file->text.size());
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  std::set<std::size_t> templates;
  for (const Object& object : program.workspace->objects)
    if (object.deployed) templates.insert(object.document);
  for (const std::size_t one : templates) check_template(program.workspace->documents[one], sink);
}

}  // namespace

const Rule template_too_large = {check_program};

}  // namespace adxc::rules
