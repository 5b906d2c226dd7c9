#include <map>

#include <fmt/format.h>

#include "compiler/base/version.h"
#include "compiler/catalogue/rule_pages.h"
#include "compiler/report/fingerprint.h"
#include "compiler/report/json_rows.h"
#include "compiler/report/words.h"

// SARIF 2.1.0. Results hold no snippet of the source, so that a secret beside a finding stays where
// it is. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
namespace adxc::report {

extern const Report sarif;

namespace {

/// GitHub refuses a run with more. Source:
/// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
constexpr std::size_t kMostResults = 25'000;

constexpr SeverityWords kLevels{"error", "warning", "note"};

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

Json artifact(const std::string& path) {
  return {{"uri", uri(path)}, {"uriBaseId", "ROOT"}};
}

Json region_object(const Region& at) {
  return {{"startLine", at.begin.line},
          {"startColumn", at.begin.column},
          {"endLine", at.end.line},
          {"endColumn", at.end.column}};
}

Json location(const Findings& findings, const diag::Place& place) {
  const Region at = region(findings, place.span);
  Json object{{"physicalLocation",
               {{"artifactLocation", artifact(at.path)}, {"region", region_object(at)}}}};
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
  const catalogue::RulePage* found = catalogue::rule_page(rule.slug);
  const std::string meaning =
      found == nullptr ? std::string(rule.slug) : catalogue::first_paragraph(*found);
  Json help{{"text", fmt::format("adxc explain {}", rule.slug)}};
  if (found != nullptr) help["markdown"] = found->text;
  return {{"id", rule.slug},
          {"name", pascal_case(rule.slug)},
          {"shortDescription", {{"text", meaning}}},
          {"fullDescription", {{"text", meaning}}},
          {"help", std::move(help)},
          {"defaultConfiguration", {{"level", kLevels.of(rule.severity)}}},
          {"properties", {{"page", page(rule)}}}};
}

/// Finds the rules that occur and gives each an index.
class Catalogue {
 public:
  explicit Catalogue(const Chosen& found) {
    for (const diag::Diagnostic* diagnostic : found) {
      rules_.emplace(diagnostic->rule.slug, Entry{diagnostic->rule, 0});
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

std::string message(const diag::Diagnostic& diagnostic) {
  std::string words = diagnostic.message;
  for (const std::string& note : diagnostic.notes) words += "\nnote: " + note;
  return words;
}

Json suppression(const diag::Suppression& suppressed) {
  const bool in_source = suppressed.kind == diag::Suppression::Kind::InSource;
  Json object{{"kind", in_source ? "inSource" : "external"}, {"status", "accepted"}};
  if (!suppressed.reason.empty()) object["justification"] = suppressed.reason;
  return object;
}

/// Makes the results of one run.
class Results {
 public:
  Results(const Findings& findings, const Catalogue& catalogue)
      : findings_(findings), catalogue_(catalogue), secrets_(findings), fingerprints_(findings) {}

  Json of(const diag::Diagnostic& diagnostic) {
    Json object{{"ruleId", diagnostic.rule.slug},
                {"ruleIndex", catalogue_.index(diagnostic.rule)},
                {"level", kLevels.of(diagnostic.rule.severity)},
                {"message", {{"text", message(diagnostic)}}},
                {"locations", Json::array({location(findings_, diagnostic.place)})}};
    for (const diag::Related& related : diagnostic.related) {
      Json other = location(findings_, related.place);
      other["message"] = {{"text", related.message}};
      object["relatedLocations"].push_back(std::move(other));
    }
    const std::string fingerprint = fingerprints_.of(diagnostic);
    object["partialFingerprints"] = {{"primaryLocationLineHash", fingerprint},
                                     {"adxcPointer/v1", fingerprint}};
    if (const auto edits = secrets_.edits(diagnostic); !edits.empty()) {
      object["fixes"] = Json::array({fix(*diagnostic.fix, edits)});
    }
    if (diagnostic.suppressed) {
      object["suppressions"] = Json::array({suppression(*diagnostic.suppressed)});
    }
    return object;
  }

 private:
  Json fix(const diag::Fix& fix, std::span<const diag::Edit> edits) const {
    Json replacements = Json::array();
    for (const diag::Edit& edit : edits) {
      Json replacement{{"deletedRegion", region_object(region(findings_, edit.span))}};
      if (!edit.text.empty()) replacement["insertedContent"] = {{"text", edit.text}};
      replacements.push_back(std::move(replacement));
    }
    const Region first = region(findings_, edits.front().span);
    return {{"description", {{"text", fix_words(fix)}}},
            {"artifactChanges", Json::array({{{"artifactLocation", artifact(first.path)},
                                              {"replacements", std::move(replacements)}}})}};
  }

  const Findings& findings_;
  const Catalogue& catalogue_;
  Secrets secrets_;
  Fingerprints fingerprints_;
};

/// All findings by place, the suppressed ones too; when there are more than may be, the worst.
Chosen chosen(const Findings& findings) {
  Chosen all;
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) all.push_back(&diagnostic);
  if (all.size() <= kMostResults) return all;
  all = worst_first(findings);
  all.resize(std::min(all.size(), kMostResults));
  return all;
}

/// How the run went, and how many findings are missing.
Json invocation(const Findings& findings, std::size_t left_out) {
  Json object{{"executionSuccessful", true}};
  if (findings.exit) {
    object["exitCode"] = findings.exit->code;
    object["exitCodeDescription"] = findings.exit->reason;
  }
  if (left_out > 0) {
    const std::string words = fmt::format("{} more findings are left out", left_out);
    object["toolExecutionNotifications"] =
        Json::array({{{"level", "warning"}, {"message", {{"text", words}}}}});
  }
  return object;
}

void print(const Findings& findings, const Look&, std::ostream& out) {
  const Chosen found = chosen(findings);
  const Catalogue catalogue(found);
  Results results(findings, catalogue);
  Json rows = Json::array();
  for (const diag::Diagnostic* diagnostic : found) rows.push_back(results.of(*diagnostic));
  const Json run{
      {"tool",
       {{"driver", {{"name", "adxc"}, {"version", version()}, {"rules", catalogue.rows()}}}}},
      {"invocations",
       Json::array({invocation(findings, findings.diagnostics.size() - found.size())})},
      {"columnKind", "unicodeCodePoints"},
      {"originalUriBaseIds",
       {{"ROOT", {{"description", {{"text", "the working folder of the run"}}}}}}},
      {"results", std::move(rows)}};
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({run})}};
  out << json_text(log, 2) << '\n';
}

}  // namespace

constexpr Report sarif{"sarif", "SARIF 2.1.0, for code scanning", print};

}  // namespace adxc::report
