// Makes made/model/rows.h.
#include <array>
#include <map>

#include "compiler/base/ticks.h"
#include "compiler/tables/writer.h"

namespace adxc::tables {
namespace {

std::string cpp_value_type(const Type& type) {
  static constexpr std::array kNames = {"String", "Bool",   "Int",   "Number",    "TimeSpan",
                                        "Enum",   "Secret", "Any",   "Reference", "Struct",
                                        "Array",  "Map",    "OneOf", "Typed",     "TypeOf"};
  return fmt::format("ValueType::{}", kNames[type.kind]);
}

/// Arrays of texts that the constants point to; equal ones are shared.
class TextLists {
 public:
  explicit TextLists(Writer& out) : out_(&out) {}

  /// Name of the array, "{}" for none.
  std::string name(const std::vector<std::string>& texts) {
    if (texts.empty()) return "{}";
    const auto [at, is_new] = names_.emplace(texts, fmt::format("kTexts{}", names_.size()));
    if (is_new) write(at->second, texts);
    return at->second;
  }

 private:
  void write(const std::string& name, const std::vector<std::string>& texts) {
    out_->line("inline constexpr std::array<std::string_view, {}> {} = {{", texts.size(), name);
    for (const std::string& text : texts) out_->line("    {},", cpp_text(text));
    out_->line("}};");
  }

  Writer* out_;
  std::map<std::vector<std::string>, std::string> names_;
};

std::string limit(const Type& type, const std::string& text) {
  if (type.kind != Type::TimeSpan) return text;
  return std::to_string(parse_timespan(text).value_or(0));
}

class RowMaker {
 public:
  RowMaker(Writer& out, TextLists& lists) : out_(&out), lists_(&lists) {}

  void make(const Table& table) {
    std::vector<std::string> rows;
    for (const Row& row : table.rows) rows.push_back(constant(table, row));
    const std::string conditions = make_conditions(table);
    const std::string envelope = make_envelope(table);
    if (!rows.empty()) {
      out_->line("inline constexpr std::array<Row, {}> k{}Rows = {{{{", rows.size(),
                 table.struct_name);
      for (const std::string& row : rows) out_->line("    {},", row);
      out_->line("}}}};");
    }
    out_->line("inline constexpr Table k{} = {{{}, {}, {}, {}, {}, {}, {}}};", table.struct_name,
               cpp_text(table.struct_name), cpp_text(table.kind), cpp_text(table.type),
               typed_by_itself(table), rows.empty() ? "{}" : "k" + table.struct_name + "Rows",
               conditions, envelope);
    out_->blank();
  }

 private:
  static bool typed_by_itself(const Table& table) {
    return table.kind != "entity" && table.kind != "shape" && table.kind != "linkedService" &&
           table.kind != "dataset" && table.kind != "activity";
  }

  std::string constant(const Table& table, const Row& row) {
    text_ = "{.name = " + cpp_text(row.name);
    const Type& inner = row.type.element.empty() ? row.type : row.type.element[0];
    add_text("within", row.within);
    add("type", cpp_value_type(row.type));
    if (!row.type.element.empty()) add("element", cpp_value_type(inner));
    add_choices(row);
    if (row.default_value) add("has_default", "true");
    if (row.default_value) add("default_text", cpp_text(*row.default_value));
    add_list("values", row.values);
    if (!row.synonyms.empty()) add("synonyms", make_synonyms(table, row));
    add_limits(row, inner);
    add_list("aliases", row.aliases);
    add_target(inner);
    add_flags(row);
    add_text("since", row.since);
    add_text("doc", row.doc);
    return text_ + "}";
  }

  void add(std::string_view name, std::string_view value) {
    text_ += fmt::format(", .{} = {}", name, value);
  }
  void add_text(std::string_view name, const std::string& value) {
    if (!value.empty()) add(name, cpp_text(value));
  }
  void add_list(std::string_view name, const std::vector<std::string>& values) {
    if (!values.empty()) add(name, lists_->name(values));
  }
  void add_number(std::string_view name, std::size_t value) {
    if (value != 0) add(name, std::to_string(value));
  }

