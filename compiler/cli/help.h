// What the program says about itself, made from the table of commands.
#pragma once

#include <span>
#include <string>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// Ten lines at most: what `adxc` alone prints.
std::string short_help(std::span<const Command* const> table);

/// Every command, grouped by what it needs.
std::string full_help(std::span<const Command* const> table);

/// One command: examples first, then arguments and options.
std::string command_help(const Command& command, std::span<const Option> common);

}  // namespace adxc::cli
