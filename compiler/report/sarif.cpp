#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/digest.h"
#include "compiler/base/version.h"
#include "compiler/report/report.h"
#include "compiler/report/rule_pages.h"

// SARIF 2.1.0. Results hold no snippet of the source, so that a secret beside a finding stays where
// it is. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
namespace adxc::report {

extern const Report sarif;

namespace {

using Json = nlohmann::ordered_json;

std::string_view level(diag::Severity severity) {
  return severity == diag::Severity::Info ? "note" : diag::word(severity);
}

/// A path as a relative URI reference (RFC 3986): anything but unreserved characters and '/' is
/// percent-encoded.
std::string uri(std::string_view path) {
  constexpr std::string_view kKept = "-._~/";
  std::string encoded;
  for (const char c : path) {
    const bool kept = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      kKept.find(c) != std::string_view::npos;
    encoded += kept ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

Json location(const text::SourceMap& sources, const diag::Place& place) {
  const Region at = region(sources, place.span);
  Json object{{"physicalLocation",
               {{"artifactLocation", {{"uri", uri(at.path)}, {"uriBaseId", "ROOT"}}},
                {"region",
                 {{"startLine", at.begin.line},
                  {"startColumn", at.begin.column},
                  {"endLine", at.end.line},
                  {"endColumn", at.end.column}}}}}};
  if (!place.pointer.empty()) {
    object["logicalLocations"] = {{{"fullyQualifiedName", place.pointer}}};
  }
  return object;
}

/// "late-thing" as "LateThing", the form the standard asks for names.
std::string pascal_case(std::string_view slug) {
  std::string name;
  bool first = true;
  for (const char c : slug) {
    if (c != '-') name += first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    first = c == '-';
  }
  return name;
}

/// A row of the catalogue. `helpUri` would have to be absolute, so the page itself is the help.
Json descriptor(const diag::Rule& rule) {
  const RulePage* found = rule_page(rule.slug);
  const std::string meaning = found == nullptr ? std::string(rule.slug) : first_paragraph(*found);
  Json help{{"text", fmt::format("adxc explain {}", rule.slug)}};
  if (found != nullptr) help["markdown"] = found->text;
  return {{"id", rule.slug},
          {"name", pascal_case(rule.slug)},
          {"shortDescription", {{"text", meaning}}},
          {"fullDescription", {{"text", meaning}}},
          {"help", std::move(help)},
          {"defaultConfiguration", {{"level", level(rule.severity)}}},
          {"properties", {{"page", page(rule)}}}};
}

/// Finds the rules that occur and gives each an index.
class Catalogue {
 public:
  explicit Catalogue(const Findings& findings) {
    for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
      rules_.emplace(diagnostic.rule.slug, Entry{diagnostic.rule, 0});
    }
    std::size_t next = 0;
    for (auto& [slug, entry] : rules_) entry.index = next++;
  }

  std::size_t index(const diag::Rule& rule) const { return rules_.at(rule.slug).index; }

  Json rows() const {
    Json rows = Json::array();
    for (const auto& [slug, entry] : rules_) rows.push_back(descriptor(entry.rule));
    return rows;
  }

 private:
  struct Entry {
    diag::Rule rule;
    std::size_t index;
  };
  std::map<std::string_view, Entry> rules_;
};

/// Tells the same finding in two runs apart from a new one, also when lines have moved: rule, file
/// and place in the document, and a count for repeats. Never made of the source's text.
class Fingerprints {
 public:
  std::string of(const diag::Diagnostic& diagnostic, const text::SourceMap& sources) {
    const std::string key =
        fmt::format("{}\n{}\n{}", diagnostic.rule.slug,
                    sources.file(diagnostic.place.span.file).path, diagnostic.place.pointer);
    return fmt::format("{}:{}", sha256_hex(key).substr(0, 16), ++seen_[key]);
  }

 private:
  std::map<std::string, int> seen_;
};

std::string message(const diag::Diagnostic& diagnostic) {
  std::string words = diagnostic.message;
  for (const std::string& note : diagnostic.notes) words += "\nnote: " + note;
  return words;
}

Json result(const diag::Diagnostic& diagnostic, const text::SourceMap& sources,
            const Catalogue& catalogue, Fingerprints& fingerprints) {
  Json object{{"ruleId", diagnostic.rule.slug},
              {"ruleIndex", catalogue.index(diagnostic.rule)},
              {"level", level(diagnostic.rule.severity)},
              {"message", {{"text", message(diagnostic)}}},
              {"locations", Json::array({location(sources, diagnostic.place)})}};
  for (const diag::Related& related : diagnostic.related) {
    Json other = location(sources, related.place);
    other["message"] = {{"text", related.message}};
    object["relatedLocations"].push_back(std::move(other));
  }
  const std::string fingerprint = fingerprints.of(diagnostic, sources);
  object["partialFingerprints"] = {{"primaryLocationLineHash", fingerprint},
                                   {"adxcPointer/v1", fingerprint}};
  return object;
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  const Catalogue catalogue(findings);
  Fingerprints fingerprints;
  Json results = Json::array();
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
    results.push_back(result(diagnostic, findings.sources, catalogue, fingerprints));
  }
  const Json run{
      {"tool",
       {{"driver", {{"name", "adxc"}, {"version", version()}, {"rules", catalogue.rows()}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"originalUriBaseIds",
       {{"ROOT", {{"description", {{"text", "the folder that was checked"}}}}}}},
      {"results", std::move(results)}};
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({run})}};
  out << log.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

constexpr Report sarif{"sarif", "SARIF 2.1.0, for code scanning", print};

}  // namespace adxc::report
