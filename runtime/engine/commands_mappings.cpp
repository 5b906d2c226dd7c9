// Commands about ingestion mappings of a table.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/engine/command.h"
#include "runtime/engine/field_plan.h"

namespace adxc::engine {

namespace {

constexpr std::string_view kKinds[] = {"csv", "json"};

/// `csv mapping` or `csv mappings`, after `ingestion`.
Answer<std::string> read_kind(CommandReader& reader, std::string_view noun) {
  for (std::string_view kind : kKinds) {
    if (reader.take_words(fmt::format("{} {}", kind, noun))) return std::string(kind);
  }
  return reader.wanted(fmt::format("`csv {}` or `json {}`", noun, noun));
}

/// `csv mapping "name" '[…]'`
Answer<Mapping> read_mapping(CommandContext& context, const Table& table) {
  auto kind = read_kind(context.reader, "mapping");
  if (!kind) return tl::make_unexpected(kind.error());
  auto name = context.reader.literal();
  if (!name) return tl::make_unexpected(name.error());
  auto text = context.reader.string();
  if (!text) return tl::make_unexpected(text.error());
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  auto plan = plan_fields(table, *kind, *text);
  if (!plan) return tl::make_unexpected(plan.error());
  return Mapping{std::move(*name), std::move(*kind), nlohmann::ordered_json::parse(*text).dump(),
                 now_ticks()};
}

CommandResult mapping_result(const Database& database, const Table& table,
                             const std::vector<Mapping>& mappings) {
  CommandResult result{{{"Name", ScalarType::String},
                        {"Kind", ScalarType::String},
                        {"Mapping", ScalarType::String},
                        {"LastUpdatedOn", ScalarType::DateTime},
                        {"Database", ScalarType::String},
                        {"Table", ScalarType::String}},
                       {}};
  for (const Mapping& mapping : mappings) {
    result.rows.push_back({mapping.name, mapping.kind == "csv" ? "Csv" : "Json", mapping.text,
                           print_datetime(mapping.updated), database.name, table.name});
  }
  return result;
}

Answer<CommandResult> put(CommandContext& context, const Table& table, const Mapping& mapping) {
  auto done = answered(put_mapping(context.connection, table, mapping));
  if (!done) return tl::make_unexpected(done.error());
  return mapping_result(context.database, table, {mapping});
}

tl::unexpected<Refusal> mapping_not_found(const Table& table, std::string_view name) {
  return bad_request(
      "BadRequest_MappingReferenceWasNotFound",
      fmt::format("Mapping reference '{}' of table '{}' was not found.", name, table.name));
}

}  // namespace

Answer<CommandResult> create_mapping(CommandContext& context, const Table& table) {
  auto mapping = read_mapping(context, table);
  if (!mapping) return tl::make_unexpected(mapping.error());
  if (table.mapping(mapping->kind, mapping->name)) {
    return bad_request(
        "BadRequest_EntityAlreadyExists",
        fmt::format("Mapping '{}' of table '{}' already exists.", mapping->name, table.name));
  }
  return put(context, table, *mapping);
}

Answer<CommandResult> alter_mapping(CommandContext& context, const Table& table) {
  auto mapping = read_mapping(context, table);
  if (!mapping) return tl::make_unexpected(mapping.error());
  if (!table.mapping(mapping->kind, mapping->name)) return mapping_not_found(table, mapping->name);
  return put(context, table, *mapping);
}

Answer<CommandResult> create_or_alter_mapping(CommandContext& context, const Table& table) {
  auto mapping = read_mapping(context, table);
  if (!mapping) return tl::make_unexpected(mapping.error());
  return put(context, table, *mapping);
}

Answer<CommandResult> drop_mapping(CommandContext& context, const Table& table) {
  auto kind = read_kind(context.reader, "mapping");
  if (!kind) return tl::make_unexpected(kind.error());
  auto name = context.reader.literal();
  if (!name) return tl::make_unexpected(name.error());
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  const Mapping* there = table.mapping(*kind, *name);
  if (!there) return mapping_not_found(table, *name);
  auto done = answered(delete_mapping(context.connection, table, *there));
  if (!done) return tl::make_unexpected(done.error());
  std::vector<Mapping> left = table.mappings;
  std::erase_if(left, [&](const Mapping& m) { return m.kind == *kind && m.name == *name; });
  return mapping_result(context.database, table, left);
}

Answer<CommandResult> show_mappings(CommandContext& context, const Table& table) {
  CommandReader& reader = context.reader;
  if (reader.take_words("mappings")) {
    if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
    return mapping_result(context.database, table, table.mappings);
  }
  for (std::string_view kind : kKinds) {
    if (!reader.take_words(fmt::format("{} mappings", kind))) continue;
    if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
    std::vector<Mapping> some = table.mappings;
    std::erase_if(some, [&](const Mapping& m) { return m.kind != kind; });
    return mapping_result(context.database, table, some);
  }
  auto kind = read_kind(reader, "mapping");
  if (!kind) return tl::make_unexpected(kind.error());
  auto name = reader.literal();
  if (!name) return tl::make_unexpected(name.error());
  if (auto end = reader.expect_end(); !end) return tl::make_unexpected(end.error());
  const Mapping* found = table.mapping(*kind, *name);
  if (!found) return not_found("Mapping", *name);
  return mapping_result(context.database, table, {*found});
}

}  // namespace adxc::engine
