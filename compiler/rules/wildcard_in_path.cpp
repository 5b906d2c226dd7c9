#include "compiler/program/copies.h"
#include "compiler/rules/rules.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule wildcard_in_path;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view> kWildcardInPath{
    {"wildcard-in-path", diag::Severity::Warning},
    "`{}` of a dataset holds a wildcard, which stands for itself here; wanted "
    "`wildcardFolderPath` or `wildcardFileName` of the source"};
constexpr diag::Kind<std::string_view, std::string_view> kWildcardInSink{
    {"wildcard-in-path", diag::Severity::Error},
    "the copy writes to `{}`, but `{}` of that dataset holds a wildcard"};

constexpr std::string_view kWildcards = "*?";

/// The part of a dataset's `location` that holds a wildcard; invalid when none does.
NodeId wildcard_in(const model::Dataset& dataset) {
  const NodeId properties = properties_of(dataset);
  const Document& document = *dataset.document;
  const NodeId location =
      properties.valid() ? object_at(document, properties, "location") : NodeId{};
  if (!location.valid()) return {};
  for (const std::string_view name : {"container", "fileSystem", "folderPath", "fileName"}) {
    const NodeId node = value_at(document, location, name);
    if (!node.valid() || !is_text(document.kind(node))) continue;
    const std::string_view text = document.text(node);
    const bool written = !expr::is_expression(text) && text.find("@{") == std::string_view::npos;
    if (written && text.find_first_of(kWildcards) != std::string_view::npos) return node;
  }
  return {};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Dataset& dataset : program.datasets) {
    const NodeId node = wildcard_in(dataset);
    if (node.valid())
      sink.report(kWildcardInPath, dataset.document->place(node), (*dataset.document)[node].key);
  }
  for (const Copy& copy : program.copies) {
    if (copy.sink.dataset == nullptr) continue;
    const NodeId node = wildcard_in(*copy.sink.dataset);
    if (!node.valid()) continue;
    sink.report(kWildcardInSink, copy.document->place(copy.sink.link->name_node),
                copy.sink.link->name, (*copy.sink.dataset->document)[node].key)
        .related.push_back({copy.sink.dataset->document->place(node), "it stands here"});
  }
}

}  // namespace

const Rule wildcard_in_path = {check_program};

}  // namespace adxc::rules
