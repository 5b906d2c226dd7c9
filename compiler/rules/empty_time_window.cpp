#include "compiler/program/copies.h"
#include "compiler/rules/rules.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule empty_time_window;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kEmptyTimeWindow{
    {"empty-time-window", diag::Severity::Warning},
    "no file can be from {} on and older than {}, so nothing is read"};

/// "2026-11-21T01:00:00Z", "2026-11-21": their texts compare as the times do.
bool is_utc(std::string_view text) {
  constexpr std::string_view kDay = "dddd-dd-dd";
  if (text.size() < kDay.size()) return false;
  for (std::size_t i = 0; i < kDay.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kDay[i] == 'd' ? !digit : text[i] != kDay[i]) return false;
  }
  return text.size() == kDay.size() || (text[kDay.size()] == 'T' && text.ends_with('Z'));
}

void check_settings(const Document& document, NodeId settings, diag::Sink& sink) {
  const NodeId from = value_at(document, settings, "modifiedDatetimeStart");
  const NodeId to = value_at(document, settings, "modifiedDatetimeEnd");
  if (!from.valid() || !to.valid()) return;
  const std::string_view begin = document.text(from);
  const std::string_view end = document.text(to);
  if (!is_utc(begin) || !is_utc(end) || begin.size() != end.size() || begin < end) return;
  sink.report(kEmptyTimeWindow, document.place(to), begin, end)
      .related.push_back({document.place(from), "it begins here"});
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const NodeId settings = copy.source.node.valid()
                                ? object_at(*copy.document, copy.source.node, "storeSettings")
                                : NodeId{};
    if (settings.valid()) check_settings(*copy.document, settings, sink);
  }
}

}  // namespace

const Rule empty_time_window = {check_program};

}  // namespace adxc::rules
