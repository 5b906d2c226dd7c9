// The manual page, made from the same tables as help.
#pragma once

#include <span>
#include <string>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// adxc(1) in the macros of `man`.
std::string manual(std::span<const Command* const> commands, std::span<const Topic> topics);

}  // namespace adxc::cli
