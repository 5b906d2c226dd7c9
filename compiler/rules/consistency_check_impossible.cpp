#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule consistency_check_impossible;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view> kImpossible{
    {"consistency-check-impossible", diag::Severity::Error},
    "`validateDataConsistency` cannot work {}"};

/// Stores that do not tell what a check needs.
constexpr std::string_view kBlind[] = {"FtpReadSettings", "SftpReadSettings", "HttpReadSettings",
                                       "SftpWriteSettings"};

std::string_view store_of(const Copy& copy, const CopyEnd& end) {
  const NodeId store = object_at(*copy.document, end.node, "storeSettings");
  return store.valid() ? text_at(*copy.document, store, "type") : std::string_view{};
}

bool changes_files(const Copy& copy) {
  if (copy.sink.shape != Shape::Bytes) return false;
  const NodeId store = object_at(*copy.document, copy.sink.node, "storeSettings");
  if (!store.valid()) return false;
  const std::string_view behavior = text_at(*copy.document, store, "copyBehavior");
  return equal_fold(behavior, "MergeFiles") || equal_fold(behavior, "FlattenHierarchy");
}

/// Why it cannot work, "" when it can.
std::string_view hindrance(const Copy& copy) {
  if (is_true(*copy.document, copy.properties, "enableStaging"))
    return "in a copy through an interim store";
  if (changes_files(copy)) return "where the copy merges or flattens files";
  if (lists(kBlind, store_of(copy, copy.source)) || lists(kBlind, store_of(copy, copy.sink)))
    return "on FTP, SFTP and HTTP";
  return {};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    if (!is_true(*copy.document, copy.properties, "validateDataConsistency")) continue;
    if (!copy.source.node.valid() || !copy.sink.node.valid()) continue;
    const std::string_view why = hindrance(copy);
    if (why.empty()) continue;
    const NodeId node = copy.document->find(copy.properties, "validateDataConsistency");
    sink.report(kImpossible, copy.document->key_place(node), why);
  }
}

}  // namespace

const Rule consistency_check_impossible = {check_program};

}  // namespace adxc::rules
