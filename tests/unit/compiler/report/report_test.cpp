#include "compiler/report/report.h"

#include <sstream>

#include <doctest/doctest.h>

using namespace adxc;
using diag::Severity;

namespace {

/// A file, findings in it, and what each report says about them.
struct Desk {
  text::SourceMap sources;
  diag::Sink sink;

  diag::Diagnostic& found(const text::SourceFile& file, std::string_view words,
                          Severity severity = Severity::Error) {
    const auto begin = static_cast<std::uint32_t>(file.text.find(words));
    const auto end = begin + static_cast<std::uint32_t>(words.size());
    return sink.add(
        {{"late-thing", severity}, "`x` is late", {{file.id, begin, end}, "/a/0"}, {}, {}, false});
  }

  std::string print(std::string_view name, report::Look look = {}) {
    diag::Sink copy = sink;
    const auto findings = report::collect(copy, sources, sources.size());
    std::ostringstream out;
    report::find(name)->print(findings, look, out);
    return out.str();
  }
};

}  // namespace

TEST_CASE("the reports list themselves") {
  std::string names;
  for (const auto* report : report::all()) names.append(report->name).append(" ");
  CHECK(names ==
        "azuredevops checkstyle concise github gitlab json jsonl junit markdown rdjson rdjsonl "
        "sarif text ");
  CHECK(report::find("yaml") == nullptr);
}

TEST_CASE("text: the line, the mark, notes, related places, the page") {
  Desk desk;
  const auto& file = desk.sources.add("copy.yaml", "a: 1\nb:\n  late: \"02:00\"\n");
  auto& diagnostic = desk.found(file, "\"02:00\"");
  diagnostic.notes = {"once a day"};
  diagnostic.related = {{{{file.id, 5, 6}, "/b"}, "because of this"}};
  CHECK(desk.print("text") ==
        "copy.yaml:3:9: error: `x` is late [late-thing]\n"
        "  |\n"
        "3 |   late: \"02:00\"\n"
        "  |         ^~~~~~~\n"
        "  = note: once a day\n"
        "  = copy.yaml:2:1: because of this\n"
        "  = adxc explain late-thing\n"
        "\n");
}

TEST_CASE("text: wide characters, combining marks and tabs do not move the mark") {
  Desk desk;
  const auto& file = desk.sources.add("a.json", "{\"😀e\u0301\":\t12}");
  desk.found(file, "12", Severity::Warning);
  CHECK(desk.print("text") ==
        "a.json:1:9: warning: `x` is late [late-thing]\n"
        "  |\n"
        "1 | {\"😀e\u0301\": 12}\n"
        "  |         ^~\n"
        "  = adxc explain late-thing\n"
        "\n");
}

TEST_CASE("text: colour is an extra") {
  Desk desk;
  desk.found(desk.sources.add("a.json", "12"), "12");
  CHECK(desk.print("text", {.color = true}) ==
        "\x1b[1ma.json:1:1:\x1b[0m \x1b[1;31merror:\x1b[0m \x1b[1m`x` is late\x1b[0m [late-thing]\n"
        "\x1b[34m  |\x1b[0m\n"
        "\x1b[34m1 |\x1b[0m 12\n"
        "\x1b[34m  |\x1b[0m \x1b[1;32m^~\x1b[0m\n"
        "\x1b[34m  =\x1b[0m adxc explain late-thing\n"
        "\n");
}

TEST_CASE("text: nothing of the user moves the cursor") {
  Desk desk;
  auto& diagnostic = desk.found(desk.sources.add("a\x1b[2J.json", "[\x1b[31m, 12]"), "12");
  diagnostic.message = "two\nlines\r";
  CHECK(desk.print("text") ==
        "a\uFFFD[2J.json:1:9: error: two\uFFFDlines\uFFFD [late-thing]\n"
        "  |\n"
        "1 | [\uFFFD[31m, 12]\n"
        "  |         ^~\n"
        "  = adxc explain late-thing\n"
        "\n");
}

TEST_CASE("json: nine members other programs rely on, columns in characters") {
  Desk desk;
  const auto& file = desk.sources.add("p/a.json", "{\n  \"😀e\u0301\": 12}");
  desk.found(file, "12");
  CHECK(desk.print("json") == R"({
  "format_version": "1.0",
  "findings": [
    {
      "rule": "late-thing",
      "severity": "error",
      "message": "`x` is late",
      "path": "p/a.json",
      "line": 2,
      "column": 10,
      "end_line": 2,
      "end_column": 12,
      "pointer": "/a/0",
      "begin_byte": 15,
      "end_byte": 17,
      "notes": [],
      "related": [],
      "doc": "docs/rules/late-thing.md"
    }
  ],
  "suppressed": [],
  "summary": {
    "files": 1,
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "suppressed": 0,
    "not_judged_files": 0,
    "not_judged_types": []
  }
}
)");
}

