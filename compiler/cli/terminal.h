// What the two output streams can show: colour, width.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::cli {

/// Reads an environment variable; empty when it is not set.
using Variable = std::function<std::optional<std::string>(const char* name)>;

/// Colour only on a terminal that has it; NO_COLOR and TERM=dumb say no, CLICOLOR_FORCE says yes
/// also on a pipe; `when`, the value of --color ("always", "never", "auto"), wins over all.
bool wants_color(bool is_terminal, std::string_view when, const Variable& variable);

/// Characters in a line: COLUMNS, or the terminal's own width, or 100; 40 at least.
std::size_t line_width(int file_descriptor, const Variable& variable);

/// The process's own environment.
Variable process_environment();

}  // namespace adxc::cli
