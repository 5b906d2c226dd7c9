#include "compiler/cli/completion.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/cli/options.h"
#include "compiler/cli/parse.h"

namespace adxc::cli {
namespace {

using Commands = std::span<const Command* const>;
using Topics = std::span<const Topic>;

/// What can stand for a value.
struct Words {
  std::vector<std::string> fixed;
  std::string_view asks;  // a shell command that prints one a line
  bool files = false;
  bool any() const { return !fixed.empty() || !asks.empty() || files; }
};

/// Values that only the program can list. No colon in the commands: zsh parts its words there.
struct Listed {
  std::string_view value;
  std::string_view command;
};
constexpr std::array kListed = {
    Listed{"RULE", "adxc explain 2>/dev/null | sed 's/[^a-z0-9-].*//'"},
    Listed{"RULES", "adxc explain 2>/dev/null | sed 's/[^a-z0-9-].*//'"},
    Listed{"RULE=LEVEL", "adxc explain 2>/dev/null | sed 's/[^a-z0-9-].*/=/'"},
    Listed{"FMT[=FILE]", "adxc lint -o help 2>/dev/null | cut -d' ' -f1"},
};
/// Words for what is a file or folder.
constexpr std::array<std::string_view, 6> kFiles = {"PATH", "FILE", "FOLDER", "PLAN", "OUT", "DIR"};

Words words_of(const Option& option, Commands commands, Topics topics) {
  Words words;
  const std::string_view value = is_positional(option) ? option.names : option.value;
  for (const std::string_view choice : option.choices) words.fixed.emplace_back(choice);
  if (!words.fixed.empty() || value.empty()) return words;
  for (const Listed& listed : kListed)
    if (listed.value == value) words.asks = listed.command;
  if (value == "TOPIC") {
    for (const Command* command : commands) words.fixed.emplace_back(command->name);
    for (const Topic& topic : topics)
      words.fixed.insert(words.fixed.end(), topic.names.begin(), topic.names.end());
  }
  words.files = std::ranges::find(kFiles, value) != kFiles.end();
  return words;
}

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> options(command.options.begin(), command.options.end());
  options.insert(options.end(), common_options().begin(), common_options().end());
  return options;
}

std::vector<std::string_view> names_of(Commands commands) {
  std::vector<std::string_view> names;
  for (const Command* command : commands) names.push_back(command->name);
  return names;
}

/// Text between single quotes of any shell.
std::string in_quotes(std::string_view text) {
  std::string quotes = "'";
  for (const char c : text) quotes += c == '\'' ? "'\\''" : std::string(1, c);
  return quotes + "'";
}

// ---- bash

std::string bash_reply(const Words& words) {
  if (words.files) return "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))";
  const std::string list = words.asks.empty()
                               ? in_quotes(fmt::format("{}", fmt::join(words.fixed, " ")))
                               : fmt::format("\"$({})\"", words.asks);
  return fmt::format("COMPREPLY=($(compgen -W {} -- \"$cur\"))", list);
}

std::string bash_values(const Command& command, Commands commands, Topics topics) {
  std::string text;
  for (const Option& option : options_of(command)) {
    if (is_positional(option) || option.value.empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string_view name : cli::names_of(option))
      patterns.push_back(fmt::format("{}:{}", command.name, name));
    const Words words = words_of(option, commands, topics);
    text += fmt::format("    {}) {}; return ;;\n", fmt::join(patterns, "|"),
                        words.any() ? bash_reply(words) : "return");
  }
  return text;
}

std::string bash_words(const Command& command, Commands commands, Topics topics) {
  std::vector<std::string_view> options;
  std::string places = ":";
  for (const Option& option : options_of(command)) {
    if (is_positional(option)) {
      if (const Words words = words_of(option, commands, topics); words.any())
        places = bash_reply(words);
      continue;
    }
    for (const std::string_view name : cli::names_of(option)) options.push_back(name);
  }
  return fmt::format("    {})\n      if [[ $cur == -* ]]; then options='{}'; else {}; fi ;;\n",
                     command.name, fmt::join(options, " "), places);
}

// ---- zsh

/// What `_arguments` reads as a separator is made harmless.
std::string zsh_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') safe.push_back('\\');
    safe.push_back(c);
  }
  return safe;
}

std::string zsh_action(const Words& words) {
  if (words.files) return "_files";
  if (!words.asks.empty()) return fmt::format("{{compadd -- ${{(f)\"$({})\"}}}}", words.asks);
  return words.fixed.empty() ? " " : fmt::format("({})", fmt::join(words.fixed, " "));
}

