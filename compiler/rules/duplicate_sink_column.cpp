#include <map>
#include <string>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule duplicate_sink_column;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kDuplicateSinkColumn{
    {"duplicate-sink-column", diag::Severity::Error},
    "the column `{}` is written by an earlier pair of the mapping already"};

/// Columns of Azure Data Explorer differ by case, those of other stores do not.
std::string key_of(const Copy& copy, std::string_view name) {
  const bool exact = equal_fold(copy.sink.type, "AzureDataExplorerSink");
  return exact ? std::string(name) : fold_case(name);
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  std::map<std::string, document::NodeId> seen;
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.sink.valid()) continue;
    const document::NodeId node = copy.document->find(pair.sink, "name");
    const std::string_view name = text_at(*copy.document, pair.sink, "name");
    if (name.empty() || expr::is_expression(name)) continue;
    const auto [first, fresh] = seen.emplace(key_of(copy, name), node);
    if (fresh) continue;
    sink.report(kDuplicateSinkColumn, copy.document->place(node), name)
        .related.push_back({copy.document->place(first->second), "it is written here"});
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule duplicate_sink_column = {check_program};

}  // namespace adxc::rules
