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
  CHECK(names == "azuredevops github json sarif text ");
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
        "  = docs/rules/late-thing.md\n"
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
        "  = docs/rules/late-thing.md\n"
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
        "\x1b[34m  =\x1b[0m docs/rules/late-thing.md\n"
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
        "  = docs/rules/late-thing.md\n"
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
      "notes": [],
      "related": [],
      "doc": "docs/rules/late-thing.md"
    }
  ],
  "summary": {
    "files": 1,
    "errors": 1,
    "warnings": 0,
    "infos": 0,
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
        "`x` is late%0Adocs/rules/late-thing.md\n"
        "::notice file=a%2Cb%3Ac.json,line=1,endLine=1,col=9,endColumn=11,title=late-thing::"
        "a: 50%25%0Aor less%0Adocs/rules/late-thing.md\n");
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
  desk.found(file, "12");
  desk.found(file, "34", Severity::Warning);
  desk.found(file, "2", Severity::Warning);
  auto more = report::collect(desk.sink, desk.sources, 41);
  CHECK(report::summary(more) == "41 files, 3 findings (1 error, 2 warnings)");
  more.not_judged = {2, {"AzureSqlSink", "Until"}};
  CHECK(report::not_judged(more) ==
        "2 files not judged yet: types without a table: `AzureSqlSink`, `Until`");
}
