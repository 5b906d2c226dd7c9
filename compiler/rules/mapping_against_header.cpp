#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule mapping_against_header;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kNameWithoutHeader{
    {"mapping-against-header", diag::Severity::Error},
    "the column `{}` is mapped by name, but the files of `{}` have no header; wanted `ordinal`, "
    "counted from 1"};
constexpr diag::Kind<std::string_view> kOrdinalWithHeader{
    {"mapping-against-header", diag::Severity::Warning},
    "the column is mapped by number, but the files of `{}` have a header; wanted its name"};

/// What the service calls the columns of a file without a header: Prop_0, Prop_1, …
bool is_made_up(std::string_view name) {
  constexpr std::string_view kPrefix = "Prop_";
  return name.starts_with(kPrefix) &&
         name.find_first_not_of("0123456789", kPrefix.size()) == std::string_view::npos;
}

bool is_named_by(const model::Dataset& dataset, std::string_view name) {
  const std::vector<DatasetColumn> columns = columns_of(dataset);
  return std::any_of(columns.begin(), columns.end(),
                     [&](const DatasetColumn& column) { return equal_fold(column.name, name); });
}

/// The source side of one pair.
void check_side(const Copy& copy, document::NodeId side, bool header, diag::Sink& sink) {
  const document::Document& document = *copy.document;
  const document::NodeId ordinal = value_at(document, side, "ordinal");
  const std::string_view name = text_at(document, side, "name");
  if (header && ordinal.valid() && name.empty()) {
    sink.report(kOrdinalWithHeader, document.place(ordinal), copy.source.link->name);
  }
  if (header || ordinal.valid() || name.empty() || expr::is_expression(name)) return;
  if (is_made_up(name) || is_named_by(*copy.source.dataset, name)) return;
  sink.report(kNameWithoutHeader, document.place(document.find(side, "name")), name,
              copy.source.link->name);
}

bool is_computed_column(const Copy& copy, std::string_view name) {
  const document::NodeId list = value_at(*copy.document, copy.source.node, "additionalColumns");
  if (!list.valid()) return false;
  for (const document::NodeId column : copy.document->children(list)) {
    if (equal_fold(text_at(*copy.document, column, "name"), name)) return true;
  }
  return false;
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  const bool text = equal_fold(copy.source.type, "DelimitedTextSource");
  if (!text || copy.source.dataset == nullptr) return;
  if (!equal_fold(copy.source.dataset->type.value_or(""), "DelimitedText")) return;
  const document::Document& files = *copy.source.dataset->document;
  const document::NodeId properties = properties_of(*copy.source.dataset);
  if (!properties.valid()) return;
  const bool header = is_true(files, properties, "firstRowAsHeader");
  if (!header && !is_false(files, properties, "firstRowAsHeader")) return;
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.source.valid()) continue;
    if (is_computed_column(copy, text_at(*copy.document, pair.source, "name"))) continue;
    check_side(copy, pair.source, header, sink);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule mapping_against_header = {check_program};

}  // namespace adxc::rules
