#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule columns_without_names;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kColumnsWithoutNames{
    {"columns-without-names", diag::Severity::Warning},
    "the files of `{}` have no header, and nothing maps their columns to those of the table; "
    "wanted a translator that maps by `ordinal`"};

/// True if the sink is a table whose columns have names.
bool has_named_columns(const CopyEnd& sink) {
  return sink.shape == Shape::Table && !equal_fold(sink.type, "DelimitedTextSink");
}

bool is_mapped(const Copy& copy) {
  for (const std::string_view key : {"ingestionMappingName", "ingestionMappingAsJson"}) {
    if (value_at(*copy.document, copy.sink.node, key).valid()) return true;
  }
  const document::NodeId translator = value_at(*copy.document, copy.properties, "translator");
  if (!translator.valid()) return false;
  if (!copy.translator.valid()) return true;  // computed
  for (const std::string_view key : {"mappings", "columnMappings", "schemaMapping"}) {
    if (value_at(*copy.document, translator, key).valid()) return true;
  }
  return false;
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (!equal_fold(copy.source.type, "DelimitedTextSource") || !has_named_columns(copy.sink)) return;
  if (copy.source.dataset == nullptr || is_mapped(copy)) return;
  if (!equal_fold(copy.source.dataset->type.value_or(""), "DelimitedText")) return;
  const document::Document& files = *copy.source.dataset->document;
  const document::NodeId properties = properties_of(*copy.source.dataset);
  if (!properties.valid() || !is_false(files, properties, "firstRowAsHeader")) return;
  sink.report(kColumnsWithoutNames,
              copy.document->place(copy.document->find(copy.source.node, "type")),
              copy.source.link->name)
      .related.push_back({files.key_place(properties), "its header is described here"});
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule columns_without_names = {check_program};

}  // namespace adxc::rules
