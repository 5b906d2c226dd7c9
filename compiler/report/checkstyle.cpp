#include <map>

#include <fmt/format.h>

#include "compiler/report/words.h"
#include "compiler/report/xml.h"

// The XML of Checkstyle, which Jenkins and many other programs read. It has no official schema.
// Source: https://checkstyle.org/config.html and its class XMLLogger.
namespace adxc::report {

extern const Report checkstyle;

namespace {

void print_one(const Findings& findings, const diag::Diagnostic& diagnostic, std::ostream& out) {
  const Region at = region(findings, diagnostic.place.span);
  out << fmt::format(
      "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"adxc.{}\"/>\n",
      at.begin.line, at.begin.column, diag::word(diagnostic.rule.severity),
      xml_attribute(told(findings, diagnostic)), diagnostic.rule.slug);
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  std::map<std::string, Chosen> files;
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    files[region(findings, diagnostic->place.span).path].push_back(diagnostic);
  }
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  for (const auto& [path, found] : files) {
    out << fmt::format("  <file name=\"{}\">\n", xml_attribute(path));
    for (const diag::Diagnostic* diagnostic : found) print_one(findings, *diagnostic, out);
    out << "  </file>\n";
  }
  out << "</checkstyle>\n";
}

}  // namespace

constexpr Report checkstyle{"checkstyle", "XML of Checkstyle, for Jenkins and others", print};

}  // namespace adxc::report
