#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "compiler/kql/lexer.h"
#include "compiler/kql/literals.h"
#include "compiler/rules/kusto_commands.h"

namespace adxc::rules {

extern const Rule ingest_without_format;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kIngestWithoutFormat{
    {"ingest-without-format", diag::Severity::Warning},
    "nothing says which format the data has, and {} does not tell; it is read as csv; wanted "
    "`with (format='…')`"};
constexpr diag::Kind<std::string> kWithoutMapping{
    {"ingest-without-format", diag::Severity::Warning},
    "the format is `{}`, and no ingestion mapping says which of its values go to which column; "
    "columns and values then must have the same names, with the same case"};

/// Endings of names that tell the format, before an ending of compression.
constexpr std::array<std::string_view, 14> kTelling = {
    ".csv", ".tsv",  ".tsve",      ".psv",  ".scsv",    ".sohsv", ".txt",
    ".raw", ".json", ".multijson", ".avro", ".parquet", ".orc",   ".w3clogfile"};

/// The ending of a blob's name: "https://…/a.csv.gz?sas" gives ".csv".
std::string ending_of(std::string_view address) {
  std::string_view path = address.substr(0, address.find_first_of("?;"));
  path.remove_prefix(std::min(path.find_last_of('/') + 1, path.size()));
  std::string folded = fold_case(path);
  for (const std::string_view packed : {std::string_view(".gz"), std::string_view(".zip")})
    if (folded.ends_with(packed)) folded.resize(folded.size() - packed.size());
  const std::size_t dot = folded.rfind('.');
  return dot == std::string::npos ? std::string{} : folded.substr(dot);
}

/// The first text between quotes in the command that is an address.
std::string address_in(std::string_view head) {
  for (const kql::Token& token : kql::lex(head).tokens) {
    if (token.kind != kql::TokenKind::String) continue;
    const std::string text = kql::string_text(head.substr(token.range.begin, token.range.size()));
    if (text.find("://") != std::string::npos) return text;
  }
  return {};
}

bool needs_mapping(std::string_view ending) {
  return ending == ".json" || ending == ".multijson" || ending == ".avro";
}

void check_command(const document::Document& document, const WrittenText& command,
                   diag::Sink& sink) {
  const TableChange change = table_change(command.text);
  const std::vector<CommandWord> words = command_words(command.text);
  if (change.kind != TableChange::Kind::Append || !equal_fold(words.front().text, ".ingest"))
    return;
  const kql::CommandParts parts = kql::split_command(command.text);
  const std::string_view head =
      command.text.substr(parts.head.begin, parts.head.end - parts.head.begin);
  const std::string folded = fold_case(head);
  const std::string address = address_in(head);
  if (address.empty() || folded.find("format") != std::string::npos) return;
  const diag::Place place =
      place_in(document, command.node, words.front().begin, change.begin + change.table.size());
  const std::string ending = ending_of(address);
  const bool told = std::find(kTelling.begin(), kTelling.end(), ending) != kTelling.end();
  if (!told) {
    sink.report(
        kIngestWithoutFormat, place,
        ending.empty() ? "the name of the file" : fmt::format("`{}`", shortened(ending, 20)));
  } else if (needs_mapping(ending) && folded.find("mapping") == std::string::npos) {
    sink.report(kWithoutMapping, place, ending.substr(1));
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const auto command = written_command(activity);
    if (command) check_command(program.document_of(activity.pipeline), *command, sink);
  }
}

}  // namespace

const Rule ingest_without_format = {check_program};

}  // namespace adxc::rules
