// A command is a constant: name, summary, options, examples and what runs it. Files in a commands/
// folder define one each; run.h puts them into one table. Nothing here knows the option parser.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adxc::sys {
struct World;
}

namespace adxc::cli {

/// What the process exits with. 130 and 143 stand for SIGINT and SIGTERM.
enum ExitCode : int {
  kOk = 0,
  kFindings = 1,       // lint, plan: the definitions have errors; apply: a step failed
  kCouldNotRun = 2,    // bad option, unreadable file
  kTargetDiffers = 3,  // plan: the target does not fit; apply: the plan is stale
  kRowsSkipped = 4,    // apply: done, but rows were skipped
  kTargetUnreachable = 5,
  kLoginRefused = 6,  // or a secret could not be resolved
  kLocked = 8,
  kBug = 70,
};

/// One option, flag or positional argument.
struct Option {
  std::string_view names;  // "-o,--output", "--strict"; a positional has no dash: "PATH"
  std::string_view value;  // what it takes, as help shows it: "FMT[=FILE]"; "" for a flag
  std::string_view help;
  bool many = false;  // may be given more than once
  bool required = false;
  /// The words it takes; anything else is refused with the nearest one. Empty: any text.
  std::span<const std::string_view> choices = {};
};

struct Example {
  std::string_view line;  // "adxc lint pipeline/Nightly.yaml"
  std::string_view meaning;
};

/// What was given on the command line, under the option's longest name without dashes ("output")
/// or the positional's name ("PATH").
class Arguments {
 public:
  void add(std::string_view name, std::string value);
  /// True if a flag was given.
  bool flag(std::string_view name) const { return count(name) > 0; }
  std::size_t count(std::string_view name) const { return all(name).size(); }
  /// The last value given, or `otherwise`.
  std::string text(std::string_view name, std::string_view otherwise = "") const;
  const std::vector<std::string>& all(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// What a command may touch. Help groups the commands by it.
enum class Needs {
  Nothing,      // answers from what is compiled in
  Definitions,  // reads files below the paths it was given
  World,        // reaches stores, clusters or ports: context.world is set
};

/// Reads an environment variable; empty when it is not set.
using Variable = std::function<std::optional<std::string>(const char* name)>;

struct Command;

/// A page that `adxc help TOPIC` prints.
struct Topic {
  std::vector<std::string_view> names;  // the first is shown, all are understood
  std::string summary;                  // one line
  std::string_view text;
};

/// Where a command speaks, the result to `out`, all else to `err`, and what it may ask.
struct Context {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool out_color = false;
  bool err_color = false;
  std::size_t width = 100;      // characters in a line
  sys::World* world = nullptr;  // null in a build without the runtime
  Variable variable = [](const char*) {
    return std::nullopt;
  };
  std::span<const Command* const> commands = {};  // of the program, sorted by name
  std::span<const Topic> topics = {};
};

struct Command {
  std::string_view name;
  std::string_view summary;  // one line, lower case, no full stop
  std::span<const Option> options;
  std::span<const Example> examples;  // help shows them first
  Needs needs = Needs::Nothing;
  int (*run)(const Arguments& arguments, Context& context) = nullptr;  // returns an ExitCode
};

}  // namespace adxc::cli
