#include "compiler/program/copies.h"
#include "compiler/rules/ingestion_properties.h"

namespace adxc::rules {

extern const Rule source_is_sink;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string> kSourceIsSink{{"source-is-sink", diag::Severity::Warning},
                                                "the copy writes to `{}`, where it reads from"};

/// Arguments of a reference to a dataset, as they are written.
nlohmann::json arguments(const Copy& copy, const CopyEnd& end) {
  const NodeId parameters = object_at(*copy.document, end.link->node, "parameters");
  return parameters.valid() ? json_of(*copy.document, parameters) : nlohmann::json();
}

/// A source that picks some files, or lets a query say what is read, reads something else.
bool picks(const Copy& copy) {
  if (reads_a_query(copy)) return true;
  const NodeId store = object_at(*copy.document, copy.source.node, "storeSettings");
  if (!store.valid()) return false;
  for (const std::string_view key :
       {"wildcardFileName", "wildcardFolderPath", "fileListPath", "prefix"}) {
    if (value_at(*copy.document, store, key).valid()) return true;
  }
  return false;
}

/// Two datasets of one type that name the same place of one linked service.
bool same_place(const model::Dataset& one, const model::Dataset& other) {
  const auto* from = one.linked_service_name.literal();
  const auto* to = other.linked_service_name.literal();
  if (from == nullptr || to == nullptr || !equal_fold(from->name, to->name)) return false;
  if (!equal_fold(one.type.value_or(""), other.type.value_or("?"))) return false;
  const NodeId read = properties_of(one);
  const NodeId written = properties_of(other);
  if (!read.valid() || !written.valid()) return false;
  if (!model::expressions_under(*one.document, read).empty()) return false;
  if (!from->arguments.empty() || !to->arguments.empty()) return false;
  return json_of(*one.document, read) == json_of(*other.document, written);
}

bool is_same(const Copy& copy) {
  if (copy.source.link->target == copy.sink.link->target)
    return arguments(copy, copy.source) == arguments(copy, copy.sink);
  return same_place(*copy.source.dataset, *copy.sink.dataset);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    if (copy.source.dataset == nullptr || copy.sink.dataset == nullptr) continue;
    if (picks(copy) || !is_same(copy)) continue;
    sink.report(kSourceIsSink, copy.document->place(copy.sink.link->name_node),
                copy.sink.link->name)
        .related.push_back({copy.document->place(copy.source.link->name_node), "it reads here"});
  }
}

}  // namespace

const Rule source_is_sink = {check_program};

}  // namespace adxc::rules