std::string zsh_argument(const Option& option, Commands commands, Topics topics) {
  const std::string action = zsh_action(words_of(option, commands, topics));
  if (is_positional(option)) {
    return in_quotes(
        fmt::format("{}:{}:{}", option.many ? "*" : "", zsh_text(option.names), action));
  }
  std::string text;
  for (const std::string_view name : cli::names_of(option)) {
    const std::string value =
        option.value.empty() ? "" : fmt::format(":{}:{}", zsh_text(option.value), action);
    text += (text.empty() ? "" : " ") + in_quotes(fmt::format("{}{}[{}]{}", option.many ? "*" : "",
                                                              name, zsh_text(option.help), value));
  }
  return text;
}

// ---- fish

std::string fish_option(const Command& command, const Option& option, Commands commands,
                        Topics topics) {
  std::string line =
      fmt::format("complete -c adxc -n '__fish_seen_subcommand_from {}'", command.name);
  const Words words = words_of(option, commands, topics);
  if (is_positional(option)) {
    if (!words.any()) return "";
  } else {
    for (const std::string_view name : cli::names_of(option))
      line += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                     : fmt::format(" -s {}", name.substr(1));
    if (!option.value.empty()) line += " -r";
  }
  if (words.files) {
    line += " -F";
  } else if (words.any()) {
    const std::string list = words.asks.empty() ? fmt::format("{}", fmt::join(words.fixed, " "))
                                                : fmt::format("({})", words.asks);
    line += " -f -a " + in_quotes(list);
  }
  return fmt::format("{} -d {}\n", line, in_quotes(option.help));
}

int run(const Arguments& arguments, Context& context) {
  const std::string shell = arguments.text("SHELL");
  if (shell == "bash") context.out << bash_completion(context.commands, context.topics);
  if (shell == "zsh") context.out << zsh_completion(context.commands, context.topics);
  if (shell == "fish") context.out << fish_completion(context.commands, context.topics);
  return kOk;
}

constexpr std::array<std::string_view, 3> kShells = {"bash", "zsh", "fish"};
constexpr std::array kOptions = {
    Option{"SHELL", "", "bash, zsh or fish", false, true, kShells},
};
constexpr std::array kExamples = {
    Example{"source <(adxc completion bash)", "in ~/.bashrc"},
    Example{"source <(adxc completion zsh)", "in ~/.zshrc, behind compinit"},
    Example{"adxc completion fish | source", "in ~/.config/fish/config.fish"},
};

}  // namespace

std::string bash_completion(Commands commands, Topics topics) {
  std::string values, words;
  for (const Command* command : commands) {
    values += bash_values(*command, commands, topics);
    words += bash_words(*command, commands, topics);
  }
  return fmt::format(R"(# Completion of adxc, made by `adxc completion bash`.
_adxc() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
  local command=${{COMP_WORDS[1]}} options=
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W '{}' -- "$cur"))
    return
  fi
  case $command:$prev in
{}  esac
  case $command in
{}  esac
  [[ -z $options ]] || COMPREPLY=($(compgen -W "$options" -- "$cur"))
}}
complete -F _adxc adxc
)",
                     fmt::join(names_of(commands), " "), values, words);
}

std::string zsh_completion(Commands commands, Topics topics) {
  std::string names, cases;
  for (const Command* command : commands) {
    names +=
        fmt::format("    {}\n", in_quotes(fmt::format("{}:{}", command->name, command->summary)));
    cases += fmt::format("    {})\n      _arguments", command->name);
    for (const Option& option : options_of(*command))
      cases += " \\\n        " + zsh_argument(option, commands, topics);
    cases += " ;;\n";
  }
  return fmt::format(R"(#compdef adxc
# Completion of adxc, made by `adxc completion zsh`.
_adxc() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}
compdef _adxc adxc
)",
                     names, cases);
}

std::string fish_completion(Commands commands, Topics topics) {
  std::string text = "# Completion of adxc, made by `adxc completion fish`.\ncomplete -c adxc -f\n";
  for (const Command* command : commands) {
    text += fmt::format("complete -c adxc -n __fish_use_subcommand -a {} -d {}\n", command->name,
                        in_quotes(command->summary));
    for (const Option& option : options_of(*command))
      text += fish_option(*command, option, commands, topics);
  }
  return text;
}

constexpr Command completion{"completion",   "prints a script that completes commands and options",
                             kOptions,       kExamples,
                             Needs::Nothing, run};

}  // namespace adxc::cli
