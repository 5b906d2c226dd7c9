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

/// YAML takes a lone carriage return for a line break, yaml-cpp does not.
void mend_line_breaks(std::string& text) {
  for (std::size_t at = text.find('\r'); at != std::string::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
  }
}

void report_controls(std::string_view text, text::FileId file, YamlReports& reports) {
  const auto first = std::find_if(text.begin(), text.end(), is_forbidden);
  if (first == text.end()) return;
  const auto at = static_cast<std::uint32_t>(first - text.begin());
  const auto more = std::count_if(first + 1, text.end(), is_forbidden);
  diag::Diagnostic& finding = reports.report(kControlCharacter, NodeId{}, {file, at, at + 1},
                                             static_cast<unsigned char>(*first));
  if (more > 0)
    finding.notes.push_back(fmt::format("the file has {} more control characters", more));
}

/// The text as yaml-cpp may see it, as long as before. It takes U+0004 for the end of the file.
std::string for_yaml_cpp(std::string_view text) {
  std::string usable(text);
  std::replace_if(usable.begin(), usable.end(), is_forbidden, '_');
  mend_line_breaks(usable);
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
  report_controls(intake.text(), file.id, reports);
  const std::string text = for_yaml_cpp(intake.text());
  YamlTree tree(document, text, reports, limits);
  for (const YamlPart& part : split_yaml(text, intake.begin()))
    read_part(part, text, limits, document, tree, reports);
  reports.deliver(document, sink);
  report_duplicate_keys(document, sink);
  return document;
}

}  // namespace adxc::document
