#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "runtime/engine/command.h"

namespace adxc::engine {

namespace {

/// A head that begins with another one stands before it.
constexpr Command kCommands[] = {
    {"create table", true, create_table},
    {"create-merge table", true, create_merge_table},
    {"create-or-alter table", true, create_or_alter_table},
    {"alter-merge table", true, alter_merge_table},
    {"alter table", true, alter_table},
    {"drop table", true, drop_table},
    {"drop tables", true, drop_tables},
    {"clear table", true, clear_table},
    {"ingest inline into table", true, ingest_inline},
    {"set-or-append", true, set_or_append_table},
    {"set-or-replace", true, set_or_replace_table},
    {"set", true, set_table},
    {"append", true, append_table},
    {"show version", false, show_version},
    {"show cluster", false, show_cluster},
    {"show databases", false, show_databases},
    {"show database", false, show_database},
    {"show tables", false, show_tables},
    {"show table", false, show_table},
};

}  // namespace

const Command* find_command(CommandReader& reader) {
  const auto found =
      std::ranges::find_if(kCommands, [&](const Command& c) { return reader.take_words(c.head); });
  return found == std::end(kCommands) ? nullptr : found;
}

Answer<const Table*> CommandContext::read_table() const {
  auto name = reader.name();
  if (!name) return tl::make_unexpected(name.error());
  const Table* table = database.table(*name);
  if (!table) return not_found("Table", *name);
  return table;
}

Answer<Properties> read_properties(CommandReader& reader) {
  Properties properties;
  if (!reader.take_words("with")) return properties;
  if (auto open = reader.expect("("); !open) return tl::make_unexpected(open.error());
  while (!reader.take(")")) {
    auto name = reader.name();
    if (!name) return tl::make_unexpected(name.error());
    if (auto equals = reader.expect("="); !equals) return tl::make_unexpected(equals.error());
    auto value = reader.property_value();
    if (!value) return tl::make_unexpected(value.error());
    properties.emplace_back(fold_case(*name), std::move(*value));
    reader.take(",");
  }
  return properties;
}

tl::unexpected<Refusal> bad_property(std::string_view property, std::string_view value,
                                     std::string_view wanted) {
  return bad_request("BadRequest_MalformedIngestionProperty",
                     fmt::format("the ingestion property {} is `{}`, {} is wanted", property,
                                 shortened(value), wanted));
}

tl::unexpected<Refusal> unknown_property(std::string_view property) {
  return bad_request(
      "BadRequest_IngestionPropertyNotSupportedInThisContext",
      fmt::format("the embedded engine does not know the ingestion property `{}`", property));
}

Answer<std::vector<std::string>> read_tag_list(std::string_view value, std::string_view property) {
  const auto json = nlohmann::json::parse(value, nullptr, false);
  const auto is_text = [](const auto& item) {
    return item.is_string();
  };
  if (!json.is_array() || !std::ranges::all_of(json, is_text)) {
    return bad_property(property, value, "a JSON array of strings");
  }
  return json.get<std::vector<std::string>>();
}

}  // namespace adxc::engine
