// The runner itself: good pages pass, each bad page fails for the reason in its first line.
#include "runner.h"

#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "match.h"
#include "words.h"

using namespace adxc;
namespace fs = std::filesystem;

namespace {

const fs::path kCases = PAGES_CASES;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A script that stands for adxc: `adxc say TEXT`, `adxc warn TEXT`, `adxc exit N`, `adxc show
/// FILE…`.
const fs::path kSpeaker = kCases / "speaker.sh";

}  // namespace

TEST_CASE("good pages pass") {
  std::size_t pages = 0;
  for (const auto& entry : fs::directory_iterator(kCases / "good")) {
    CAPTURE(entry.path());
    const std::string markdown = read(entry.path());
    const auto outcome = pages::run_page(markdown, kSpeaker);
    CHECK(outcome.runs > 0);
    CHECK(outcome.updated == markdown);
    for (const auto& mistake : outcome.mistakes) FAIL_CHECK(mistake.message);
    ++pages;
  }
  CHECK(pages > 0);
}

TEST_CASE("each bad page fails, at the line and for the reason in its first line") {
  std::size_t pages = 0;
  for (const auto& entry : fs::directory_iterator(kCases / "bad")) {
    CAPTURE(entry.path());
    const std::string markdown = read(entry.path());
    const std::string expected = markdown.substr(4, markdown.find(" -->") - 4);
    const auto outcome = pages::run_page(markdown, kSpeaker);
    REQUIRE(outcome.mistakes.size() == 1);
    const std::string message = outcome.mistakes[0].message;
    CHECK(std::to_string(outcome.mistakes[0].line) + ": " + message.substr(0, message.find('\n')) ==
          expected);
    ++pages;
  }
  CHECK(pages > 0);
}

TEST_CASE("an updated page tells the truth and keeps what it left open") {
  const std::string before =
      "```console\n$ adxc say 'run 17 took 3 s' 'next'\nrun … took … s\nolder\n\n"
      "$ adxc exit 3\n```\n";
  const auto outcome = pages::run_page(before, kSpeaker);
  CHECK(outcome.mistakes.size() == 2);
  CHECK(outcome.updated ==
        "```console\n$ adxc say 'run 17 took 3 s' 'next'\nrun … took … s\nnext\n\n"
        "$ adxc exit 3\n[exit 3]\n```\n");
  CHECK(pages::run_page(outcome.updated, kSpeaker).mistakes.empty());
}

TEST_CASE("… stands for anything on its line, alone for any lines") {
  CHECK(pages::matches({"a … c", "…", "end"}, {"a b c", "x", "y", "end"}));
  CHECK(pages::matches({"…"}, {}));
  CHECK(pages::line_matches("…b…", "abc"));
  CHECK(pages::line_matches("a…", "a…"));
  CHECK_FALSE(pages::matches({"a …", "end"}, {"a b", "c", "end"}));
  CHECK_FALSE(pages::matches({}, {"a"}));
  CHECK_FALSE(pages::matches({"a"}, {}));
  CHECK_FALSE(pages::line_matches("a … c", "a b d"));
}

TEST_CASE("words are cut as a shell does") {
  const auto line = pages::split("KEY='a b' adxc lint \"x y\" a\\ b '#c' > out.json # why");
  REQUIRE(line);
  CHECK(line->variables == std::vector<std::string>{"KEY=a b"});
  CHECK(line->words == std::vector<std::string>{"adxc", "lint", "x y", "a b", "#c"});
  CHECK(line->output_file == "out.json");
  CHECK_FALSE(pages::split("adxc 'open"));
  CHECK_FALSE(pages::split("# nothing"));
}
