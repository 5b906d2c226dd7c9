// The commands that need no runtime: each x.cpp of this folder defines the cli::Command named x.
// The runtime's roof adds its own and calls run().
#pragma once

#include <span>
#include <vector>

#include "compiler/cli/command.h"

namespace adxc::commands {

/// This folder's commands.
std::vector<const cli::Command*> all();

/// The program: this folder's commands and `more`; one of `more` replaces ours of the same name.
/// `world` is handed to the commands in their Context. Returns the exit code.
int run(int argc, const char* const* argv, std::span<const cli::Command* const> more = {},
        sys::World* world = nullptr);

}  // namespace adxc::commands
