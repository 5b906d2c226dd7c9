#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule dash_in_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kDashInName{
    {"dash-in-name", diag::Severity::Info},
    "the name of a {} holds a dash, which the service takes and its user interface and some tools "
    "do not; wanted `_`"};

bool is_concerned(ObjectKind kind) {
  return kind == ObjectKind::LinkedService || kind == ObjectKind::Dataset ||
         kind == ObjectKind::DataFlow;
}

/// Synapse makes such linked services for every workspace by itself.
bool is_made_by_service(std::string_view name) {
  return name.ends_with("-WorkspaceDefaultStorage") || name.ends_with("-WorkspaceDefaultSqlServer");
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    if (!is_concerned(object.kind) || !object.name_node.valid()) continue;
    const document::Document& document = program.workspace->document_of(object);
    const std::string_view name = document.text(object.name_node);
    const std::size_t at = name.find('-');
    if (at == std::string_view::npos || is_made_by_service(name)) continue;
    if (find_placeholder(name) || has_token(name)) continue;
    sink.report(kDashInName, place_in(document, object.name_node, at, at + 1), words(object.kind));
  }
}

}  // namespace

const Rule dash_in_name = {check_program};

}  // namespace adxc::rules
