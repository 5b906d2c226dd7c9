#include "compiler/tables/read.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/document/document.h"
#include "compiler/tables/cells.h"
#include "compiler/tables/order.h"

namespace adxc::tables {
namespace {

using document::Document;
using document::NodeId;

bool starts_with_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// The type that `words` spell, for example "array of reference Dataset".
Type read_type(std::string_view words, Row& row) {
  static constexpr std::pair<std::string_view, Type::Kind> kPrefixes[] = {
      {"reference ", Type::Reference}, {"shape ", Type::Shape},    {"one of ", Type::OneOf},
      {"typed ", Type::Typed},         {"type of ", Type::TypeOf}, {"nested ", Type::Nested},
  };
  static constexpr std::pair<std::string_view, Type::Kind> kWords[] = {
      {"string", Type::String},  {"bool", Type::Bool},         {"int", Type::Int},
      {"number", Type::Number},  {"timespan", Type::TimeSpan}, {"enum", Type::Enum},
      {"secret", Type::Secret},  {"any", Type::Any},           {"kql", Type::String},
      {"command", Type::String},
  };
  if (starts_with_word(words, "array of ")) return {Type::Array, "", {read_type(words, row)}};
  if (starts_with_word(words, "map of ")) return {Type::Map, "", {read_type(words, row)}};
  for (const auto& [prefix, kind] : kPrefixes)
    if (starts_with_word(words, prefix)) return {kind, std::string(words), {}};
  if (words == "kql") row.language = Language::Kql;
  if (words == "command") row.language = Language::Command;
  for (const auto& [word, kind] : kWords)
    if (words == word) return {kind, "", {}};
  return {Type::Shape, std::string(words), {}};
}

/// Values that may be computed unless a row says otherwise: what is no object.
Expressions usual_expressions(const Type& type) {
  switch (type.kind) {
    case Type::Reference:
    case Type::Shape:
    case Type::OneOf:
    case Type::Typed:
    case Type::TypeOf:
    case Type::Nested: return Expressions::No;
    default: return Expressions::Yes;
  }
}

template <typename Value>
Value choice(Cells& cells, std::string_view name, Value otherwise,
             std::initializer_list<std::pair<std::string_view, Value>> choices) {
  const std::string word = cells.text(name);
  if (word.empty()) return otherwise;
  for (const auto& [known, value] : choices)
    if (word == known) return value;
  cells.mistake(fmt::format("`{}` is `{}`", name, word));
  return otherwise;
}

class Reader {
 public:
  explicit Reader(Reading& reading) : reading_(&reading) {}

  void read_shared(const Document& document);
  void read_rest(const Document& document);

 private:
  Row read_row(Cells cells);
  void read_limits(Cells& cells, Row& row);
  void read_values(Cells& cells, Row& row);
  std::vector<Row> read_rows(Cells& cells);
  void read_table(Cells cells, std::string_view kind, const std::string& title);
  void read_conditions(Cells& cells, Table& table);
  void read_envelope(Cells& cells, Table& table);
  void read_sections(Cells& cells, Page& page);
  void read_kinds(Cells& cells);

