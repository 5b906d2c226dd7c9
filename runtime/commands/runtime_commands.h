// The commands that reach the world: each x.cpp of this folder defines the cli::Command.
#pragma once

#include <vector>

#include "compiler/cli/command.h"

namespace adxc::commands {

/// This folder's commands, in order of name.
std::vector<const cli::Command*> runtime_commands();

}  // namespace adxc::commands
