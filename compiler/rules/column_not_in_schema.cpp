#include <algorithm>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/model/search.h"
#include "compiler/program/copies.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule column_not_in_schema;

namespace {

using namespace program;
using Names = std::vector<std::string_view>;

constexpr diag::Kind<std::string_view, std::string_view, std::string> kColumnNotInSchema{
    {"column-not-in-schema", diag::Severity::Warning, diag::kFixable},
    "the column `{}` is none of those that the dataset `{}` says it has{}"};

/// The columns of an end, if they are known for certain: those of a computed table are not.
Names known_columns(const CopyEnd& end) {
  Names names;
  if (end.dataset == nullptr || end.shape != Shape::Table) return names;
  const document::NodeId properties = properties_of(*end.dataset);
  if (!properties.valid()) return names;
  if (!model::expressions_under(*end.dataset->document, properties).empty()) return names;
  for (const DatasetColumn& column : columns_of(*end.dataset)) names.push_back(column.name);
  return names;
}

void add_computed_columns(const document::Document& document, document::NodeId source,
                          Names& names) {
  const document::NodeId list = value_at(document, source, "additionalColumns");
  if (!list.valid()) return;
  for (const document::NodeId column : document.children(list))
    names.push_back(text_at(document, column, "name"));
}

bool is_known(const CopyEnd& end, const Names& names, std::string_view name) {
  const bool exact = equal_fold(end.type, "AzureDataExplorerSink");
  return std::any_of(names.begin(), names.end(), [&](std::string_view column) {
    return exact ? column == name : equal_fold(column, name);
  });
}

/// One finding for an end: many columns that are not there are one wrong schema.
void check_end(const Copy& copy, const CopyEnd& end, document::NodeId ColumnPair::*side,
               const Names& names, diag::Sink& sink) {
  if (names.empty()) return;
  const document::Document& document = *copy.document;
  diag::Diagnostic* finding = nullptr;
  for (const ColumnPair& pair : column_pairs(copy)) {
    const document::NodeId node = pair.*side;
    const std::string_view name = node.valid() ? text_at(document, node, "name") : "";
    if (name.empty() || expr::is_expression(name) || is_known(end, names, name)) continue;
    const diag::Place place = document.place(document.find(node, "name"));
    if (finding != nullptr) {
      finding->related.push_back({place, "nor is this one"});
      continue;
    }
    const std::string_view nearest = nearest_name(name, names);
    finding = &sink.report(kColumnNotInSchema, place, name, end.link->name,
                           nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?");
    offer_word(*finding, document, name, nearest, false);
  }
}

bool has_ingestion_mapping(const Copy& copy) {
  return value_at(*copy.document, copy.sink.node, "ingestionMappingName").valid() ||
         value_at(*copy.document, copy.sink.node, "ingestionMappingAsJson").valid();
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (!copy.translator.valid() || !copy.source.node.valid() || !copy.sink.node.valid()) return;
  Names read = known_columns(copy.source);
  if (!read.empty()) add_computed_columns(*copy.document, copy.source.node, read);
  if (reads_a_query(copy)) read.clear();
  Names written = known_columns(copy.sink);
  if (!written.empty() && (!is_database_table(*copy.sink.dataset) || has_ingestion_mapping(copy)))
    written.clear();
  check_end(copy, copy.source, &ColumnPair::source, read, sink);
  check_end(copy, copy.sink, &ColumnPair::sink, written, sink);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule column_not_in_schema = {check_program};

}  // namespace adxc::rules
