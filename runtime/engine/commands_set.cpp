// `.set`, `.append`, `.set-or-append` and `.set-or-replace`: the rows of a query become an extent.
// Columns go by position and type, never by name.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/ticks.h"
#include "runtime/engine/command.h"
#include "runtime/engine/query.h"
#include "runtime/engine/run_query.h"

namespace adxc::engine {

namespace {

enum class IfThere { Refuse, Append, Replace };

struct SetSettings {
  std::vector<std::string> tags;
  std::optional<std::int64_t> created;
  std::string folder, doc;
};

Answer<SetSettings> read_set_settings(CommandReader& reader) {
  auto properties = read_properties(reader);
  if (!properties) return tl::make_unexpected(properties.error());
  SetSettings settings;
  for (const auto& [property, value] : *properties) {
    if (property == "folder") {
      settings.folder = value;
    } else if (property == "docstring") {
      settings.doc = value;
    } else if (property == "tags") {
      auto tags = read_tag_list(value);
      if (!tags) return tl::make_unexpected(tags.error());
      settings.tags = std::move(*tags);
    } else if (property == "creationtime") {
      settings.created = parse_datetime(value);
      if (!settings.created) return bad_property(property, value, "a datetime");
    } else {
      return unknown_property(property);
    }
  }
  return settings;
}

/// The table the rows go to: the one there is, or one made for the query's columns.
Answer<Table> target_table(CommandContext& context, const std::string& name,
                           const SetSettings& settings, const kql::RowSchema& columns) {
  if (const Table* there = context.database.table(name)) return *there;
  Table table;
  table.name = name;
  table.folder = settings.folder;
  table.doc = settings.doc;
  for (const kql::Column& column : columns) table.columns.push_back({column.name, column.type});
  auto number = answered(next_number(context.connection));
  if (!number) return tl::make_unexpected(number.error());
  table.id = *number;
  auto made = answered(insert_table(context.connection, context.database.name, table));
  if (!made) return tl::make_unexpected(made.error());
  return table;
}

Answer<void> check_columns(const Table& table, const kql::RowSchema& columns) {
  bool same = table.columns.size() == columns.size();
  for (std::size_t i = 0; same && i < columns.size(); ++i) {
    same = table.columns[i].type == columns[i].type;
  }
  if (same) return {};
  return semantic_error(fmt::format(
      "the query's columns do not fit table '{}': they go by position and must have its types",
      table.name));
}

Answer<std::int64_t> insert_rows(CommandContext& context, const Table& table,
                                 const std::string& select, std::int64_t extent) {
  auto cursor = answered(context.connection.query(
      fmt::format("insert into {} select {}, * from ({})", table.stored(), extent, select)));
  if (!cursor) return tl::make_unexpected(cursor.error());
  auto more = answered(cursor->next());
  if (!more) return tl::make_unexpected(more.error());
  return *more ? cursor->integer(0, 0) : 0;
}

CommandResult extent_result(const Extent& extent) {
  CommandResult result{{{"ExtentId", ScalarType::Guid},
                        {"OriginalSize", ScalarType::Real},
                        {"ExtentSize", ScalarType::Real},
                        {"CompressedSize", ScalarType::Real},
                        {"IndexSize", ScalarType::Real},
                        {"RowCount", ScalarType::Long}},
                       {}};
  if (extent.rows == 0) return result;
  result.rows.push_back({extent.id, "0.0", "0.0", "0.0", "0.0", fmt::to_string(extent.rows)});
  return result;
}

Answer<CommandResult> load(CommandContext& context, const std::string& name,
                           const SetSettings& settings, bool replace) {
  const std::string_view kql = context.reader.take_rest();
  auto query = prepare_query(kql, *context.catalog, context.database.name, context.options);
  if (!query) return tl::make_unexpected(query.error());
  if (query->selects.size() != 1) {
    return semantic_error("the command wants a query with one result");
  }
  const Deadline deadline(context.connection,
                          limits_of(context.options, query->bound.settings).timeout_ticks);
  const kql::RowSchema& columns = query->bound[query->bound.results[0]].columns;
  auto table = target_table(context, name, settings, columns);
  if (!table) return tl::make_unexpected(table.error());
  if (auto fits = check_columns(*table, columns); !fits) return tl::make_unexpected(fits.error());
  auto number = answered(next_number(context.connection));
  if (!number) return tl::make_unexpected(number.error());
  auto rows = insert_rows(context, *table, query->selects[0], *number);
  if (!rows) return tl::make_unexpected(rows.error());
  if (replace) {
    auto dropped = answered(delete_extents_before(context.connection, *table, *number));
    if (!dropped) return tl::make_unexpected(dropped.error());
  }
  const Extent extent{
      random_guid(), table->id, *number,      settings.created.value_or(now_ticks()),
      *rows,         0,         settings.tags};
  auto noted = answered(*rows > 0 ? insert_extent(context.connection, extent) : Result<void>());
  if (!noted) return tl::make_unexpected(noted.error());
  return extent_result(extent);
}

Answer<CommandResult> set(CommandContext& context, IfThere if_there, bool make) {
  auto name = context.reader.name();
  if (!name) return tl::make_unexpected(name.error());
  auto settings = read_set_settings(context.reader);
  if (!settings) return tl::make_unexpected(settings.error());
  if (auto pipe = context.reader.expect("<|"); !pipe) return tl::make_unexpected(pipe.error());
  const bool there = context.database.table(*name) != nullptr;
  if (there && if_there == IfThere::Refuse) {
    return bad_request("BadRequest_EntityAlreadyExists",
                       fmt::format("Table '{}' already exists.", *name));
  }
  if (!there && !make) return not_found("Table", *name);
  return load(context, *name, *settings, if_there == IfThere::Replace);
}

}  // namespace

Answer<CommandResult> set_table(CommandContext& context) {
  return set(context, IfThere::Refuse, true);
}

Answer<CommandResult> append_table(CommandContext& context) {
  return set(context, IfThere::Append, false);
}

Answer<CommandResult> set_or_append_table(CommandContext& context) {
  return set(context, IfThere::Append, true);
}

Answer<CommandResult> set_or_replace_table(CommandContext& context) {
  return set(context, IfThere::Replace, true);
}

}  // namespace adxc::engine
