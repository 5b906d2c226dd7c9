#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule command_in_query;

namespace {

using namespace program;

constexpr diag::Kind<> kCommandInQuery{
    {"command-in-query", diag::Severity::Error},
    "the query begins with a dot, which makes it a management command; wanted a query"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    const bool query =
        equal_fold(node.key, "query") && node.parent.valid() &&
        equal_fold(text_at(document, node.parent, "type"), "AzureDataExplorerSource");
    const std::size_t begin = query ? kusto_begin(node.text) : node.text.size();
    if (begin >= node.text.size() || node.text[begin] != '.') continue;
    diag::Place place = document.place(text.node);
    place.span = document.fragment(text.node).span(begin, begin + 1);
    sink.report(kCommandInQuery, place)
        .notes.emplace_back("the activity `AzureDataExplorerCommand` runs commands");
  }
}

}  // namespace

const Rule command_in_query = {check_program};

}  // namespace adxc::rules
