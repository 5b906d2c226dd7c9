#include <algorithm>

#include "compiler/document/intake.h"
#include "compiler/document/yaml_tree.h"
#include "compiler/document/yaml_trouble.h"

namespace adxc::document {
namespace {

constexpr diag::Kind<unsigned> kControlCharacter{
    {"yaml-syntax", diag::Severity::Error},
    "character U+{0:04X} may not stand in YAML; in double quotes it is `\\x{0:02x}`"};

bool is_forbidden(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
}

/// A copy with a stand-in for each control character (yaml-cpp takes U+0004 for the end of the
/// file); reports the first.
std::string without_controls(std::string_view text, text::FileId file, YamlReports& reports) {
  std::string usable(text);
  const auto first = std::find_if(usable.begin(), usable.end(), is_forbidden);
  if (first == usable.end()) return usable;
  const auto at = static_cast<std::uint32_t>(first - usable.begin());
  const auto count = std::count_if(first, usable.end(), is_forbidden);
  diag::Diagnostic& finding = reports.report(kControlCharacter, NodeId{}, {file, at, at + 1},
                                             static_cast<unsigned char>(*first));
  if (count > 1)
    finding.notes.push_back(fmt::format("the file has {} more control characters", count - 1));
  std::replace_if(first, usable.end(), is_forbidden, '_');
  return usable;
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void read_part(YamlPart part, std::string_view text, const Limits& limits, Document& document,
               YamlTree& tree, YamlReports& reports) {
  // yaml-cpp would skip the mark without counting it.
  while (text.substr(part.begin, part.end - part.begin).starts_with(kByteOrderMark))
    part.begin += 3;
  YamlEvents read = read_yaml_events(text, part.begin, part.end, limits);
  if (read.events.empty()) return;
  tree.add_document(read.events, part);
  if (read.fault) explain({text, document.file->id, part, read, tree.cut_off()}, limits, reports);
}

}  // namespace

Document read_yaml(const text::SourceFile& file, diag::Sink& sink, const Limits& limits) {
  const Intake intake(file, {"yaml-syntax", diag::Severity::Error}, sink, limits);
  if (!intake.readable()) return broken_document(file);
  Document document;
  document.file = &file;
  YamlReports reports;
  const std::string text = without_controls(intake.text(), file.id, reports);
  YamlTree tree(document, text, reports, limits);
  for (const YamlPart& part : split_yaml(text, intake.begin()))
    read_part(part, text, limits, document, tree, reports);
  reports.deliver(document, sink);
  report_duplicate_keys(document, sink);
  return document;
}

}  // namespace adxc::document
