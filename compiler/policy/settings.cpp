#include "compiler/policy/settings.h"

#include <charconv>

#include "compiler/base/assert.h"

namespace adxc::policy {
namespace {

using document::Document;
using document::NodeId;

std::string cell(const Document& table, NodeId row, std::string_view name) {
  const NodeId node = table.find(row, name);
  return node.valid() ? std::string(table[node].text) : "";
}

std::int64_t number_or(std::string_view digits, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Setting::Type type_of(std::string_view words) {
  static constexpr std::pair<std::string_view, Setting::Type> kWords[] = {
      {"object", Setting::Type::Object}, {"text", Setting::Type::Text},
      {"int", Setting::Type::Int},       {"enum", Setting::Type::Enum},
      {"size", Setting::Type::Size},     {"date", Setting::Type::Date},
      {"rule", Setting::Type::Rule},     {"silenced", Setting::Type::Silenced}};
  for (const auto& [word, type] : kWords)
    if (word == words) return type;
  ADXC_ASSERT(false);
  return Setting::Type::Text;
}

std::vector<Setting> properties_of(const Document& table, NodeId row);

/// `words` is the row's type, or what is left of it for the elements.
Setting setting_of(const Document& table, NodeId row, std::string_view words) {
  constexpr std::string_view kList = "list of ";
  constexpr std::string_view kMap = "map of ";
  Setting setting;
  setting.name = cell(table, row, "name");
  setting.doc = cell(table, row, "doc");
  setting.default_text = cell(table, row, "default");
  setting.required = cell(table, row, "required") == "yes";
  const bool list = words.starts_with(kList);
  if (list || words.starts_with(kMap)) {
    setting.type = list ? Setting::Type::List : Setting::Type::Map;
    setting.element = {setting_of(table, row, words.substr((list ? kList : kMap).size()))};
    if (table.find(row, "keys").valid()) setting.keys = type_of(cell(table, row, "keys"));
    return setting;
  }
  setting.type = type_of(words);
  setting.minimum = number_or(cell(table, row, "min"), setting.minimum);
  setting.maximum = number_or(cell(table, row, "max"), setting.maximum);
  if (const NodeId values = table.find(row, "values"); values.valid()) {
    for (const NodeId value : table.children(values))
      setting.values.emplace_back(table[value].text);
  }
  setting.properties = properties_of(table, row);
  return setting;
}

std::vector<Setting> properties_of(const Document& table, NodeId row) {
  std::vector<Setting> properties;
  const NodeId rows = table.find(row, "properties");
  if (!rows.valid()) return properties;
  for (const NodeId property : table.children(rows))
    properties.push_back(setting_of(table, property, cell(table, property, "type")));
  return properties;
}

Setting read_table() {
  text::SourceMap sources;
  diag::Sink sink;
  const text::SourceFile& file =
      sources.add("schemas/config/adxc.yaml", std::string(settings_table()));
  const Document table = document::read_yaml(file, sink);
  ADXC_ASSERT(sink.all().empty() && table.roots.size() == 1);
  Setting all;
  all.name = "adxc.yaml";
  all.type = Setting::Type::Object;
  all.doc = "Configuration of adxc.";
  all.properties = properties_of(table, table.roots[0]);
  return all;
}

}  // namespace

const Setting& settings() {
  static const Setting all = read_table();
  return all;
}

std::optional<std::size_t> size_of(std::string_view text) {
  static constexpr std::pair<std::string_view, std::size_t> kUnits[] = {
      {"", 1}, {"B", 1}, {"KB", 1000}, {"MB", 1000'000}, {"KiB", 1U << 10}, {"MiB", 1U << 20}};
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& [word, bytes] : kUnits)
    if (error == std::errc() && unit == word) return count * bytes;
  return std::nullopt;
}

}  // namespace adxc::policy
