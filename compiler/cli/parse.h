// Words of a command line against a command's options. The one place that knows CLI11, which is
// slow to compile.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// The longest of an option's names without dashes: "-o,--output" is "output". Arguments go by it.
std::string_view key(const Option& option);

/// True for an option that goes by its place and not by a name with dashes.
bool is_positional(const Option& option);

/// The arguments, or what is wrong with them, for people.
tl::expected<Arguments, std::string> parse(std::span<const Option> options,
                                           std::span<const std::string> words);

}  // namespace adxc::cli
