#include "compiler/cli/run.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <iostream>
#include <unistd.h>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/completion.h"
#include "compiler/cli/help.h"
#include "compiler/cli/options.h"
#include "compiler/cli/parse.h"
#include "compiler/cli/terminal.h"

namespace adxc::cli {
namespace {

using Table = std::vector<const Command*>;
using Words = std::span<const std::string>;

/// Commands that speak of the others.
constexpr std::array<const Command*, 3> kOwn = {&help, &version_command, &completion};

/// Sorted by name, the later of two with one name kept.
Table tidy(std::span<const Command* const> table) {
  Table kept;
  for (const Command* command : table) {
    std::erase_if(kept, [&](const Command* other) { return other->name == command->name; });
    kept.push_back(command);
  }
  std::ranges::sort(kept, {}, [](const Command* command) { return command->name; });
  return kept;
}

const Command* find(const Table& table, std::string_view name) {
  const auto found =
      std::ranges::find_if(table, [&](const Command* command) { return command->name == name; });
  return found == table.end() ? nullptr : *found;
}

int unknown_command(const Table& table, std::string_view word, Context& context) {
  std::vector<std::string_view> names;
  for (const Command* command : table) names.push_back(command->name);
  const std::string_view meant = nearest_name(word, names);
  return misuse(context, fmt::format("`{}` is not a command; {}", word,
                                     meant.empty() ? "`adxc help` lists the commands"
                                                   : fmt::format("did you mean `{}`?", meant)));
}

bool asks_for_help(Words words) {
  const auto end = std::ranges::find(words, "--");
  return std::any_of(words.begin(), end,
                     [](const std::string& word) { return word == "-h" || word == "--help"; });
}

void apply_color(const Arguments& arguments, Context& context) {
  const std::string when = arguments.text("color", "auto");
  if (when == "auto") return;
  context.out_color = context.err_color = when == "always";
}

int run_command(const Command& command, Words words, Context& context) {
  if (asks_for_help(words)) {
    context.out << command_help(command);
    return kOk;
  }
  std::vector<Option> options(command.options.begin(), command.options.end());
  options.insert(options.end(), common_options().begin(), common_options().end());
  const auto arguments = parse(options, words);
  if (!arguments) {
    return misuse(context, fmt::format("{}: {}", command.name, arguments.error()));
  }
  apply_color(*arguments, context);
  return command.run(*arguments, context);
}

/// `adxc --version` and `adxc --help`, as other programs have them.
std::string_view command_word(std::string_view first) {
  if (first == "--version") return version_command.name;
  return first == "--help" || first == "-h" ? help.name : first;
}

int dispatch(const Table& table, Words words, Context& context) {
  context.commands = table;
  if (words.empty()) {
    context.out << short_help(table);
    return kOk;
  }
  const Command* command = find(table, command_word(words.front()));
  if (command == nullptr) return unknown_command(table, words.front(), context);
  return run_command(*command, words.subspan(1), context);
}

Context process_context(std::span<const Topic> topics, sys::World* world) {
  const Variable variable = process_environment();
  const bool out = isatty(STDOUT_FILENO) != 0;
  const bool err = isatty(STDERR_FILENO) != 0;
  return {std::cout,
          std::cerr,
          std::cin,
          out,
          err,
          wants_color(out, "auto", variable),
          wants_color(err, "auto", variable),
          line_width(STDOUT_FILENO, variable),
          world,
          variable,
          {},
          topics};
}

/// A result that could not be written is no result; a reader that went away is no trouble.
int flushed(int code, Context& context) {
  errno = 0;
  context.out.flush();
  if (context.out.good() || errno == EPIPE) return code;
  return misuse(context, "the output could not be written");
}

}  // namespace

int misuse(Context& context, std::string_view message) {
  context.err << "adxc: " << message << '\n';
  return kCouldNotRun;
}

int run(Words words, std::span<const Command* const> table, Context& context) {
  try {
    std::vector<const Command*> all(kOwn.begin(), kOwn.end());
    all.insert(all.end(), table.begin(), table.end());
    return flushed(dispatch(tidy(all), words, context), context);
  } catch (const std::exception& exception) {
    context.out.flush();
    context.err << "adxc: this is a bug in adxc: " << exception.what() << '\n';
    return kBug;
  }
}

int run(int argc, const char* const* argv, std::span<const Command* const> table,
        std::span<const Topic> topics, sys::World* world) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  Context context = process_context(topics, world);
  return run(words, table, context);
}

}  // namespace adxc::cli
