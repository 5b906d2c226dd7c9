#include "compiler/policy/suppressions.h"

#include <doctest/doctest.h>

#include "compiler/policy/dates.h"

using namespace adxc;

namespace {

constexpr diag::Kind<> kCase{{"non-canonical-case", diag::Severity::Info}, "it is spelt otherwise"};
constexpr diag::Kind<> kSyntax{{"json-syntax", diag::Severity::Error}, "it cannot be read"};

/// A mark read from its words, or what is said about them.
std::string read(std::string_view words, bool bare = false) {
  policy::Mark mark;
  diag::Sink sink;
  const auto size = static_cast<std::uint32_t>(words.size());
  const bool ok =
      policy::read_mark(text::Fragment::verbatim(words, {{}, 0, size}), bare, mark, sink);
  if (!ok) return std::string(sink.all().at(0).rule.slug) + ": " + sink.all().at(0).message;
  std::string text;
  for (const policy::Silenced& one : mark.rules) text += one.rule + " ";
  return text + "| " + mark.until + " | " + mark.reason;
}

/// Findings of one definition after its suppressions, "-" for those that are silenced, and then
/// what is said of the suppressions.
std::string judged(const std::string& name, const std::string& text,
                   const std::vector<std::pair<const diag::Kind<>*, std::string>>& found,
                   const std::string& today = "2026-06-01") {
  program::Workspace workspace;
  diag::Sink sink;
  program::add_file(workspace, name, text, sink);
  const text::FileId file = workspace.documents.front().file->id;
  std::vector<diag::Diagnostic> findings;
  for (const auto& [kind, where] : found) {
    const auto begin = static_cast<std::uint32_t>(text.find(where));
    diag::Sink one;
    findings.push_back(
        one.report(*kind, {{file, begin, begin + static_cast<std::uint32_t>(where.size())}, ""}));
  }
  diag::Sink said;
  std::vector<policy::Mark> marks = policy::find_marks(workspace, said);
  policy::suppress(
      marks, today, [](std::string_view) { return true; }, findings, said);
  std::string result;
  for (const diag::Diagnostic& finding : findings)
    result += finding.suppressed ? "-" + finding.suppressed->reason + " "
                                 : std::string(finding.rule.slug) + " ";
  for (const diag::Diagnostic& finding : said.all())
    result += "[" + std::string(finding.rule.slug) + "]";
  return result;
}

std::string dataset_with(const std::string& annotations) {
  return R"({"name": "T", "properties": {"type": "azureDataExplorerTable", "annotations": [)" +
         annotations + "]}}";
}

}  // namespace

TEST_CASE("a mark names rules, perhaps a day, and a reason") {
  CHECK(read("ignore[a, b] until=2027-01-31 -- as agreed") == "a b | 2027-01-31 | as agreed");
  CHECK(read("ignore a b -- why") == "a b |  | why");
  CHECK(read("a -- why", true) == "a |  | why");
  CHECK(read("ignore[a]") == "a |  | ");
  CHECK(read("ignored[a]").starts_with("suppression-syntax: `ignored`"));
  CHECK(read("ignore[a").starts_with("suppression-syntax"));
  CHECK(read("ignore[a] because").starts_with("suppression-syntax: `because`"));
  CHECK(read("ignore[a] until=tomorrow -- x").starts_with("suppression-syntax: `tomorrow`"));
  CHECK(read("ignore[a] until=2027-02-30 -- x").starts_with("suppression-syntax"));
}

TEST_CASE("an annotation covers its object") {
  const std::string known = dataset_with(R"("adxc:ignore non-canonical-case -- made so")");
  CHECK(judged("dataset/T.json", known, {{&kCase, "azureData"}}) == "-made so ");
  CHECK(judged("dataset/T.json", known, {}) == "[unused-suppression]");
  SUBCASE("what cannot be read is never silenced") {
    const std::string syntax = dataset_with(R"("adxc:ignore json-syntax -- x")");
    CHECK(judged("dataset/T.json", syntax, {{&kSyntax, "azureData"}}) ==
          "json-syntax [unused-suppression]");
  }
}

TEST_CASE("a suppression without a reason, or past its day, silences nothing") {
  CHECK(judged("dataset/T.json", dataset_with(R"("adxc:ignore non-canonical-case")"),
               {{&kCase, "azureData"}}) == "non-canonical-case [suppression-without-reason]");
  const std::string until =
      dataset_with(R"("adxc:ignore non-canonical-case until=2026-06-01 -- until then")");
  CHECK(judged("dataset/T.json", until, {{&kCase, "azureData"}}) == "-until then ");
  CHECK(judged("dataset/T.json", until, {{&kCase, "azureData"}}, "2026-06-02") ==
        "non-canonical-case [expired-suppression]");
}

TEST_CASE("a rule that does not exist is said, the others hold") {
  const std::string both = dataset_with(R"("adxc:ignore no-such-rule non-canonical-case -- x")");
  CHECK(judged("dataset/T.json", both, {{&kCase, "azureData"}}) == "-x [unknown-rule]");
}

TEST_CASE("a comment of YAML covers its line, or what begins below it") {
  const std::string beside =
      "name: T\nproperties:\n  type: azureX  # adxc: ignore[non-canonical-case] -- a\n  other: "
      "azureY\n";
  CHECK(judged("dataset/T.yaml", beside, {{&kCase, "azureX"}, {&kCase, "azureY"}}) ==
        "-a non-canonical-case ");
  const std::string above =
      "name: T\n# adxc: ignore[non-canonical-case] -- b\nproperties:\n  type: azureX\nlast: "
      "azureY\n";
  CHECK(judged("dataset/T.yaml", above, {{&kCase, "azureX"}, {&kCase, "azureY"}}) ==
        "-b non-canonical-case ");
  const std::string inside = "name: T\ntext: 'a # adxc: ignore[non-canonical-case] -- b'\n";
  CHECK(judged("dataset/T.yaml", inside, {}).empty());
}

TEST_CASE("days are those of the calendar") {
  CHECK(policy::is_date("2024-02-29"));
  CHECK_FALSE(policy::is_date("2023-02-29"));
  CHECK_FALSE(policy::is_date("2023-2-9"));
  CHECK(policy::date_of(0) == "1970-01-01");
  CHECK(policy::today("86400") == "1970-01-02");
}
