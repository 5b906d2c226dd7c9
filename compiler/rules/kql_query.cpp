#include "compiler/base/names.h"
#include "compiler/expr/parser.h"
#include "compiler/kql/bind.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule kql_query;

namespace {

using namespace program;

/// The query of an Azure Data Explorer source, or the command of a command activity.
bool is_kusto(const document::Document& document, const document::Node& node) {
  if (!node.parent.valid()) return false;
  if (equal_fold(node.key, "query")) {
    return equal_fold(text_at(document, node.parent, "type"), "AzureDataExplorerSource");
  }
  if (!equal_fold(node.key, "command")) return false;
  const document::NodeId activity = document[node.parent].parent;
  return activity.valid() &&
         equal_fold(text_at(document, activity, "type"), "AzureDataExplorerCommand");
}

/// `[format('…')]`: filled in when a template of Azure Resource Manager is deployed. A query that
/// begins with a bracket goes on with a quote.
bool is_template_expression(std::string_view text) {
  const bool letter = text.size() > 2 && text[1] >= 'a' && text[1] <= 'z';
  return text.starts_with('[') && text.ends_with(']') && letter;
}

/// Texts that are worked out at run time, or that are still to be filled in, are not judged;
/// neither are commands that stand for queries and the other way round, which have rules of their
/// own.
bool is_judged(const document::Node& node) {
  const std::size_t begin = kusto_begin(node.text);
  if (begin == node.text.size() || expr::is_expression(node.text)) return false;
  if (is_template_expression(node.text)) return false;
  if (find_placeholder(node.text) || has_token(node.text)) return false;
  return (node.text[begin] == '.') == equal_fold(node.key, "command");
}

/// Nobody knows the tables here, so only what is certain without them is reported.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    if (!is_kusto(document, node) || !is_judged(node)) continue;
    const text::Fragment fragment = document.fragment(text.node);
    kql::check(nullptr, {fragment, document.pointer(text.node), sink});
  }
}

}  // namespace

const Rule kql_query = {check_program, kSlugsFromElsewhere};

}  // namespace adxc::rules
