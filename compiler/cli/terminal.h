// What the two output streams can show: colour, width.
#pragma once

#include <string_view>

#include "compiler/cli/command.h"

namespace adxc::cli {

/// Colour only on a terminal that has it; NO_COLOR and TERM=dumb say no, CLICOLOR_FORCE says yes
/// also on a pipe; `when`, the value of --color ("always", "never", "auto"), wins over all.
bool wants_color(bool is_terminal, std::string_view when, const Variable& variable);

/// Characters in a line: COLUMNS, or the terminal's own width, or 100; 40 at least.
std::size_t line_width(int file_descriptor, const Variable& variable);

/// The process's own environment.
Variable process_environment();

}  // namespace adxc::cli