TEST_CASE("json and sarif: bytes that are not UTF-8 do not break them") {
  Desk desk;
  desk.found(desk.sources.add("a.json", "12"), "12").message = "`\xFF\xC0` is odd";
  CHECK(desk.print("json").find("`\uFFFD\uFFFD` is odd") != std::string::npos);
  CHECK(desk.print("sarif").find("`\uFFFD\uFFFD` is odd") != std::string::npos);
}

TEST_CASE("sarif: rules, regions, related places, fingerprints that do not follow lines") {
  Desk desk;
  const auto& file = desk.sources.add("my pipe/ä.json", "{\"😀e\u0301\": 12}");
  desk.found(file, "12").related = {{{{file.id, 0, 1}, ""}, "inside this"}};
  const std::string sarif = desk.print("sarif");
  const auto has = [&](std::string_view part) {
    return sarif.find(part) != std::string::npos;
  };
  CHECK(has("\"page\": \"docs/rules/late-thing.md\""));
  CHECK(has("\"name\": \"LateThing\""));
  CHECK(has("\"uri\": \"my%20pipe/%C3%A4.json\""));
  CHECK(has(
      "\"startLine\": 1,\n                  \"startColumn\": 9,\n                  \"endLine\": "
      "1,\n                  \"endColumn\": 11"));
  CHECK(has("\"columnKind\": \"unicodeCodePoints\""));
  CHECK(has("\"text\": \"inside this\""));
  CHECK(!has("snippet"));

  Desk moved;
  moved.found(moved.sources.add("my pipe/ä.json", "\n\n  {\"😀e\u0301\": 12}"), "12");
  const std::string key = "\"adxcPointer/v1\": \"";
  const auto fingerprint = [&](const std::string& log) {
    return log.substr(log.find(key), 40);
  };
  CHECK(fingerprint(moved.print("sarif")) == fingerprint(sarif));
}

TEST_CASE("github: escaped, worst first") {
  Desk desk;
  const auto& file = desk.sources.add("a,b:c.json", "[\"😀e\u0301\", 12, 99]");
  desk.found(file, "12", Severity::Info).message = "a: 50%\nor less";
  desk.found(file, "99");
  CHECK(desk.print("github") ==
        "::error file=a%2Cb%3Ac.json,line=1,endLine=1,col=13,endColumn=15,title=late-thing::"
        "`x` is late\n"
        "::notice file=a%2Cb%3Ac.json,line=1,endLine=1,col=9,endColumn=11,title=late-thing::"
        "a: 50%25�or less\n");
}

TEST_CASE("azuredevops: escaped; infos are plain lines") {
  Desk desk;
  const auto& file = desk.sources.add("a;b].json", "[\"😀e\u0301\", 12, 99]");
  desk.found(file, "12").message = "50% ;]\nor less";
  desk.found(file, "99", Severity::Info);
  CHECK(desk.print("azuredevops") ==
        "##vso[task.logissue type=error;sourcepath=a%3Bb%5D.json;linenumber=1;columnnumber=9;"
        "code=late-thing;]50%AZP25 ;]%0Aor less\n"
        "a;b].json:1:13: info: `x` is late [late-thing]\n");
}

TEST_CASE("what could give orders to a build's agent is no order any more") {
  Desk desk;
  const auto& file = desk.sources.add("::add-mask::.json", "{\"##vso[task.x]\": 12, \"##[e]\": 3}");
  desk.found(file, "12").message = "`##VSO[task.setvariable]` is odd";
  CHECK(desk.print("concise") ==
        "./::add-mask::.json:1:19: error: `##VSO\uFFFDtask.setvariable]` is odd [late-thing]\n");
  CHECK(desk.print("text").find("1 | {\"##vso\uFFFDtask.x]\": 12, \"##\uFFFDe]\": 3}\n") !=
        std::string::npos);
}