  void add_choices(const Row& row) {
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

  void add_limits(const Row& row, const Type& type) {
    if (row.minimum) add("minimum", limit(type, *row.minimum));
    if (row.maximum) add("maximum", limit(type, *row.maximum));
    if (row.minimum) add("minimum_text", cpp_text(*row.minimum));
    if (row.maximum) add("maximum_text", cpp_text(*row.maximum));
    add_number("max_length", row.max_length);
    add_number("min_items", row.min_items);
    add_number("max_items", row.max_items);
  }

  void add_target(const Type& type) {
    if (type.kind == Type::Reference) add("target", cpp_text(type.target + "Reference"));
    if (type.kind == Type::Shape) add("table", fmt::format("&k{}", type.target));
    if (type.kind == Type::OneOf || type.kind == Type::Typed || type.kind == Type::TypeOf)
      add("family", fmt::format("&k{}", variant_name(type.target)));
  }

  void add_flags(const Row& row) {
    const std::pair<const char*, bool> flags[] = {{"secret", row.secret},
                                                  {"legacy", row.legacy},
                                                  {"nullable", row.nullable},
                                                  {"any_case", row.any_case},
                                                  {"in_2019_02", row.in_2019_02()}};
    for (const auto& [name, on] : flags)
      if (on) add(name, "true");
  }

  std::string make_synonyms(const Table& table, const Row& row) {
    std::string name = fmt::format("k{}_{}_synonyms", table.struct_name, row.member);
    out_->line("inline constexpr std::array<Synonym, {}> {} = {{{{", row.synonyms.size(), name);
    for (const auto& [word, value] : row.synonyms)
      out_->line("    {{{}, {}}},", cpp_text(word), cpp_text(value));
    out_->line("}}}};");
    return name;
  }

  std::string make_conditions(const Table& table) {
    if (table.conditions.empty()) return "{}";
    std::vector<std::string> lines;
    for (const Condition& condition : table.conditions)
      lines.push_back(fmt::format("{{{}, {}, {}, {}, {}}},", cpp_text(condition.when),
                                  cpp_text(condition.is.value_or("")),
                                  lists_->name(condition.needs), lists_->name(condition.wants),
                                  lists_->name(condition.excludes)));
    std::string name = fmt::format("k{}Conditions", table.struct_name);
    out_->line("inline constexpr std::array<Condition, {}> {} = {{{{", lines.size(), name);
    for (const std::string& line : lines) out_->line("    {}", line);
    out_->line("}}}};");
    return name;
  }

  std::string make_envelope(const Table& table) {
    if (table.envelope.empty()) return "{}";
    std::string name = fmt::format("k{}Envelope", table.struct_name);
    out_->line("inline constexpr std::array<EnvelopeRule, {}> {} = {{{{", table.envelope.size(),
               name);
    for (const EnvelopeRule& rule : table.envelope)
      out_->line("    {{{}, {}, {}, {}}},", cpp_text(rule.name), rule.required == Required::Yes,
                 rule.min_items, rule.max_items);
    out_->line("}}}};");
    return name;
  }

  Writer* out_;
  TextLists* lists_;
  std::string text_;
};

void make_family(Writer& out, const Catalogue& catalogue, const Kind& kind) {
  const auto tables = catalogue.of_kind(kind.name);
  const std::string name = "k" + variant_name(kind.name);
  out.line("inline constexpr std::array<TypeName, {}> {}Types = {{{{",
           tables.size() + kind.types.size(), name);
  for (const Table* table : tables)
    out.line("    {{{}, &k{}}},", cpp_text(table->type), table->struct_name);
  for (const std::string& type : kind.types) out.line("    {{{}, nullptr}},", cpp_text(type));
  out.line("}}}};");
  out.line("inline constexpr TypeFamily {} = {{{}, {}, {}, {}Types}};", name, cpp_text(kind.name),
           cpp_text(kind.words), kind.singular_aliases, name);
  out.blank();
}

/// Families whose tables all stand before the table at `next`, each once.
void make_complete_families(Writer& out, const Catalogue& catalogue, std::size_t next,
                            std::map<std::string, bool>& made) {
  for (const Kind& kind : catalogue.kinds) {
    bool more = false;
    for (std::size_t i = next; i < catalogue.tables.size(); ++i)
      more = more || catalogue.tables[i].kind == kind.name;
    if (!more && made.emplace(kind.name, true).second) make_family(out, catalogue, kind);
  }
}

}  // namespace

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

std::string make_rows(const Catalogue& catalogue) {
  Writer out;
  out.line("// Made from schemas/*.yaml by adxc-tables; do not edit. What the tables say.");
  out.line("#pragma once");
  out.blank();
  out.line("#include <array>");
  out.line("#include <string_view>");
  out.blank();
  out.line("#include \"compiler/model/row.h\"");
  out.blank();
  out.line("namespace adxc::model::rows {{");
  out.blank();
  TextLists lists(out);
  RowMaker maker(out, lists);
  std::map<std::string, bool> made;
  for (std::size_t i = 0; i < catalogue.tables.size(); ++i) {
    make_complete_families(out, catalogue, i, made);
    maker.make(catalogue.tables[i]);
  }
  make_complete_families(out, catalogue, catalogue.tables.size(), made);
  out.line("/// What the `type` of a reference may be.");
  out.line("inline constexpr std::array<std::string_view, {}> kReferences = {{",
           catalogue.references.size());
  for (const std::string& target : catalogue.references)
    out.line("    {},", cpp_text(target + "Reference"));
  out.line("}};");
  out.blank();
  out.line("}}  // namespace adxc::model::rows");
  return out.take();
}

}  // namespace adxc::tables
