#include "compiler/cli/help.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/cli/parse.h"

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

std::string spelled(const Option& option) {
  std::string names(option.names);
  if (const std::size_t comma = names.find(','); comma != std::string::npos) {
    names.replace(comma, 1, ", ");
  }
  return option.value.empty() || is_positional(option) ? names
                                                       : fmt::format("{} {}", names, option.value);
}

std::string usage(const Command& command) {
  std::string line = fmt::format("\nusage: adxc {} [options]", command.name);
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    const std::string word = fmt::format("{}{}", option.names, option.many ? "…" : "");
    line += option.required ? " " + word : " [" + word + "]";
  }
  return line + "\n";
}

std::vector<Row> of_group(std::span<const Command* const> table, Needs needs) {
  std::vector<Row> rows;
  for (const Command* command : table) {
    if (command->needs == needs) rows.push_back({std::string(command->name), command->summary});
  }
  return rows;
}

}  // namespace

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

std::string full_help(std::span<const Command* const> table) {
  return std::string(kTitle) +
         section("from definitions alone:", of_group(table, Needs::Definitions)) +
         section("with stores, clusters and ports:", of_group(table, Needs::World)) +
         section("about adxc:", of_group(table, Needs::Nothing)) +
         "\n`adxc COMMAND --help` has examples and options\n";
}

std::string command_help(const Command& command, std::span<const Option> common) {
  std::vector<Row> examples, positionals, options;
  for (const Example& example : command.examples) {
    examples.push_back({std::string(example.line), example.meaning});
  }
  for (const Option& option : command.options) {
    (is_positional(option) ? positionals : options).push_back({spelled(option), option.help});
  }
  for (const Option& option : common) options.push_back({spelled(option), option.help});
  return fmt::format("adxc {}: {}\n", command.name, command.summary) +
         section("examples:", examples) + usage(command) + section("arguments:", positionals) +
         section("options:", options);
}

}  // namespace adxc::cli
