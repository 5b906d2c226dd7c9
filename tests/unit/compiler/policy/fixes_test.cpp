#include "compiler/policy/fixes.h"

#include <doctest/doctest.h>

using namespace adxc;

namespace {

constexpr diag::Kind<> kWrong{{"wrong", diag::Severity::Warning, diag::kFixable}, "this is wrong"};
constexpr diag::Kind<> kPlain{{"plain", diag::Severity::Warning}, "this cannot be mended"};

/// A file and findings in it.
struct File {
  text::SourceMap sources;
  const text::SourceFile& file = sources.add("a.txt", "one two three");
  diag::Sink sink;

  diag::Diagnostic& report(std::uint32_t begin, std::uint32_t end, std::string text, bool safe) {
    diag::Diagnostic& finding = sink.report(kWrong, {{file.id, begin, end}, ""});
    diag::offer(finding, diag::Fix{"write it", safe, {{{file.id, begin, end}, std::move(text)}}});
    return finding;
  }
  std::string fixed(bool unsafe, std::size_t count) {
    const policy::Fixed fixed = policy::apply_fixes(sink.all(), sources, unsafe);
    CHECK(fixed.count == count);
    const auto text = fixed.texts.find(file.id);
    return text == fixed.texts.end() ? "unchanged" : text->second;
  }
};

}  // namespace

TEST_CASE("only a rule that says so has fixes") {
  File file;
  diag::Diagnostic& finding = file.sink.report(kPlain, {{file.file.id, 0, 3}, ""});
  diag::offer(finding, diag::Fix{"write it", true, {{{file.file.id, 0, 3}, "1"}}});
  CHECK_FALSE(finding.fix.has_value());
}

TEST_CASE("safe fixes go in, unsafe ones when asked for") {
  File file;
  file.report(8, 13, "3", false);
  file.report(0, 3, "1", true);
  CHECK(file.fixed(false, 1) == "1 two three");
  CHECK(file.fixed(true, 2) == "1 two 3");
}

TEST_CASE("what is suppressed is not fixed") {
  File file;
  file.report(0, 3, "1", true).suppressed = {diag::Suppression::Kind::InSource, "because"};
  CHECK(file.fixed(true, 0) == "unchanged");
}

TEST_CASE("of two fixes that overlap the first in the file goes in") {
  File file;
  file.report(4, 13, "2 3", true);
  file.report(0, 7, "1 2", true);
  CHECK(file.fixed(false, 1) == "1 2 three");
}

TEST_CASE("two insertions at one place are one too many") {
  File file;
  file.report(4, 4, "x", true);
  file.report(4, 4, "y", true);
  CHECK(file.fixed(false, 1) == "one xtwo three");
}

TEST_CASE("a fix of several edits goes in whole") {
  File file;
  diag::Diagnostic& finding = file.sink.report(kWrong, {{file.file.id, 0, 3}, ""});
  diag::offer(
      finding,
      diag::Fix{"write it", true, {{{file.file.id, 0, 3}, "1"}, {{file.file.id, 8, 13}, "3"}}});
  file.report(4, 7, "2", true);  // inside of the other's reach: it waits for the next round
  CHECK(file.fixed(false, 1) == "1 two 3");
}

TEST_CASE("a patch shows three lines around what changed") {
  CHECK(policy::unified_diff("a", "same\n", "same\n").empty());
  CHECK(policy::unified_diff("a", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\nsix\n") ==
        "--- a/a\n+++ b/a\n@@ -3,4 +3,4 @@\n 3\n 4\n 5\n-6\n+six\n");
  const std::string cut = policy::unified_diff("a", "1\n2", "1\n3");
  CHECK(cut.find("\\ No newline at end of file") != std::string::npos);
}