TEST_CASE("fixes: shown, offered as edits, never with a secret in them") {
  Desk desk;
  const auto& file = desk.sources.add("a.json", "[\"😀e\u0301\", 12, 99, \"hunter2\"]");
  auto& diagnostic = desk.found(file, "12");
  const std::uint32_t at = diagnostic.place.span.begin;
  diagnostic.fix = {"write `13`, `98`",
                    false,
                    {{{file.id, at + 1, at + 2}, "3"}, {{file.id, at + 5, at + 6}, "8"}}};
  CHECK(desk.print("text").find("  = fix: write `13`, `98` (unsafe)\n") != std::string::npos);
  const std::string sarif = desk.print("sarif");
  CHECK(sarif.find("\"startColumn\": 10,", sarif.find("\"deletedRegion\"")) != std::string::npos);
  CHECK(
      desk.print("jsonl").find(
          R"("fix":{"title":"write `13`, `98`","safe":false,"edits":[{"path":"a.json","line":1,)"
          R"("column":10,"end_line":1,"end_column":11,"begin_byte":13,"end_byte":14,"text":"3"},)") !=
      std::string::npos);
  // Columns are bytes there, and the two edits become one.
  CHECK(
      desk.print("rdjsonl").find(
          R"("suggestions":[{"range":{"start":{"line":1,"column":14},"end":{"line":1,"column":19}},)"
          R"("text":"3, 98"}])") != std::string::npos);

  desk.found(file, "\"hunter2\"").secret = true;
  auto& leaking = desk.found(file, "99");
  leaking.fix = {"repeat", true, {{leaking.place.span, "\"hunter2\""}}};
  for (const auto* report : report::all()) {
    CAPTURE(report->name);
    CHECK(desk.print(report->name).find("hunter2") == std::string::npos);
  }
}

TEST_CASE("suppressed findings count nowhere and are kept where a format has a place for them") {
  Desk desk;
  const auto& file = desk.sources.add("a.json", "[12, 99]");
  desk.found(file, "12").suppressed = {diag::Suppression::Kind::InSource, "agreed"};
  const auto findings = report::collect(desk.sink, desk.sources, 1);
  CHECK(report::summary(findings) == "1 file, 0 findings, 1 suppressed");
  CHECK(findings.count(Severity::Error) == 0);
  for (const auto* report : report::all()) {
    CAPTURE(report->name);
    std::ostringstream out;
    report->print(findings, {}, out);
    const bool kept = report->name == "sarif" || report->name == "json";
    CHECK((out.str().find("late-thing") != std::string::npos) == kept);
    if (kept) CHECK(out.str().find("agreed") != std::string::npos);
  }
}

TEST_CASE("paths lead from the working folder to the file, but for json") {
  Desk desk;
  desk.found(desk.sources.add("pipeline/a.json", "12"), "12");
  auto findings = report::collect(desk.sink, desk.sources, 1);
  findings.base = "factory/";
  for (const auto* report : report::all()) {
    CAPTURE(report->name);
    std::ostringstream out;
    report->print(findings, {}, out);
    const bool inside = report->name == "json" || report->name == "jsonl";
    CHECK((out.str().find("factory/pipeline/a.json") == std::string::npos) == inside);
  }
}

TEST_CASE("columns: characters, and bytes for reviewdog, after an emoji and a combining mark") {
  Desk desk;
  desk.found(desk.sources.add("a.json", "[\n\"😀e\u0301\", 12]"), "12");
  const auto has = [&](std::string_view report, std::string_view part) {
    CAPTURE(report);
    CHECK(desk.print(report).find(part) != std::string::npos);
  };
  has("text", "a.json:2:8: error");
  has("concise", "a.json:2:8: error");
  has("json", "\"column\": 8");
  has("jsonl", "\"column\":8,\"end_line\":2,\"end_column\":10");
  has("sarif", "\"startColumn\": 8");
  has("github", "line=2,endLine=2,col=8,endColumn=10");
  has("azuredevops", "linenumber=2;columnnumber=8;");
  has("gitlab", "\"begin\": 2");
  has("junit", "name=\"late-thing 2:8\"");
  has("checkstyle", "line=\"2\" column=\"8\"");
  has("markdown", "| `a.json:2:8` |");
  has("rdjsonl", R"("range":{"start":{"line":2,"column":12},"end":{"line":2,"column":14}})");
}

TEST_CASE("xml: what would end a text or cannot be in it is escaped or replaced") {
  Desk desk;
  desk.found(desk.sources.add("a&b<c>\".xml", "12"), "12").message = "`<x a='1'>&\x01\xFF\uFFFE`";
  const std::string expected = "`&lt;x a=&apos;1&apos;&gt;&amp;\uFFFD\uFFFD\uFFFD`";
  CHECK(desk.print("checkstyle").find("message=\"" + expected + "\"") != std::string::npos);
  CHECK(desk.print("junit").find(expected + "</failure>") != std::string::npos);
  CHECK(desk.print("junit").find("<testsuite name=\"a&amp;b&lt;c&gt;&quot;.xml\"") !=
        std::string::npos);
}

