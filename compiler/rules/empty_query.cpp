#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule empty_query;

namespace {

using namespace program;

constexpr diag::Kind<> kEmptyQuery{{"empty-query", diag::Severity::Error},
                                   "the query is empty, wanted a query in KQL"};

/// Every source of that type, in a Copy or a Lookup.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    if (node.key != "query" || kusto_begin(node.text) < node.text.size()) continue;
    if (!node.parent.valid()) continue;
    if (text_at(document, node.parent, "type") != "AzureDataExplorerSource") continue;
    sink.report(kEmptyQuery, document.place(text.node));
  }
}

}  // namespace

const Rule empty_query = {check_program};

}  // namespace adxc::rules
