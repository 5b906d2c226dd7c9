// A command line cut into words, as a shell would, without a shell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace adxc::pages {

struct Line {
  std::vector<std::string> variables;  // "NAME=value" before the command
  std::vector<std::string> words;
  std::string output_file;  // after ">"; "" when there is none
};

/// Quotes ('…' and "…"), backslashes, `NAME=value` in front, `> file` and `# comment` at the end.
/// Empty for a line with an open quote or without a command.
std::optional<Line> split(std::string_view line);

}  // namespace adxc::pages
