// Which activities write to which tables of Azure Data Explorer, where both are written out. Only
// for compiler/rules.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"
#include "compiler/rules/kusto_commands.h"

namespace adxc::rules {

struct TableWrite {
  program::ActivityId activity;
  std::string table;  // as written
  std::string key;    // equal for the same table of the same linked service in one factory
  bool replaces = false;
  bool once = false;  // a second load of the same data is skipped
  diag::Place place;
};

namespace inner {

inline std::string table_key(const program::Program& program, program::ObjectId from,
                             const model::Reference& service, std::string_view table) {
  return std::to_string(program.object(from).factory) + "/" + fold_case(service.name) + "/" +
         std::string(table);
}

inline void add_copy(const program::Program& program, const program::Copy& copy,
                     std::vector<TableWrite>& writes) {
  const auto* adx = program::sink_as<model::AzureDataExplorerSink>(copy);
  if (adx == nullptr || copy.sink.dataset == nullptr) return;
  const auto* made =
      model::as<model::AzureDataExplorerTableDataset>(copy.sink.dataset->type_properties);
  const model::Reference* service = copy.sink.dataset->linked_service_name.literal();
  const auto table = made == nullptr ? std::nullopt : written_text(made->table);
  if (!table || service == nullptr || !service->arguments.empty()) return;
  const bool once = ingestion_properties(*copy.document, adx->node).find("ingestIfNotExists");
  writes.push_back({copy.id, std::string(table->text),
                    table_key(program, copy.sink.link->target, *service, table->text), false, once,
                    copy.document->place(copy.sink.link->name_node)});
}

inline void add_command(const program::Program& program, program::ActivityId id,
                        std::vector<TableWrite>& writes) {
  const program::Activity& activity = program.activity(id);
  const auto command = written_command(activity);
  const model::Reference* service = activity.entity->linked_service_name.literal();
  if (!command || service == nullptr || !service->arguments.empty()) return;
  const TableChange change = table_change(command->text);
  if (change.kind == TableChange::Kind::None) return;
  writes.push_back({id, std::string(change.table),
                    table_key(program, activity.pipeline, *service, change.table),
                    change.kind == TableChange::Kind::Replace,
                    fold_case(command->text).find("ingestifnotexists") != std::string::npos,
                    place_in(program.document_of(activity.pipeline), command->node, change.begin,
                             change.begin + change.table.size())});
}

}  // namespace inner

/// In the order of the activities.
inline std::vector<TableWrite> table_writes(const program::Program& program) {
  std::vector<TableWrite> writes;
  for (const program::Copy& copy : program.copies) {
    inner::add_copy(program, copy, writes);
  }
  for (std::size_t i = 0; i < program.activities.size(); ++i) {
    inner::add_command(program, {static_cast<std::uint32_t>(i)}, writes);
  }
  std::stable_sort(writes.begin(), writes.end(), [](const TableWrite& a, const TableWrite& b) {
    return a.activity.value < b.activity.value;
  });
  return writes;
}

}  // namespace adxc::rules
