// Makes docs/reference: one page per connector, format and activity, in the manner of the connector
// article, and an index.
#include <algorithm>
#include <array>

#include "compiler/tables/writer.h"

namespace adxc::tables {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view last) {
  std::string line;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) line += i + 1 == texts.size() ? fmt::format(" {} ", last) : ", ";
    line += fmt::format("`{}`", texts[i]);
  }
  return line;
}

/// A bar or a line break would end the cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '|') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

std::string type_words(const Type& type) {
  static constexpr std::array kWords = {"text",      "true or false", "whole number", "number",
                                        "time span", "one of a list", "secret",       "anything",
                                        "reference", "object",        "list",         "object",
                                        "object",    "object",        "text",         ""};
  if (type.kind == Type::Array) {
    const Type& element = type.element[0];
    const std::string shape = element.kind == Type::Shape ? " `" + element.target + "`" : "";
    return fmt::format("list of {}{}", type_words(element), shape);
  }
  if (type.kind == Type::Shape) return fmt::format("object [{0}](#{0})", type.target);
  if (type.kind == Type::Nested) return "list of activities";
  if (type.kind == Type::Reference) return fmt::format("`{}Reference`", type.target);
  return kWords[type.kind];
}

std::string limits(const Row& row) {
  std::string text;
  if (!row.values.empty() && row.values.size() <= 12)
    text += fmt::format(" One of {}.", joined(row.values, "or"));
  if (row.values.size() > 12)
    text += fmt::format(" One of {} names, `{}` to `{}`.", row.values.size(), row.values.front(),
                        row.values.back());
  if (row.default_value)
    text += row.default_value->empty() ? " Default: empty."
                                       : fmt::format(" Default: `{}`.", *row.default_value);
  if (row.minimum) text += fmt::format(" At least `{}`.", *row.minimum);
  if (row.maximum) text += fmt::format(" At most `{}`.", *row.maximum);
  if (row.max_length != 0) text += fmt::format(" At most {} characters.", row.max_length);
  if (row.max_items != 0) text += fmt::format(" At most {} items.", row.max_items);
  return text;
}

std::string remarks(const Row& row) {
  std::string text;
  if (!row.aliases.empty()) text += fmt::format(" Also {}.", joined(row.aliases, "or"));
  if (row.expressions == Expressions::No && row.type.kind != Type::Reference &&
      row.type.kind != Type::Shape && row.type.kind != Type::OneOf)
    text += " Not evaluated.";
  if (row.expressions == Expressions::Only) text += " Always an expression.";
  if (row.legacy) text += " Legacy.";
  // Dates that say only when somebody first looked tell nobody anything.
  if (!row.since.empty() && !row.since.starts_with("by "))
    text += fmt::format(" Since {}.", row.since);
  return text;
}

std::string required(const Table& table, const Row& row) {
  if (row.always_required()) return "Yes";
  if (!row.unless.empty()) return fmt::format("Yes, unless {} is given", joined(row.unless, "or"));
  if (row.required == Required::Sink) return "Yes for sink; no for source";
  for (const Condition& condition : table.conditions)
    for (const std::string& need : condition.needs)
      if (need == row.name) return "Sometimes";
  return "No";
}

void rows(Writer& out, const Table& table, bool typed) {
  out.line("| Property | Type | Description | Required |");
  out.line("|:--- |:--- |:--- |:--- |");
  if (typed)
    out.line("| type | text | The **type** property must be set to **{}**. | Yes |", table.type);
  for (const Row& row : table.rows)
    out.line("| {} | {} | {}{}{} | {} |", row.name, type_words(row.type), cell(row.doc),
             cell(limits(row)), cell(remarks(row)), required(table, row));
}

