// From main's arguments to a command and back to an exit code.
#pragma once

#include <span>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// The whole program: finds the command that `argv` names in `table` (of two with one name the
/// later counts), parses its options, runs it. Prints help and mistakes of use; an exception that
/// arrives here is reported as a bug of ours. Returns the exit code.
int run(int argc, const char* const* argv, std::span<const Command* const> table,
        std::span<const Topic> topics = {}, sys::World* world = nullptr);

/// The same with everything of the outside given, for tests. `words` leaves out the program's name.
int run(std::span<const std::string> words, std::span<const Command* const> table,
        Context& context);

/// "adxc: <message>" and the exit code for trouble of use: `return misuse(context, "…");`.
int misuse(Context& context, std::string_view message);

}  // namespace adxc::cli
