// `.ingest inline`.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/engine/command.h"
#include "runtime/engine/ingest.h"
#include "runtime/engine/records.h"

namespace adxc::engine {

namespace {

/// The properties of an `.ingest` command, read and checked.
struct IngestSettings {
  const IngestFormat* format = find_ingest_format("csv");
  std::optional<std::string> mapping;    // JSON
  std::optional<std::string> reference;  // name of a mapping
  std::vector<std::string> tags;
  std::vector<std::string> if_not_exists;
  std::optional<std::int64_t> created;
  RecordSettings records;
};

/// A number under that name, whatever its case; it may be written as a string.
std::int64_t number_in(const nlohmann::json& object, std::string_view name) {
  for (const auto& [key, value] : object.items()) {
    if (!equal_fold(key, name)) continue;
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  return 0;
}

/// The service checks widths only when told to fail on them; best effort is its default.
Answer<void> read_policy(IngestSettings& settings, std::string_view value) {
  const auto json = nlohmann::json::parse(value, nullptr, false);
  if (!json.is_object()) return bad_property("validationPolicy", value, "a JSON object");
  settings.records.constant_fields =
      number_in(json, "ValidationOptions") == 1 && number_in(json, "ValidationImplications") == 0;
  return {};
}

Answer<void> read_created(IngestSettings& settings, const std::string& value) {
  settings.created = parse_datetime(value);
  if (!settings.created) return bad_property("creationTime", value, "a datetime");
  return {};
}

Answer<void> read_format(IngestSettings& settings, const std::string& value) {
  settings.format = find_ingest_format(value);
  if (settings.format) return {};
  return bad_request("BadRequest_FormatNotSupported",
                     fmt::format("the embedded engine does not ingest the format `{}`, only csv, "
                                 "tsv, psv, scsv, sohsv, txt and json",
                                 value));
}

Answer<void> read_flag(bool& flag, std::string_view property, std::string_view value) {
  flag = equal_fold(value, "true");
  if (flag || equal_fold(value, "false")) return {};
  return bad_property(property, value, "true or false");
}

Answer<void> read_into(std::vector<std::string>& list, std::string_view property,
                       std::string_view value) {
  auto read = read_tag_list(value, property);
  if (!read) return tl::make_unexpected(read.error());
  list = std::move(*read);
  return {};
}

Answer<void> read_setting(IngestSettings& settings, const std::string& property,
                          const std::string& value) {
  if (property == "format") return read_format(settings, value);
  if (property == "tags") return read_into(settings.tags, property, value);
  if (property == "ingestifnotexists") return read_into(settings.if_not_exists, property, value);
  if (property == "creationtime") return read_created(settings, value);
  if (property == "validationpolicy") return read_policy(settings, value);
  if (property == "ignorefirstrecord") {
    return read_flag(settings.records.skip_first, property, value);
  }
  if (property == "ingestionmapping") {
    settings.mapping = value;
  } else if (property == "ingestionmappingreference") {
    settings.reference = value;
  } else if (property != "ingestionmappingtype" && property != "policy_ingestiontime") {
    return unknown_property(property);
  }
  return {};
}

Answer<IngestSettings> read_settings(CommandReader& reader) {
  auto properties = read_properties(reader);
  if (!properties) return tl::make_unexpected(properties.error());
  IngestSettings settings;
  for (const auto& [property, value] : *properties) {
    if (auto read = read_setting(settings, property, value); !read) {
      return tl::make_unexpected(read.error());
    }
  }
  if (settings.mapping && settings.reference) {
    return bad_request("BadRequest_DuplicateMapping",
                       "ingestionMapping and ingestionMappingReference are both given");
  }
  return settings;
}

Answer<FieldPlans> plans_for(const Table& table, const IngestSettings& settings) {
  const std::string_view kind = settings.format->mapping_kind;
  if (settings.mapping) return plan_fields(table, kind, *settings.mapping);
  if (!settings.reference) return identity_plan(table, kind);
  const Mapping* mapping = table.mapping(kind, *settings.reference);
  if (mapping) return plan_fields(table, kind, mapping->text);
  return bad_request("BadRequest_MappingReferenceWasNotFound",
                     fmt::format("Mapping reference '{}' of kind {} of table '{}' was not found.",
                                 *settings.reference, kind, table.name));
}

/// True if an extent has one of the `ingest-by:` tags: then the command does nothing.
Answer<bool> ingested_before(CommandContext& context, const Table& table,
                             const std::vector<std::string>& names) {
  if (names.empty()) return false;
  auto extents = answered(extents_of(context.connection, table));
  if (!extents) return tl::make_unexpected(extents.error());
  const auto has_one = [&](const Extent& extent) {
    return std::ranges::any_of(names, [&](const std::string& name) {
      return std::ranges::find(extent.tags, "ingest-by:" + name) != extent.tags.end();
    });
  };
  return std::ranges::any_of(*extents, has_one);
}

Answer<std::string> ingest(CommandContext& context, const Table& table,
                           const IngestSettings& settings, std::string_view text) {
  auto plans = plans_for(table, settings);
  if (!plans) return tl::make_unexpected(plans.error());
  auto writer = answered(ExtentWriter::open(context.connection, table, settings.tags,
                                            settings.created.value_or(now_ticks()),
                                            static_cast<std::int64_t>(text.size())));
  if (!writer) return tl::make_unexpected(writer.error());
  const auto records = read_records(*settings.format, text, settings.records);
  Records::Values values(table.columns.size());
  while (true) {
    auto more = records->next(*plans, values);
    if (!more) return tl::make_unexpected(more.error());
    if (!*more) break;
    if (auto added = answered(writer->add(values)); !added) {
      return tl::make_unexpected(added.error());
    }
  }
  return answered(writer->finish());
}

/// What follows `<|`, without the blanks up to the first line.
std::string_view inline_text(std::string_view rest) {
  const std::size_t first = rest.find_first_not_of(" \t\r");
  if (first != rest.npos && rest[first] == '\n') return rest.substr(first + 1);
  return rest.starts_with(' ') ? rest.substr(1) : rest;
}

}  // namespace

Answer<CommandResult> ingest_inline(CommandContext& context) {
  auto table = context.read_table();
  if (!table) return tl::make_unexpected(table.error());
  auto settings = read_settings(context.reader);
  if (!settings) return tl::make_unexpected(settings.error());
  if (auto pipe = context.reader.expect("<|"); !pipe) return tl::make_unexpected(pipe.error());
  const std::string_view text = context.reader.take_rest();
  CommandResult result{{{"ExtentId", ScalarType::Guid}}, {}};
  auto before = ingested_before(context, **table, settings->if_not_exists);
  if (!before) return tl::make_unexpected(before.error());
  if (*before) {
    result.rows.push_back({"00000000-0000-0000-0000-000000000000"});
    return result;
  }
  auto id = ingest(context, **table, *settings, inline_text(text));
  if (!id) return tl::make_unexpected(id.error());
  result.rows.push_back({std::move(*id)});
  return result;
}

}  // namespace adxc::engine