void rules(Writer& out, const Table& table) {
  if (table.conditions.empty() && table.envelope.empty()) return;
  out.blank();
  for (const EnvelopeRule& rule : table.envelope)
    if (rule.required == Required::Yes)
      out.line("- The activity needs `{}` beside `typeProperties`{}.", rule.name,
               rule.max_items == 1 ? ", with one item" : "");
  for (const Condition& condition : table.conditions) {
    const std::string when = condition.is
                                 ? fmt::format("`{}` is `{}`", condition.when, *condition.is)
                                 : fmt::format("`{}` is given", condition.when);
    if (!condition.needs.empty())
      out.line("- When {}, so must be {}.", when, joined(condition.needs, "and"));
    if (!condition.wants.empty())
      out.line("- When {}, one of {} is expected.", when, joined(condition.wants, "and"));
    if (!condition.excludes.empty())
      out.line("- When {}, {} must not be.", when, joined(condition.excludes, "and"));
  }
}

std::string heading(const Catalogue& catalogue, const Table& table) {
  if (table.kind == "shape") return table.type;
  const Kind* kind = catalogue.kind(table.kind);
  return fmt::format("{} ({})", table.type, kind == nullptr ? table.kind : kind->words);
}

const Table& table_named(const Catalogue& catalogue, const std::string& name) {
  return *std::find_if(catalogue.tables.begin(), catalogue.tables.end(),
                       [&](const Table& table) { return table.struct_name == name; });
}

std::string page_text(const Catalogue& catalogue, const Page& page) {
  Writer out;
  out.line("<!-- Made from {} by adxc-tables; do not edit. -->", page.file);
  out.line("# {}", page.title);
  out.blank();
  out.line("{}", page.doc);
  for (const std::string& name : page.tables) {
    const Table& table = table_named(catalogue, name);
    out.blank();
    out.line("## {}", heading(catalogue, table));
    out.blank();
    out.line("{}", table.doc);
    out.blank();
    rows(out, table, table.kind != "shape");
    rules(out, table);
  }
  return out.take();
}

/// The envelopes and shared shapes, which no connector owns.
std::string definitions_text(const Catalogue& catalogue) {
  Writer out;
  out.line("<!-- Made from schemas/common.yaml by adxc-tables; do not edit. -->");
  out.line("# Definitions");
  out.blank();
  out.line("What linked services, datasets, pipelines and activities have in common.");
  for (const bool entities : {true, false}) {
    for (const Table& table : catalogue.tables) {
      if (table.file != "schemas/common.yaml" || (table.kind == "entity") != entities) continue;
      out.blank();
      out.line("## {}", table.title.empty() ? table.type : table.title);
      out.blank();
      out.line("{}", table.doc);
      out.blank();
      rows(out, table, false);
    }
  }
  return out.take();
}

std::string file_stem(const Page& page) {
  std::string stem = page.file.substr(page.file.find_last_of('/') + 1);
  stem.resize(stem.find('.'));
  std::replace(stem.begin(), stem.end(), '_', '-');
  return stem;
}

std::string index_text(const std::vector<Page>& pages) {
  Writer out;
  out.line("<!-- Made from schemas/*.yaml by adxc-tables; do not edit. -->");
  out.line("# Reference");
  out.blank();
  out.line(
      "- [Definitions](definitions.md): what all linked services, datasets, pipelines and "
      "activities have");
  for (const Page& page : pages) out.line("- [{}]({}.md)", page.title, file_stem(page));
  out.line("- [Functions of the expression language](expressions.md)");
  out.line("- [KQL functions](kql-functions.md)");
  return out.take();
}

}  // namespace

void add_pages(const Catalogue& catalogue, std::map<std::string, std::string>& files) {
  const std::string folder = "committed/docs/reference/";
  std::vector<Page> pages = catalogue.pages;
  std::sort(pages.begin(), pages.end(),
            [](const Page& a, const Page& b) { return a.title < b.title; });
  for (const Page& page : pages)
    files[folder + file_stem(page) + ".md"] = page_text(catalogue, page);
  files[folder + "definitions.md"] = definitions_text(catalogue);
  files[folder + "README.md"] = index_text(pages);
}

}  // namespace adxc::tables