TEST_CASE("junit: a file without findings is a case that passed, a warning one that was skipped") {
  Desk desk;
  desk.sources.add("clean.json", "{}");
  desk.found(desk.sources.add("a.json", "12"), "12", Severity::Warning);
  const std::string junit = desk.print("junit");
  CHECK(junit.find("<testsuites name=\"adxc lint\" tests=\"2\" failures=\"0\"") !=
        std::string::npos);
  CHECK(junit.find("<testcase name=\"no finding\" classname=\"clean.json\" time=\"0\"/>") !=
        std::string::npos);
  CHECK(junit.find("<skipped>warning: a.json:1:1: `x` is late</skipped>") != std::string::npos);
}

TEST_CASE("gitlab: a fingerprint for each finding") {
  Desk desk;
  const auto& file = desk.sources.add("a.json", "12 34");
  desk.found(file, "12");
  desk.found(file, "34");
  const std::string report = desk.print("gitlab");
  CHECK(report.find(":1\"") != std::string::npos);
  CHECK(report.find(":2\"") != std::string::npos);
}

TEST_CASE("markdown: words of the user are no markup, and there is an end") {
  Desk desk;
  const auto& file = desk.sources.add("a|b.json", std::string(3000, '1') + " 2");
  desk.found(file, "2").message = "`a|b` of @you is <b>*bold*</b>, not `open";
  CHECK(desk.print("markdown")
            .find("| `a\\|b.json:1:3002` | `a\\|b` of &#64;you is \\<b\\>\\*bold\\*\\</b\\>, "
                  "not \\`open | `late-thing` |\n") != std::string::npos);
  for (std::uint32_t i = 0; i < 3000; ++i) {
    desk.sink.add({{"late-thing", Severity::Warning}, "`x` is late", {{file.id, i, i + 1}, ""}});
  }
  const std::string markdown = desk.print("markdown");
  CHECK(markdown.size() < 65'536);
  CHECK(markdown.find(" more, `adxc lint` shows them\n\n</details>") != std::string::npos);
}

TEST_CASE("sarif: as many results as GitHub takes, the worst of them") {
  Desk desk;
  const auto& file = desk.sources.add("a.json", std::string(25'010, '1'));
  for (std::uint32_t i = 0; i < 25'005; ++i) {
    const auto severity = i < 25'004 ? Severity::Warning : Severity::Error;
    desk.sink.add({{"late-thing", severity}, "`x` is late", {{file.id, i, i + 1}, ""}});
  }
  const std::string sarif = desk.print("sarif");
  CHECK(sarif.find("5 more findings are left out") != std::string::npos);
  CHECK(sarif.find("\"startColumn\": 25005") != std::string::npos);
  CHECK(sarif.find("\"startColumn\": 25004,") == std::string::npos);
}

TEST_CASE("no report shows a secret, not even beside another finding") {
  constexpr std::string_view kCanary = "hunter2-canary";
  Desk desk;
  const auto& file = desk.sources.add("a.json", "{\"key\": \"hunter2-canary\", \"x\": 12}");
  desk.found(file, "\"hunter2-canary\"").secret = true;
  desk.found(file, "12").related = {{{{file.id, 8, 24}, "/key"}, "beside this"}};
  for (const auto* report : report::all()) {
    CAPTURE(report->name);
    const std::string printed = desk.print(report->name);
    CHECK(printed.find("late-thing") != std::string::npos);
    CHECK(printed.find(kCanary) == std::string::npos);
  }
  CHECK(desk.print("text").find("1 | {\"key\": ***, \"x\": 12}\n  |                   ^~\n") !=
        std::string::npos);
  CHECK(desk.print("text").find("= the text is not shown, it holds a secret\n") !=
        std::string::npos);
}

TEST_CASE("the summary counts, and says what was not judged") {
  Desk desk;
  const auto& file = desk.sources.add("a.json", "12 34");
  auto findings = report::collect(desk.sink, desk.sources, 1);
  CHECK(report::summary(findings) == "1 file, 0 findings");
  CHECK(report::not_judged(findings).empty());
  CHECK(report::nothing_to_judge(findings).empty());
  desk.found(file, "12");
  desk.found(file, "34", Severity::Warning);
  desk.found(file, "2", Severity::Warning);
  auto more = report::collect(desk.sink, desk.sources, 41);
  CHECK(report::summary(more) == "41 files, 3 findings (1 error, 2 warnings)");
  more.not_judged = {2, {"AzureSqlSink", "Until"}};
  CHECK(report::not_judged(more) ==
        "2 files not judged yet: types without a table: `AzureSqlSink`, `Until`");
}

TEST_CASE("a folder without definitions is said to be one") {
  Desk desk;
  auto findings = report::collect(desk.sink, desk.sources, 3);
  findings.not_definitions = 2;
  CHECK(report::nothing_to_judge(findings).empty());
  findings.not_definitions = 3;
  CHECK(report::nothing_to_judge(findings) ==
        "nothing here is a definition; `adxc help definitions` says which files are");
}
