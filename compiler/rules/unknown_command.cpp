#include <algorithm>
#include <array>
#include <iterator>

#include "compiler/rules/kusto_commands.h"

namespace adxc::rules {

extern const Rule unknown_command;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string> kUnknownCommand{
    {"unknown-command", diag::Severity::Warning}, "`{}` is no management command{}"};
constexpr diag::Kind<std::string, std::string> kUnfinished{
    {"unknown-command", diag::Severity::Error}, "`{}` does not say {}"};

/// First words of management commands, made from schemas/functions/kql_commands.yaml.
constexpr std::string_view kVerbs[] = {
#include "kql_commands.inc"
};

/// What must follow the first words of some commands.
std::string_view missing_after(const std::vector<CommandWord>& words) {
  const std::string_view verb = words.front().text;
  if (words.size() == 1 && (equal_fold(verb, ".append") || equal_fold(verb, ".set-or-append") ||
                            equal_fold(verb, ".set-or-replace") || equal_fold(verb, ".set")))
    return "to which table";
  if (words.size() == 1) return "what it is about";
  const bool named = equal_fold(words[1].text, "table") &&
                     (equal_fold(verb, ".show") || equal_fold(verb, ".drop") ||
                      equal_fold(verb, ".clear") || equal_fold(verb, ".create"));
  return named && words.size() == 2 ? std::string_view("which table") : std::string_view{};
}

void check_command(const document::Document& document, const WrittenText& command,
                   diag::Sink& sink) {
  const std::vector<CommandWord> words = command_words(command.text);
  if (words.empty() || !words.front().text.starts_with('.')) return;
  const CommandWord& verb = words.front();
  const CommandWord& last = words.back();
  const bool known = std::any_of(std::begin(kVerbs), std::end(kVerbs),
                                 [&](std::string_view one) { return equal_fold(one, verb.text); });
  if (!known) {
    const std::string_view nearest = nearest_name(verb.text, kVerbs);
    sink.report(kUnknownCommand,
                place_in(document, command.node, verb.begin, verb.begin + verb.text.size()),
                shortened(verb.text),
                nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?");
    return;
  }
  const std::string_view missing = missing_after(words);
  if (missing.empty()) return;
  const std::size_t end = last.begin + last.text.size();
  sink.report(kUnfinished, place_in(document, command.node, verb.begin, end),
              shortened(command.text.substr(verb.begin, end - verb.begin)), std::string(missing));
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const auto command = written_command(activity);
    if (command) check_command(program.document_of(activity.pipeline), *command, sink);
  }
}

}  // namespace

const Rule unknown_command = {check_program};

}  // namespace adxc::rules
