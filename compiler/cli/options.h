// How options and the use of a command are written, for help, the manual and completion.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// Options that every command has.
std::span<const Option> common_options();

/// "-o, --output FMT[=FILE]".
std::string spelled(const Option& option);

/// Each name of an option that is no positional: "-o", "--output".
std::vector<std::string_view> names_of(const Option& option);

/// "adxc lint [options] [PATH…]".
std::string usage(const Command& command);

}  // namespace adxc::cli
