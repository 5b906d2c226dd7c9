// Management commands: each is an entry of the table in commands.cpp, written in the file of its
// subject.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/command_reader.h"
#include "runtime/engine/store.h"

namespace adxc::engine {

/// The answer of a command: a small table in canonical spelling.
struct CommandResult {
  using Row = std::vector<std::optional<std::string>>;
  rows::Schema columns;
  std::vector<Row> rows;
};

/// What a command works with.
struct CommandContext {
  Store& store;
  Connection& connection;
  std::shared_ptr<const Catalog> catalog;
  const Database& database;
  const Options& options;
  CommandReader& reader;

  /// The table named next in the command.
  Answer<const Table*> read_table() const;
};

struct Command {
  std::string_view head;  // its first words, without the dot
  bool writes;            // runs alone, in a transaction that is committed when it succeeds
  Answer<CommandResult> (*run)(CommandContext& context);
};

/// The command that the text begins with, or null; the reader then stands behind its head.
const Command* find_command(CommandReader& reader);

// tables
Answer<CommandResult> create_table(CommandContext& context);
Answer<CommandResult> create_merge_table(CommandContext& context);
Answer<CommandResult> alter_merge_table(CommandContext& context);
Answer<CommandResult> alter_table(CommandContext& context);
Answer<CommandResult> create_or_alter_table(CommandContext& context);
Answer<CommandResult> drop_table(CommandContext& context);
Answer<CommandResult> drop_tables(CommandContext& context);
Answer<CommandResult> clear_table(CommandContext& context);
// mappings, after the table's name
Answer<CommandResult> create_mapping(CommandContext& context, const Table& table);
Answer<CommandResult> alter_mapping(CommandContext& context, const Table& table);
Answer<CommandResult> create_or_alter_mapping(CommandContext& context, const Table& table);
Answer<CommandResult> drop_mapping(CommandContext& context, const Table& table);
Answer<CommandResult> show_mappings(CommandContext& context, const Table& table);
// what there is
Answer<CommandResult> show_version(CommandContext& context);
Answer<CommandResult> show_cluster(CommandContext& context);
Answer<CommandResult> show_databases(CommandContext& context);
Answer<CommandResult> show_database(CommandContext& context);
Answer<CommandResult> show_tables(CommandContext& context);
Answer<CommandResult> show_table(CommandContext& context);
// extents and rows
Answer<CommandResult> show_extents(CommandContext& context, const Table& table);
Answer<CommandResult> ingest_inline(CommandContext& context);
Answer<CommandResult> set_table(CommandContext& context);
Answer<CommandResult> append_table(CommandContext& context);
Answer<CommandResult> set_or_append_table(CommandContext& context);
Answer<CommandResult> set_or_replace_table(CommandContext& context);

/// `TableName, Schema, DatabaseName, Folder, DocString`, the schema as JSON.
CommandResult table_schema_result(const Database& database, const Table& table);
std::string table_schema_json(const Table& table);

/// `with (name = value, …)`, names in lower case; empty when there is none.
using Properties = std::vector<std::pair<std::string, std::string>>;
Answer<Properties> read_properties(CommandReader& reader);

/// `["a", "b"]`, the value of the property `tags` or another list.
Answer<std::vector<std::string>> read_tag_list(std::string_view value,
                                               std::string_view property = "tags");
tl::unexpected<Refusal> bad_property(std::string_view property, std::string_view value,
                                     std::string_view wanted);
tl::unexpected<Refusal> unknown_property(std::string_view property);

}  // namespace adxc::engine
