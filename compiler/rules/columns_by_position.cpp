#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule columns_by_position;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string> kColumnsByPosition{
    {"columns-by-position", diag::Severity::Warning},
    "the column `{}` has no column of that name in `{}`, and without a mapping the columns then go "
    "by position{}"};

/// True if anything but names decides which column goes where.
bool is_mapped(const Copy& copy) {
  const document::Document& document = *copy.document;
  if (value_at(document, copy.sink.node, "ingestionMappingName").valid()) return true;
  if (value_at(document, copy.sink.node, "ingestionMappingAsJson").valid()) return true;
  if (value_at(document, copy.sink.node, "additionalProperties").valid()) return true;
  if (!value_at(document, copy.properties, "translator").valid()) return false;
  if (!copy.translator.valid()) return true;  // computed
  for (const std::string_view key : {"mappings", "columnMappings", "schemaMapping"})
    if (value_at(document, copy.translator, key).valid()) return true;
  return false;
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (copy.source.dataset == nullptr || copy.sink.dataset == nullptr) return;
  if (copy.source.shape != Shape::Table || reads_a_query(copy) || is_mapped(copy)) return;
  const std::vector<DatasetColumn> read = columns_of(*copy.source.dataset);
  const std::vector<DatasetColumn> written = columns_of(*copy.sink.dataset);
  if (read.empty() || written.empty()) return;
  std::vector<std::string_view> names;
  for (const DatasetColumn& column : written) names.push_back(column.name);
  for (const DatasetColumn& column : read) {
    if (std::find(names.begin(), names.end(), column.name) != names.end()) continue;
    const std::string_view nearest = nearest_name(column.name, names);
    const std::string hint =
        nearest.empty() ? "" : "; the nearest is `" + std::string(nearest) + "`, case matters";
    return void(sink.report(kColumnsByPosition,
                            copy.document->place(copy.document->find(copy.sink.node, "type")),
                            column.name, copy.sink.link->name, hint));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    if (equal_fold(copy.sink.type, "AzureDataExplorerSink")) check_copy(copy, sink);
  }
}

}  // namespace

const Rule columns_by_position = {check_program};

}  // namespace adxc::rules