  Reading* reading_;
  std::map<std::string, std::vector<std::string>> value_sets_;
  std::map<std::string, std::vector<Row>> groups_;
};

void Reader::read_values(Cells& cells, Row& row) {
  row.values = cells.list("values");
  if (row.values.size() == 1 && value_sets_.count(row.values[0]) > 0)
    row.values = value_sets_[row.values[0]];
  const NodeId synonyms = cells.node("synonyms");
  if (!synonyms.valid()) return;
  for (const NodeId synonym : cells.document().children(synonyms)) {
    const document::Node& node = cells.document()[synonym];
    row.synonyms.emplace_back(node.key, node.text);
  }
}

void Reader::read_limits(Cells& cells, Row& row) {
  row.default_value = cells.optional_text("default");
  row.minimum = cells.optional_text("min");
  row.maximum = cells.optional_text("max");
  row.max_length = cells.number("maxLength");
  row.min_items = cells.number("minItems");
  row.max_items = cells.number("maxItems");
}

Row Reader::read_row(Cells cells) {
  Row row;
  row.name = cells.required_text("name");
  row.member = cells.text("member");
  if (row.member.empty()) row.member = snake_case(row.name);
  row.within = cells.text("within");
  row.type = read_type(cells.required_text("type"), row);
  row.required = choice(cells, "required", Required::No,
                        {{"no", Required::No}, {"yes", Required::Yes}, {"sink", Required::Sink}});
  row.expressions =
      choice(cells, "expression", usual_expressions(row.type),
             {{"no", Expressions::No}, {"yes", Expressions::Yes}, {"only", Expressions::Only}});
  read_values(cells, row);
  read_limits(cells, row);
  row.aliases = cells.list("aliases");
  row.unless = cells.list("unless");
  row.since = cells.text("since");
  row.required_until = cells.text("requiredUntil");
  row.secret = cells.flag("secret") || row.type.kind == Type::Secret;
  row.legacy = cells.flag("legacy");
  row.nullable = cells.flag("nullable");
  row.any_case = cells.flag("anyCase");
  row.doc = cells.required_text("doc");
  cells.reject_the_rest();
  return row;
}

std::vector<Row> Reader::read_rows(Cells& cells) {
  std::vector<Row> rows;
  for (const NodeId row : cells.items("properties"))
    rows.push_back(read_row(Cells(cells.document(), row, cells.mistakes())));
  for (const std::string& group : cells.list("include")) {
    if (groups_.count(group) == 0) cells.mistake(fmt::format("no group is named `{}`", group));
    rows.insert(rows.end(), groups_[group].begin(), groups_[group].end());
  }
  return rows;
}

void Reader::read_conditions(Cells& cells, Table& table) {
  for (const NodeId node : cells.items("conditions")) {
    Cells condition(cells.document(), node, cells.mistakes());
    table.conditions.push_back({condition.required_text("if"), condition.optional_text("is"),
                                condition.list("needs"), condition.list("wantsOneOf"),
                                condition.list("excludes")});
    condition.reject_the_rest();
  }
}

void Reader::read_envelope(Cells& cells, Table& table) {
  for (const NodeId node : cells.items("envelope")) {
    Cells rule(cells.document(), node, cells.mistakes());
    table.envelope.push_back({rule.required_text("name"),
                              rule.flag("required") ? Required::Yes : Required::No,
                              rule.number("minItems"), rule.number("maxItems")});
    rule.reject_the_rest();
  }
}

/// "Json" of kind dataset is JsonDataset; a source or a trigger says its kind in its type already.
std::string struct_name(std::string_view kind, std::string_view type) {
  std::string name;
  for (const char letter : type)
    if (letter != '-') name += letter;
  const bool bare = is_entity_kind(kind) && kind != "trigger" && kind != "dataflow";
  return name + (bare ? variant_name(kind).substr(3) : "");
}

void Reader::read_table(Cells cells, std::string_view kind, const std::string& title) {
  Table table;
  table.kind = kind;
  table.type = cells.required_text(kind == "entity" || kind == "shape" ? "name" : "type");
  table.struct_name = struct_name(kind, table.type);
  table.title = kind == "entity" ? cells.text("title") : title;
  table.doc = cells.required_text("doc");
  table.file = cells.document().file->path;
  table.aliases = cells.list("aliases");
  table.since = cells.text("since");
  table.open = cells.flag("open");
  table.has_struct = cells.flag("struct");
  table.nests = cells.flag("nests");
  table.rows = read_rows(cells);
  for (Row& row : table.rows)
    if (row.since.empty()) row.since = table.since;
  read_conditions(cells, table);
  read_envelope(cells, table);
  cells.reject_the_rest();
  reading_->catalogue.tables.push_back(std::move(table));
}

void Reader::read_shared(const Document& document) {
  Cells cells(document, document.roots[0], reading_->mistakes);
  const NodeId sets = cells.node("valueSets");
  if (sets.valid()) {
    Cells inner(document, sets, reading_->mistakes);
    for (const NodeId set : document.children(sets))
      value_sets_[std::string(document.key(set))] = inner.list(document.key(set));
  }
  const NodeId groups = cells.node("groups");
  if (!groups.valid()) return;
  for (const NodeId group : document.children(groups))
    for (const NodeId row : document.children(group))
      groups_[std::string(document.key(group))].push_back(
          read_row(Cells(document, row, reading_->mistakes)));
}

void Reader::read_kinds(Cells& cells) {
  for (const NodeId node : cells.items("kinds")) {
    Cells kind(cells.document(), node, cells.mistakes());
    reading_->catalogue.kinds.push_back({kind.required_text("kind"), kind.required_text("words"),
                                         kind.flag("singularAliases"), kind.list("types")});
    kind.reject_the_rest();
  }
  for (std::string& name : cells.list("references"))
    reading_->catalogue.references.push_back(std::move(name));
}

void Reader::read_sections(Cells& cells, Page& page) {
  static constexpr std::string_view kSections[] = {"linkedService",
                                                   "dataset",
                                                   "activity",
                                                   "source",
                                                   "sink",
                                                   "location",
                                                   "format",
                                                   "storeReadSettings",
                                                   "storeWriteSettings",
                                                   "formatReadSettings",
                                                   "formatWriteSettings",
                                                   "compressionReadSettings",
                                                   "translator",
                                                   "trigger",
                                                   "integrationRuntime",
                                                   "credential",
                                                   "dataflow",
                                                   "shapes",
                                                   "entities"};
  for (const std::string_view section : kSections) {
    std::string_view kind = section;
    if (section == "shapes") kind = "shape";
    if (section == "entities") kind = "entity";
    for (const NodeId node : cells.items(section)) {
      read_table(Cells(cells.document(), node, cells.mistakes()), kind, page.title);
      page.tables.push_back(reading_->catalogue.tables.back().struct_name);
    }
  }
}

void Reader::read_rest(const Document& document) {
  Cells cells(document, document.roots[0], reading_->mistakes);
  cells.node("valueSets");
  cells.node("groups");
  Page page{
      cells.text("connector"), cells.text("title"), cells.text("doc"), document.file->path, {}};
  read_sections(cells, page);
  read_kinds(cells);
  cells.reject_the_rest();
  if (!page.name.empty()) reading_->catalogue.pages.push_back(std::move(page));
}

}  // namespace

Reading read_tables(const std::vector<const text::SourceFile*>& files) {
  Reading reading;
  diag::Sink sink;
  std::vector<Document> documents;
  for (const text::SourceFile* file : files) documents.push_back(document::read_yaml(*file, sink));
  for (const diag::Diagnostic& found : sink.all())
    reading.mistakes.push_back(fmt::format("YAML: {}", found.message));
  std::erase_if(documents, [](const Document& document) { return document.roots.empty(); });
  Reader reader(reading);
  for (const Document& document : documents) reader.read_shared(document);
  for (const Document& document : documents) reader.read_rest(document);
  if (reading.mistakes.empty()) put_in_order(reading.catalogue, reading.mistakes);
  return reading;
}

}  // namespace adxc::tables
