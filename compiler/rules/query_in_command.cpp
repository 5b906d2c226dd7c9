#include "compiler/base/names.h"
#include "compiler/expr/parser.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule query_in_command;

namespace {

using namespace program;

constexpr diag::Kind<> kQueryInCommand{
    {"query-in-command", diag::Severity::Error},
    "the command does not begin with a dot, which makes it a query; wanted a management command"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const auto* command =
        model::as<model::AzureDataExplorerCommandActivity>(activity.entity->type_properties);
    const std::string* text = command == nullptr ? nullptr : command->command.literal();
    if (text == nullptr || expr::is_expression(*text) || find_placeholder(*text)) continue;
    const std::size_t begin = kusto_begin(*text);
    if (begin < text->size() && (*text)[begin] == '.') continue;
    const document::Document& document = program.document_of(activity.pipeline);
    diag::Place place = document.place(command->command.node);
    if (begin < text->size()) {
      place.span = document.fragment(command->command.node).span(begin, text->size());
    }
    sink.report(kQueryInCommand, place)
        .notes.emplace_back(
            "a Lookup or Copy activity with `AzureDataExplorerSource` runs queries");
  }
}

}  // namespace

const Rule query_in_command = {check_program};

}  // namespace adxc::rules
