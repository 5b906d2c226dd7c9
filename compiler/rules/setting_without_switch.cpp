#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule setting_without_switch;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kSettingWithoutSwitch{
    {"setting-without-switch", diag::Severity::Warning}, "`{}` has no effect, wanted {} beside it"};

/// A setting that counts only when something else is switched on.
struct Setting {
  std::string_view name;
  std::string_view switch_name;
  std::string_view wanted;
};

constexpr Setting kSettings[] = {
    {"stagingSettings", "enableStaging", "`enableStaging: true`"},
    {"redirectIncompatibleRowSettings", "enableSkipIncompatibleRow",
     "`enableSkipIncompatibleRow: true`"},
};

bool is_empty(const document::Document& document, NodeId node) {
  return document.kind(node) == document::NodeKind::Object && document[node].child_count == 0;
}

void check_switches(const Copy& copy, diag::Sink& sink) {
  const document::Document& document = *copy.document;
  for (const Setting& setting : kSettings) {
    const NodeId node = value_at(document, copy.properties, setting.name);
    if (!node.valid() || is_empty(document, node)) continue;
    if (!is_false(document, copy.properties, setting.switch_name)) continue;
    sink.report(kSettingWithoutSwitch, document.key_place(node), setting.name, setting.wanted);
  }
}

/// The log holds what was skipped, unless it is switched on for everything.
void check_log(const Copy& copy, diag::Sink& sink) {
  const document::Document& document = *copy.document;
  const NodeId log = value_at(document, copy.properties, "logSettings");
  if (!log.valid() || !is_false(document, log, "enableCopyActivityLog")) return;
  const bool skips = !is_false(document, copy.properties, "enableSkipIncompatibleRow") ||
                     value_at(document, copy.properties, "skipErrorFile").valid() ||
                     !is_false(document, copy.properties, "validateDataConsistency");
  if (skips) return;
  sink.report(kSettingWithoutSwitch, document.key_place(log), "logSettings",
              "`enableSkipIncompatibleRow: true` or `skipErrorFile`");
}

void check_parts(const Copy& copy, diag::Sink& sink) {
  const document::Document& document = *copy.document;
  const NodeId skipped = value_at(document, copy.properties, "skipErrorFile");
  if (skipped.valid() && is_true(document, skipped, "dataInconsistency") &&
      is_false(document, copy.properties, "validateDataConsistency")) {
    sink.report(kSettingWithoutSwitch,
                document.key_place(document.find(skipped, "dataInconsistency")),
                "dataInconsistency", "`validateDataConsistency: true`");
  }
  if (!copy.translator.valid()) return;
  const NodeId conversion = value_at(document, copy.translator, "typeConversionSettings");
  if (!conversion.valid() || is_empty(document, conversion)) return;
  if (!is_false(document, copy.translator, "typeConversion")) return;
  sink.report(kSettingWithoutSwitch, document.key_place(conversion), "typeConversionSettings",
              "`typeConversion: true`");
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    check_switches(copy, sink);
    check_log(copy, sink);
    check_parts(copy, sink);
  }
}

}  // namespace

const Rule setting_without_switch = {check_program};

}  // namespace adxc::rules
