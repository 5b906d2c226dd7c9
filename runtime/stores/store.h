// Stores: one file of this folder is one entry, named after its linked service type. A store opens
// rows to read and rows to write; the executor moves them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/plan.h"
#include "runtime/auth/tokens.h"
#include "runtime/rows/batch.h"
#include "runtime/sys/world.h"

namespace adxc::stores {

/// What a step may use of the world. Lives as long as the run.
struct Context {
  sys::World& world;
  auth::Tokens& tokens;     // caches tokens and secrets for the run
  std::string base_folder;  // relative hosts of file servers are below this
  /// ADX endpoint as the plan spells it → URL to talk to instead, without a token (the embedded
  /// engine).
  std::map<std::string, std::string> redirects;
  std::string run_id;  // in tags and client request ids
};

/// What a management command answered.
struct CommandOutput {
  rows::Schema schema;
  rows::Batch rows;
};

struct Store {
  std::string_view linked_service;  // type, "AzureDataExplorer"
  Result<std::unique_ptr<rows::RowSource>> (*open_source)(const plan::Step& step,
                                                          const plan::Copy& copy,
                                                          const Context& context);
  /// `offered` is what will be written when the sink has no schema of its own (files).
  Result<std::unique_ptr<rows::RowSink>> (*open_sink)(const plan::Step& step,
                                                      const plan::Copy& copy,
                                                      const rows::Schema& offered,
                                                      const Context& context);
  /// Null for stores without commands.
  Result<CommandOutput> (*run_command)(const plan::Step& step, const plan::Command& command,
                                       const Context& context);
  /// Rows that a copy wrote before it failed stay where they are, so the copy cannot simply be
  /// tried again. False for stores that publish in finish().
  bool keeps_rows_of_failed_copies = false;
};

/// Every store there is, in the order of the names of their files.
std::vector<const Store*> all();

/// The store of a linked service type, or null.
const Store* find(std::string_view linked_service_type);

}  // namespace adxc::stores
