#include "compiler/cli/manual.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/base/version.h"
#include "compiler/cli/options.h"
#include "compiler/cli/parse.h"

namespace adxc::cli {
namespace {

/// Text of a line, with what roff takes for its own made harmless.
std::string plain(std::string_view words) {
  std::string text;
  if (words.starts_with('.') || words.starts_with('\'')) text = "\\&";
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (words.substr(i).starts_with("…")) {
      text += "...";
      i += std::string_view("…").size() - 1;
    } else if (c == '\\') {
      text += "\\e";
    } else if (c == '-') {
      text += "\\-";
    } else if (c == '`') {
      text += "\\(ga";
    } else {
      text.push_back(c);
    }
  }
  return text;
}

std::string item(std::string_view head, std::string_view words) {
  return fmt::format(".TP\n.B {}\n{}\n", plain(head), plain(words));
}

std::string command_part(const Command& command) {
  std::string text = fmt::format(".SS adxc {}\n{}.\n.PP\n.B {}\n", plain(command.name),
                                 plain(command.summary), plain(usage(command)));
  for (const Option& option : command.options) text += item(spelled(option), option.help);
  for (const Example& example : command.examples)
    text += fmt::format(".PP\n{}:\n.PP\n.RS\n.nf\n{}\n.fi\n.RE\n", plain(example.meaning),
                        plain(example.line));
  return text;
}

}  // namespace

std::string manual(std::span<const Command* const> commands, std::span<const Topic> topics) {
  std::string text = fmt::format(
      ".TH ADXC 1 \"\" \"adxc {}\" \"User Commands\"\n"
      ".SH NAME\nadxc \\- compiles Azure Data Factory copies into and out of Azure Data Explorer\n"
      ".SH SYNOPSIS\n.B adxc\n.I command\n.RI [ options ]\n.SH COMMANDS\n",
      plain(version()));
  for (const Command* command : commands) text += command_part(*command);
  text += ".SH OPTIONS OF ALL COMMANDS\n";
  for (const Option& option : common_options()) text += item(spelled(option), option.help);
  text += ".SH TOPICS\nThese pages are printed by\n.B adxc help\n.IR topic .\n";
  for (const Topic& topic : topics)
    text += item(fmt::format("{}", fmt::join(topic.names, ", ")), topic.summary);
  return text;
}

}  // namespace adxc::cli
