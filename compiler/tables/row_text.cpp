#include "compiler/tables/row_text.h"

#include <array>

#include "compiler/base/assert.h"
#include "compiler/base/ticks.h"

namespace adxc::tables {
namespace {

std::string cpp_value_type(const Type& type) {
  static constexpr std::array kNames = {
      "String",    "Bool",   "Int",   "Number", "TimeSpan", "Enum",  "Secret", "Any",
      "Reference", "Struct", "Array", "Map",    "OneOf",    "Typed", "TypeOf", "Nested"};
  return fmt::format("ValueType::{}", kNames[type.kind]);
}

std::string limit(const Type& type, const std::string& text) {
  if (type.kind != Type::TimeSpan) return text;
  return std::to_string(parse_timespan(text).value_or(0));
}

}  // namespace

std::string TextLists::name(const std::vector<std::string>& texts) {
  if (texts.empty()) return "{}";
  const auto [at, is_new] = names_.emplace(texts, fmt::format("kTexts{}", names_.size()));
  if (!is_new) return at->second;
  out_->line("constexpr std::string_view {}[] = {{", at->second);
  for (const std::string& text : texts) out_->line("    {},", cpp_text(text));
  out_->line("}};");
  return at->second;
}

std::string RowText::constant(const Row& row) {
  text_ = "{.name = " + cpp_text(row.name);
  const Type& inner = row.type.element.empty() ? row.type : row.type.element[0];
  add_text("within", row.within);
  add("type", cpp_value_type(row.type));
  if (!row.type.element.empty()) add("element", cpp_value_type(inner));
  add_choices(row);
  add_flags(row);
  add_numbers(row, inner);
  add_limits(row);
  add_lists(row);
  add_target(inner);
  return text_ + "}";
}

void RowText::add(std::string_view name, std::string_view value) {
  text_ += fmt::format(", .{} = {}", name, value);
}

void RowText::add_text(std::string_view name, const std::string& value) {
  if (!value.empty()) add(name, cpp_text(value));
}

void RowText::add_list(std::string_view name, const std::vector<std::string>& values) {
  if (!values.empty()) add(name, lists_->name(values));
}

void RowText::add_number(std::string_view name, std::size_t value) {
  if (value != 0) add(name, std::to_string(value));
}

void RowText::add_choices(const Row& row) {
  static constexpr std::array kRequired = {"No", "Yes", "Sink"};
  static constexpr std::array kExpressions = {"No", "Yes", "Only"};
  static constexpr std::array kLanguages = {"None", "Kql", "Command"};
  add("required", fmt::format("Required::{}", kRequired[static_cast<std::size_t>(row.required)]));
  add("expressions",
      fmt::format("Expressions::{}", kExpressions[static_cast<std::size_t>(row.expressions)]));
  if (row.language != Language::None)
    add("language",
        fmt::format("Language::{}", kLanguages[static_cast<std::size_t>(row.language)]));
}

void RowText::add_flags(const Row& row) {
  const std::pair<const char*, bool> flags[] = {{"has_default", row.default_value.has_value()},
                                                {"secret", row.secret},
                                                {"legacy", row.legacy},
                                                {"nullable", row.nullable},
                                                {"any_case", row.any_case}};
  for (const auto& [name, on] : flags)
    if (on) add(name, "true");
}

void RowText::add_numbers(const Row& row, const Type& type) {
  add_number("since", date_number(row.since));
  add_number("required_until", date_number(row.required_until));
  add_number("max_length", row.max_length);
  add_number("min_items", row.min_items);
  add_number("max_items", row.max_items);
  if (row.minimum) add("minimum", limit(type, *row.minimum));
  if (row.maximum) add("maximum", limit(type, *row.maximum));
}

void RowText::add_limits(const Row& row) {
  if (row.minimum) add("minimum_text", cpp_text(*row.minimum));
  if (row.maximum) add("maximum_text", cpp_text(*row.maximum));
  if (row.default_value) add("default_text", cpp_text(*row.default_value));
}

void RowText::add_lists(const Row& row) {
  add_list("values", row.values);
  if (!row.synonyms.empty()) add("synonyms", synonyms(row.synonyms));
  add_list("aliases", row.aliases);
  add_list("unless", row.unless);
}

void RowText::add_target(const Type& type) {
  if (type.kind == Type::Reference) add("target", cpp_text(type.target + "Reference"));
  if (type.kind == Type::Shape || type.kind == Type::Nested)
    add("table", table_reference(*catalogue_, type.target));
  if (type.kind == Type::OneOf || type.kind == Type::Typed || type.kind == Type::TypeOf)
    add("family", fmt::format("&k{}", variant_name(type.target)));
}

std::string RowText::synonyms(const Synonyms& synonyms) {
  const auto [at, is_new] =
      synonyms_.emplace(synonyms, fmt::format("kSynonyms{}", synonyms_.size()));
  if (!is_new) return at->second;
  out_->line("constexpr Synonym {}[] = {{", at->second);
  for (const auto& [word, value] : synonyms)
    out_->line("    {{{}, {}}},", cpp_text(word), cpp_text(value));
  out_->line("}};");
  return at->second;
}

std::string cpp_text(std::string_view text) {
  std::string literal = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') literal += '\\';
    if (letter == '\n') {
      literal += "\\n";
    } else {
      literal += letter;
    }
  }
  return literal + '"';
}

std::string table_reference(const Catalogue& catalogue, const std::string& struct_name) {
  for (std::size_t i = 0; i < catalogue.tables.size(); ++i)
    if (catalogue.tables[i].struct_name == struct_name) return fmt::format("&kTables[{}]", i);
  ADXC_ASSERT(false);
  return "";
}

unsigned date_number(std::string_view date) {
  unsigned number = 0;
  unsigned digits = 0;
  for (const char letter : date) {
    if (letter == 'b') return 0;
    if (letter == '-') continue;
    number = 10 * number + static_cast<unsigned>(letter - '0');
    ++digits;
  }
  for (; digits > 0 && digits < 8; ++digits) number *= 10;
  return number;
}

}  // namespace adxc::tables
