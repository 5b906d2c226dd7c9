#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule column_types_ignored;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kColumnTypesIgnored{
    {"column-types-ignored", diag::Severity::Info},
    "the mapping has `{}` on one side and `{}` on the other, but types count only with "
    "`typeConversion: true`"};

/// One finding for a translator, at the first pair whose types differ.
void check_copy(const Copy& copy, diag::Sink& sink) {
  if (copy.source.shape != Shape::Table || copy.sink.shape != Shape::Table) return;
  if (!copy.translator.valid() || !is_false(*copy.document, copy.translator, "typeConversion"))
    return;
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.source.valid() || !pair.sink.valid()) continue;
    const std::string_view from = text_at(*copy.document, pair.source, "type");
    const std::string_view to = text_at(*copy.document, pair.sink, "type");
    if (from.empty() || to.empty() || equal_fold(from, to)) continue;
    const NodeId node = copy.document->find(pair.sink, "type");
    return void(sink.report(kColumnTypesIgnored, copy.document->place(node), from, to));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule column_types_ignored = {check_program};

}  // namespace adxc::rules
