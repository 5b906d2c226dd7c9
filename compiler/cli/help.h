// What the program says about itself, made from the table of commands.
#pragma once

#include <span>
#include <string>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// Ten lines at most: what `adxc` alone prints.
std::string short_help(std::span<const Command* const> table);

/// Every command, grouped by what it needs, and every topic.
std::string full_help(std::span<const Command* const> table, std::span<const Topic> topics);

/// One command: examples first, then arguments and options.
std::string command_help(const Command& command);

/// `adxc help [COMMAND|TOPIC]`, and `adxc version`.
extern const Command help;
extern const Command version_command;

}  // namespace adxc::cli
