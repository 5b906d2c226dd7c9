// What a management command does, as far as its first words say. Only for compiler/rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/kql/command.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

/// A command's words up to its first bracket, each with where it stands: ".set-or-append", "async",
/// "Orders". A name in brackets or quotes is one word, without them.
struct CommandWord {
  std::string_view text;
  std::size_t begin = 0;
};

inline std::vector<CommandWord> command_words(std::string_view command) {
  std::vector<CommandWord> words;
  std::size_t at = program::kusto_begin(command);
  const kql::CommandParts parts = kql::split_command(command);
  const std::size_t end = std::min<std::size_t>(parts.head.end, command.size());
  while (at < end) {
    at = command.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || at >= end || command[at] == '(') break;
    const bool bracket =
        command.substr(at).starts_with("['") || command.substr(at).starts_with("[\"");
    const bool quoted = command[at] == '"' || command[at] == '\'';
    const std::size_t begin = at + (bracket ? 2 : quoted ? 1 : 0);
    std::size_t stop = command.find_first_of(bracket || quoted ? "'\"" : " \t\r\n(", begin);
    stop = std::min(stop, end);
    words.push_back({command.substr(begin, stop - begin), begin});
    at = std::min(stop + (bracket ? 2 : quoted ? 1 : 0), end);
  }
  return words;
}

/// What a command does to the rows of a table.
struct TableChange {
  enum class Kind { None, Append, Replace };
  Kind kind = Kind::None;
  std::string_view table;
  std::size_t begin = 0;  // of the name in the text
};

inline TableChange table_change(std::string_view command) {
  using Kind = TableChange::Kind;
  std::vector<CommandWord> words = command_words(command);
  std::erase_if(words, [](const CommandWord& word) { return equal_fold(word.text, "async"); });
  const auto is = [&](std::size_t at, std::string_view text) {
    return at < words.size() && equal_fold(words[at].text, text);
  };
  const auto change = [&](Kind kind, std::size_t at) {
    return at < words.size() ? TableChange{kind, words[at].text, words[at].begin} : TableChange{};
  };
  if (is(0, ".append") || is(0, ".set-or-append")) return change(Kind::Append, 1);
  if (is(0, ".set-or-replace")) return change(Kind::Replace, 1);
  if (is(0, ".clear") && is(1, "table")) return change(Kind::Replace, 2);
  if (!is(0, ".ingest")) return {};
  for (std::size_t i = 1; i < words.size() && i < 4; ++i) {
    if (is(i, "into")) return change(Kind::Append, is(i + 1, "table") ? i + 2 : i + 1);
  }
  return {};
}

/// The word by which a command runs on after its activity has ended; none when it does not.
inline std::optional<CommandWord> async_word(std::string_view command) {
  const std::vector<CommandWord> words = command_words(command);
  for (std::size_t i = 1; i < words.size() && i < 3; ++i)
    if (equal_fold(words[i].text, "async")) return words[i];
  return std::nullopt;
}

/// The command of an activity, when it is written out.
inline std::optional<WrittenText> written_command(const program::Activity& activity) {
  const auto* adx =
      model::as<model::AzureDataExplorerCommandActivity>(activity.entity->type_properties);
  return adx == nullptr ? std::nullopt : written_text(adx->command);
}

}  // namespace adxc::rules
