#include "compiler/cli/terminal.h"

#include <map>

#include <doctest/doctest.h>

using namespace adxc;

namespace {

cli::Variable with(std::map<std::string, std::string> variables) {
  return [variables](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

}  // namespace

TEST_CASE("colour only on a terminal, never with NO_COLOR or TERM=dumb, --color wins over all") {
  CHECK(cli::wants_color(true, "auto", with({})));
  CHECK_FALSE(cli::wants_color(false, "auto", with({})));
  CHECK_FALSE(cli::wants_color(true, "auto", with({{"NO_COLOR", "1"}})));
  CHECK(cli::wants_color(true, "auto", with({{"NO_COLOR", ""}})));
  CHECK_FALSE(cli::wants_color(true, "auto", with({{"TERM", "dumb"}})));
  CHECK(cli::wants_color(false, "auto", with({{"CLICOLOR_FORCE", "1"}})));
  CHECK(cli::wants_color(false, "always", with({{"NO_COLOR", "1"}})));
  CHECK_FALSE(cli::wants_color(true, "never", with({{"CLICOLOR_FORCE", "1"}})));
}

TEST_CASE("the width is COLUMNS, or 100 where there is no terminal") {
  CHECK(cli::line_width(-1, with({{"COLUMNS", "72"}})) == 72);
  CHECK(cli::line_width(-1, with({{"COLUMNS", "7"}})) == 40);
  CHECK(cli::line_width(-1, with({{"COLUMNS", "wide"}})) == 100);
  CHECK(cli::line_width(-1, with({})) == 100);
}
