#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/report/words.h"
#include "compiler/report/xml.h"

// JUnit XML as Jenkins reads it: a suite for each file that was read and a case for each finding;
// a file without findings is one case that passed. Errors fail; warnings and infos are cases that
// were skipped, so that they are seen and break nothing.
// Source: https://github.com/jenkinsci/xunit-plugin, junit-10.xsd
namespace adxc::report {

extern const Report junit;

namespace {

std::size_t failures_in(const Chosen& found) {
  return static_cast<std::size_t>(std::ranges::count_if(
      found, [](const auto* d) { return d->rule.severity == diag::Severity::Error; }));
}

void print_case(const Findings& findings, const diag::Diagnostic& diagnostic, std::ostream& out) {
  const Region at = region(findings, diagnostic.place.span);
  const std::string place = shown_place(findings, diagnostic.place);
  const std::string words = xml_text(place + ": " + told(findings, diagnostic));
  out << fmt::format("    <testcase name=\"{} {}:{}\" classname=\"{}\" time=\"0\">\n",
                     diagnostic.rule.slug, at.begin.line, at.begin.column, xml_attribute(at.path));
  if (diagnostic.rule.severity == diag::Severity::Error) {
    out << fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                       diagnostic.rule.slug, xml_attribute(diagnostic.message), words);
  } else {
    out << fmt::format("      <skipped>{}: {}</skipped>\n", diag::word(diagnostic.rule.severity),
                       words);
  }
  out << "    </testcase>\n";
}

void print_suite(const Findings& findings, const std::string& path, const Chosen& found,
                 std::ostream& out) {
  const std::size_t failures = failures_in(found);
  const std::string name = xml_attribute(path);
  out << fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
      "time=\"0\">\n",
      name, std::max<std::size_t>(found.size(), 1), failures, found.size() - failures);
  if (found.empty()) {
    out << fmt::format("    <testcase name=\"no finding\" classname=\"{}\" time=\"0\"/>\n", name);
  }
  for (const diag::Diagnostic* diagnostic : found) print_case(findings, *diagnostic, out);
  out << "  </testsuite>\n";
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  std::map<std::string, Chosen> suites;
  for (std::size_t i = 0; i < findings.sources.size(); ++i) {
    const text::FileId id{static_cast<std::uint32_t>(i)};
    suites[findings.base + findings.sources.file(id).path];
  }
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    suites[region(findings, diagnostic->place.span).path].push_back(diagnostic);
  }
  std::size_t cases = 0;
  for (const auto& [path, found] : suites) cases += std::max<std::size_t>(found.size(), 1);
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      << fmt::format(
             "<testsuites name=\"adxc lint\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
             "time=\"0\">\n",
             cases, findings.count(diag::Severity::Error));
  for (const auto& [path, found] : suites) print_suite(findings, path, found, out);
  out << "</testsuites>\n";
}

}  // namespace

constexpr Report junit{"junit", "JUnit XML, a suite for each file", print};

}  // namespace adxc::report
