#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule nothing_to_read;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string> kNothingToRead{
    {"nothing-to-read", diag::Severity::Error},
    "`{}` has no query, and the dataset `{}` names no table; wanted one of the two"};

/// True if the dataset says anything that could name a table.
bool names_a_table(const model::Dataset& dataset) {
  const NodeId properties = properties_of(dataset);
  if (!properties.valid()) return false;
  for (const NodeId child : dataset.document->children(properties)) {
    const document::Node& value = (*dataset.document)[child];
    if (value.kind == document::NodeKind::Null) continue;
    if (!is_text(value) || !trimmed(value.text).empty()) return true;
  }
  return false;
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (copy.source.dataset == nullptr || equal_fold(copy.source.type, "AzureDataExplorerSource"))
    return;
  if (copy.source.shape != Shape::Table || reads_a_query(copy)) return;
  if (!is_database_table(*copy.source.dataset) || names_a_table(*copy.source.dataset)) return;
  sink.report(kNothingToRead, copy.document->place(copy.document->find(copy.source.node, "type")),
              copy.source.type, copy.source.link->name);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule nothing_to_read = {check_program};

}  // namespace adxc::rules
