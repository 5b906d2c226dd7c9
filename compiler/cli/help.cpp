#include "compiler/cli/help.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/base/names.h"
#include "compiler/base/version.h"
#include "compiler/cli/manual.h"
#include "compiler/cli/options.h"
#include "compiler/cli/parse.h"
#include "compiler/cli/run.h"

namespace adxc::cli {
namespace {

constexpr std::string_view kTitle =
    "adxc compiles Azure Data Factory copies into and out of Azure Data Explorer\n";

/// What a newcomer looks for, in the order of use.
constexpr std::array<std::string_view, 6> kFirst = {"lint",  "plan",  "apply",
                                                    "query", "serve", "explain"};

struct Row {
  std::string left;
  std::string_view right;
};

std::string columns(const std::vector<Row>& rows) {
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.left.size());
  std::string text;
  for (const Row& row : rows) text += fmt::format("  {:<{}}  {}\n", row.left, width, row.right);
  return text;
}

std::string section(std::string_view title, const std::vector<Row>& rows) {
  return rows.empty() ? "" : fmt::format("\n{}\n{}", title, columns(rows));
}

std::vector<Row> of_group(std::span<const Command* const> table, Needs needs) {
  std::vector<Row> rows;
  for (const Command* command : table) {
    if (command->needs == needs) rows.push_back({std::string(command->name), command->summary});
  }
  return rows;
}

/// Which of the names in a line is meant; "" when none is near.
std::string advice(std::string_view word, const Context& context) {
  std::vector<std::string_view> names;
  for (const Command* command : context.commands) names.push_back(command->name);
  for (const Topic& topic : context.topics)
    names.insert(names.end(), topic.names.begin(), topic.names.end());
  const std::string_view meant = nearest_name(word, names);
  return meant.empty() ? "`adxc help` lists both" : fmt::format("did you mean `{}`?", meant);
}

int run_help(const Arguments& arguments, Context& context) {
  const std::string word = arguments.text("TOPIC");
  if (arguments.flag("man")) {
    context.out << manual(context.commands, context.topics);
    return kOk;
  }
  if (word.empty()) {
    context.out << full_help(context.commands, context.topics);
    return kOk;
  }
  for (const Command* command : context.commands) {
    if (command->name != word) continue;
    context.out << command_help(*command);
    return kOk;
  }
  for (const Topic& topic : context.topics) {
    if (std::ranges::find(topic.names, word) == topic.names.end()) continue;
    context.out << topic.text;
    return kOk;
  }
  return misuse(context, fmt::format("`{}` is neither a command nor a topic; {}", word,
                                     advice(word, context)));
}

int run_version(const Arguments&, Context& context) {
  context.out << "adxc " << version() << '\n';
  return kOk;
}

constexpr std::array kHelpOptions = {
    Option{"TOPIC", "", "a command or a topic"},
    Option{"--man", "", "all of it as a manual page: `adxc help --man | man -l -`"},
};
constexpr std::array kHelpExamples = {
    Example{"adxc help", "lists commands and topics"},
    Example{"adxc help exit-codes", "prints the page about exit codes"},
};
constexpr std::array kVersionExamples = {
    Example{"adxc version", "prints the version"},
};

}  // namespace

constexpr Command help{"help",         "lists commands and topics, or prints one",
                       kHelpOptions,   kHelpExamples,
                       Needs::Nothing, run_help};
constexpr Command version_command{
    "version", "prints the version of adxc", {}, kVersionExamples, Needs::Nothing, run_version};

std::string short_help(std::span<const Command* const> table) {
  std::vector<Row> rows;
  for (std::string_view name : kFirst) {
    const auto found =
        std::ranges::find_if(table, [&](const Command* command) { return command->name == name; });
    if (found != table.end()) rows.push_back({std::string(name), (*found)->summary});
  }
  return fmt::format(
      "{}\n{}\n`adxc help` lists every command, `adxc COMMAND --help` has examples\n", kTitle,
      columns(rows));
}

std::string full_help(std::span<const Command* const> table, std::span<const Topic> topics) {
  std::vector<Row> pages;
  for (const Topic& topic : topics)
    pages.push_back({fmt::format("{}", fmt::join(topic.names, ", ")), topic.summary});
  return std::string(kTitle) +
         section("from definitions alone:", of_group(table, Needs::Definitions)) +
         section("with stores, clusters and ports:", of_group(table, Needs::World)) +
         section("about adxc:", of_group(table, Needs::Nothing)) + section("topics:", pages) +
         "\n`adxc COMMAND --help` has examples and options, `adxc help TOPIC` prints a page\n";
}

std::string command_help(const Command& command) {
  std::vector<Row> examples, positionals, options;
  for (const Example& example : command.examples) {
    examples.push_back({std::string(example.line), example.meaning});
  }
  for (const Option& option : command.options) {
    (is_positional(option) ? positionals : options).push_back({spelled(option), option.help});
  }
  for (const Option& option : common_options()) options.push_back({spelled(option), option.help});
  return fmt::format("adxc {}: {}\n", command.name, command.summary) +
         section("examples:", examples) + fmt::format("\nusage: {}\n", usage(command)) +
         section("arguments:", positionals) + section("options:", options);
}

}  // namespace adxc::cli
