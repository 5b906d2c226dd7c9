#include "compiler/cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/names.h"

namespace adxc::cli {
namespace {

using Values = std::vector<std::string>;

/// CLI11 writes into these while it parses; one per option, in the same order.
struct Room {
  Values values;
  bool given = false;
};

void declare(CLI::App& app, const Option& option, Room& room) {
  if (option.value.empty()) {
    app.add_flag(std::string(option.names), room.given);
    return;
  }
  CLI::Option* declared = app.add_option(std::string(option.names), room.values);
  declared->type_name(std::string(option.value));
  declared->expected(1)->allow_extra_args(false)->take_all();
}

std::string unknown_option(std::span<const Option> options, std::string_view word) {
  word = word.substr(0, word.find('='));
  std::vector<std::string> dashed;
  for (const Option& option : options) {
    if (!is_positional(option)) dashed.push_back("--" + std::string(key(option)));
  }
  const std::vector<std::string_view> names(dashed.begin(), dashed.end());
  const std::string_view meant = nearest_name(word, names);
  const std::string hint =
      meant.empty() ? "--help lists the options" : fmt::format("did you mean `{}`?", meant);
  return fmt::format("`{}` is not an option here; {}", word, hint);
}

/// Gives words that belong to no option to the positionals, in order; says what is wrong. CLI11
/// could do this, but takes a word in brackets for a list.
std::string place_words(std::span<const Option> options, const Values& words,
                        std::vector<Room>& rooms) {
  bool names_are_over = false;
  std::size_t at = 0;
  for (const std::string& word : words) {
    if (word == "--" && !std::exchange(names_are_over, true)) continue;
    if (!names_are_over && word.size() > 1 && word.front() == '-') {
      return unknown_option(options, word);
    }
    while (at < options.size() &&
           !(is_positional(options[at]) && (options[at].many || rooms[at].values.empty()))) {
      ++at;
    }
    if (at == options.size()) return fmt::format("`{}` is one argument too many", word);
    rooms[at].values.push_back(word);
  }
  return "";
}

/// What is wrong with the values of one option; "" when nothing is.
std::string complaint(const Option& option, const Values& values) {
  if (option.required && values.empty()) return fmt::format("{} is missing", option.names);
  if (!option.many && values.size() > 1) {
    return fmt::format("`{}` is given {} times, at most one counts", option.names, values.size());
  }
  for (const std::string& value : option.choices.empty() ? Values{} : values) {
    if (std::ranges::find(option.choices, value) == option.choices.end()) {
      return fmt::format("`{}` is not a value of {}; expected {}", value, option.names,
                         one_of(value, {option.choices.begin(), option.choices.end()}));
    }
  }
  return "";
}

tl::expected<Arguments, std::string> collect(std::span<const Option> options,
                                             const std::vector<Room>& rooms) {
  Arguments arguments;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (std::string wrong = complaint(options[i], rooms[i].values); !wrong.empty()) {
      return tl::unexpected(wrong);
    }
    for (const std::string& value : rooms[i].values) arguments.add(key(options[i]), value);
    if (rooms[i].given) arguments.add(key(options[i]), "");
  }
  return arguments;
}

}  // namespace

std::string_view key(const Option& option) {
  const std::string_view longest = option.names.substr(option.names.rfind(',') + 1);
  return longest.substr(std::min(longest.find_first_not_of('-'), longest.size()));
}

bool is_positional(const Option& option) {
  return !option.names.starts_with('-');
}

tl::expected<Arguments, std::string> parse(std::span<const Option> options,
                                           std::span<const std::string> words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<Room> rooms(options.size());
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!is_positional(options[i])) declare(app, options[i], rooms[i]);
  }
  try {
    app.parse(Values(words.rbegin(), words.rend()));  // CLI11 takes its words last first
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(std::string(error.what()));
  }
  if (std::string wrong = place_words(options, app.remaining(), rooms); !wrong.empty()) {
    return tl::unexpected(wrong);
  }
  return collect(options, rooms);
}

}  // namespace adxc::cli
