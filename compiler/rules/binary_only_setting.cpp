#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule binary_only_setting;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kBinaryOnlySetting{
    {"binary-only-setting", diag::Severity::Error},
    "`{}` works only where files are copied as they are, but `{}` reads what is in them; wanted "
    "`BinarySource` and `BinarySink`"};

constexpr diag::Kind<std::string_view, std::string_view> kIgnored{
    {"binary-only-setting", diag::Severity::Warning},
    "`{}` counts only where files are copied as they are, but `{}` reads what is in them"};

void report(const Copy& copy, NodeId node, diag::Sink& sink) {
  sink.report(kBinaryOnlySetting, copy.document->key_place(node), (*copy.document)[node].key,
              copy.source.type);
}

/// Any of the files that are to be passed over; `dataInconsistency` is judged with the check it
/// belongs to.
bool skips_files(const document::Document& document, NodeId skipped) {
  for (const std::string_view key :
       {"fileMissing", "fileForbidden", "invalidFileName", "allErrorFile"}) {
    if (is_true(document, skipped, key)) return true;
  }
  return false;
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  const document::Document& document = *copy.document;
  const NodeId skipped = object_at(document, copy.properties, "skipErrorFile");
  if (skipped.valid() && skips_files(document, skipped)) report(copy, skipped, sink);
  const NodeId preserved = value_at(document, copy.properties, "preserve");
  if (preserved.valid() && document[preserved].child_count > 0)
    sink.report(kIgnored, document.key_place(preserved), "preserve", copy.source.type);
  const NodeId store = object_at(document, copy.source.node, "storeSettings");
  if (!store.valid() || !is_true(document, store, "deleteFilesAfterCompletion")) return;
  report(copy, document.find(store, "deleteFilesAfterCompletion"), sink);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const bool reads = copy.source.shape == Shape::Table || copy.source.shape == Shape::Tree;
    if (reads) check_copy(copy, sink);
  }
}

}  // namespace

const Rule binary_only_setting = {check_program};

}  // namespace adxc::rules
