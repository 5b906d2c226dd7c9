#include <algorithm>
#include <optional>

#include "compiler/document/intake.h"
#include "compiler/document/yaml_simple.h"
#include "compiler/document/yaml_tree.h"
#include "compiler/document/yaml_trouble.h"

namespace adxc::document {
namespace {

constexpr diag::Kind<unsigned> kControlCharacter{
    {"yaml-syntax", diag::Severity::Error},
    "character U+{0:04X} may not stand in YAML; in double quotes it is `\\x{0:02x}`"};

constexpr diag::Kind<std::size_t, std::size_t> kTooLarge{
    {"document-too-large", diag::Severity::Error},
    "the file has {} bytes; YAML with mistakes, anchors, tags or brackets over several lines is "
    "read "
    "up to {}"};

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

bool is_odd(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) >= 0x20) continue;
    const bool line_feed_follows = at + 1 < text.size() && text[at + 1] == '\n';
    if (is_forbidden(text[at]) || (text[at] == '\r' && !line_feed_follows)) return true;
  }
  return false;
}

/// The document of a text in the simple YAML that most files are written in; nothing for others.
std::optional<Document> simple_document(const text::SourceFile& file, const Intake& intake,
                                        const Limits& limits) {
  // yaml-cpp and the reports speak of texts with stand-ins.
  if (intake.repaired() || is_odd(intake.text())) return std::nullopt;
  Document document;
  document.file = &file;
  document.nodes.reserve(file.text.size() / 24 + 4);
  if (!read_simple_yaml(intake.text(), intake.begin(), limits, document)) return std::nullopt;
  return document;
}

Document full_document(const text::SourceFile& file, const Intake& intake, diag::Sink& sink,
                       const Limits& limits) {
  Document document;
  document.file = &file;
  YamlReports reports;
  report_controls(intake.text(), file.id, reports);
  const std::string text = for_yaml_cpp(intake.text());
  YamlTree tree(document, text, reports, limits);
  for (const YamlPart& part : split_yaml(text, intake.begin()))
    read_part(part, text, limits, document, tree, reports);
  reports.deliver(document, sink);
  return document;
}

Document read(const text::SourceFile& file, diag::Sink& sink, const Limits& limits, bool simple) {
  const Intake intake(file, {"yaml-syntax", diag::Severity::Error}, sink, limits);
  if (!intake.readable()) return broken_document(file);
  std::optional<Document> document;
  if (simple) document = simple_document(file, intake, limits);
  if (!document && file.text.size() > limits.other_yaml_bytes) {
    sink.report(kTooLarge, {{file.id, 0, 0}, ""}, file.text.size(), limits.other_yaml_bytes);
    return broken_document(file);
  }
  if (!document) document = full_document(file, intake, sink, limits);
  report_duplicate_keys(*document, sink);
  document->nodes.pack(file);
  return *std::move(document);
}

}  // namespace

Document read_yaml(const text::SourceFile& file, diag::Sink& sink, const Limits& limits) {
  return read(file, sink, limits, true);
}

Document read_full_yaml(const text::SourceFile& file, diag::Sink& sink, const Limits& limits) {
  return read(file, sink, limits, false);
}

}  // namespace adxc::document
