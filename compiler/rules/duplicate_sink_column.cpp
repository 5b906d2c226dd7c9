#include <algorithm>
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

/// Columns of Azure Data Explorer and of files differ by case, those of databases do not.
bool case_matters(const Copy& copy) {
  if (equal_fold(copy.sink.type, "AzureDataExplorerSink")) return true;
  return std::any_of(pairings().begin(), pairings().end(), [&](const Pairing& pairing) {
    return pairing.in_files() && lists(pairing.sinks, copy.sink.type);
  });
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  std::map<std::string, document::NodeId> seen;
  const bool exact = case_matters(copy);
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.sink.valid()) continue;
    const document::NodeId node = copy.document->find(pair.sink, "name");
    const std::string_view name = text_at(*copy.document, pair.sink, "name");
    if (name.empty() || expr::is_expression(name)) continue;
    const auto [first, fresh] = seen.emplace(exact ? std::string(name) : fold_case(name), node);
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
