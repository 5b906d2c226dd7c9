// `adxc completion SHELL`: scripts that complete commands, options and their values, made from the
// table of commands.
#pragma once

#include <string>

#include "compiler/cli/command.h"

namespace adxc::cli {

std::string bash_completion(std::span<const Command* const> commands,
                            std::span<const Topic> topics);
std::string zsh_completion(std::span<const Command* const> commands, std::span<const Topic> topics);
std::string fish_completion(std::span<const Command* const> commands,
                            std::span<const Topic> topics);

extern const Command completion;

}  // namespace adxc::cli
