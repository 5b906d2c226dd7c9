#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/kql/bind.h"
#include "compiler/kql/command.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule column_not_in_query;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kColumnNotInQuery{
    {"column-not-in-query", diag::Severity::Error},
    "the column `{}` is none of those that the query gives; expected {}"};

/// Columns that the source adds to what the query gives.
bool is_added(const Copy& copy, std::string_view name) {
  const document::Document& document = *copy.document;
  const document::NodeId list = value_at(document, copy.source.node, "additionalColumns");
  if (!list.valid()) return false;
  const auto children = document.children(list);
  return std::any_of(children.begin(), children.end(), [&](document::NodeId column) {
    return equal_fold(text_at(document, column, "name"), name);
  });
}

void check_mapping(const Copy& copy, const std::vector<std::string>& columns, diag::Sink& sink) {
  const document::Document& document = *copy.document;
  const std::vector<std::string_view> names(columns.begin(), columns.end());
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.source.valid()) continue;
    const std::string_view name = text_at(document, pair.source, "name");
    const bool there = std::any_of(names.begin(), names.end(), [&](std::string_view column) {
      return equal_fold(column, name);
    });
    if (name.empty() || there || expr::is_expression(name) || is_added(copy, name)) continue;
    sink.report(kColumnNotInQuery, document.place(document.find(pair.source, "name")), name,
                one_of(name, names, 5));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    if (source == nullptr || !copy.translator.valid()) continue;
    const auto query = written_text(source->query);
    if (!query || kql::is_command(query->text)) continue;
    if (const auto columns = kql::result_names(query->text)) check_mapping(copy, *columns, sink);
  }
}

}  // namespace

const Rule column_not_in_query = {check_program};

}  // namespace adxc::rules
