#include <map>
#include <set>
#include <string>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule backslash_escape;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view> kBackslashEscape{
    {"backslash-escape", diag::Severity::Warning},
    "the files escape quotes with a backslash{}, which ingestion of csv does not know; wanted "
    "`escapeChar: \"\\\"\"`, which doubles them"};

/// Pipelines with a command that ingests files as csv, and the command.
std::map<std::uint32_t, diag::Place> ingesting(const Program& program) {
  std::map<std::uint32_t, diag::Place> found;
  for (const Text& text : program.texts) {
    if (!text.activity.valid()) continue;
    const Activity& activity = program.activity(text.activity);
    if (!equal_fold(activity.type, "AzureDataExplorerCommand")) continue;
    const document::Document& document = program.document_of(text.object);
    const std::string folded = fold_case(document.text(text.node));
    if (folded.find(".ingest") == std::string::npos) continue;
    if (folded.find(".ingest inline") != std::string::npos) continue;
    bool other = false;
    for (const std::string_view format : {"tsve", "json", "parquet", "avro", "orc"})
      other = other || folded.find(format) != std::string::npos;
    if (!other) found.emplace(text.object.value, document.place(text.node));
  }
  return found;
}

/// The place of a backslash as escape, written or by default; nothing for any other.
std::optional<diag::Place> backslash_of(const model::Dataset& dataset, bool& by_default) {
  const document::Document& document = *dataset.document;
  const NodeId properties = properties_of(dataset);
  if (!properties.valid()) return std::nullopt;
  const NodeId escape = value_at(document, properties, "escapeChar");
  by_default = !escape.valid();
  const NodeId quote = value_at(document, properties, "quoteChar");
  if (quote.valid() && document.text(quote).empty()) return std::nullopt;
  if (by_default) return document.key_place(properties);
  return document.text(escape) == "\\" ? std::optional(document.place(escape)) : std::nullopt;
}

void check_program(const Program& program, diag::Sink& sink) {
  const std::map<std::uint32_t, diag::Place> commands = ingesting(program);
  if (commands.empty()) return;
  std::set<const model::Dataset*> reported;
  for (const Copy& copy : program.copies) {
    const auto command = commands.find(copy.activity->pipeline.value);
    if (command == commands.end() || copy.sink.dataset == nullptr) continue;
    if (!equal_fold(copy.sink.type, "DelimitedTextSink")) continue;
    bool by_default = false;
    const auto place = backslash_of(*copy.sink.dataset, by_default);
    if (!place || !reported.insert(copy.sink.dataset).second) continue;
    sink.report(kBackslashEscape, *place, by_default ? " by default" : "")
        .related.push_back({command->second, "files are ingested here"});
  }
}

}  // namespace

const Rule backslash_escape = {check_program};

}  // namespace adxc::rules
