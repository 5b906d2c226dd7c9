// Management commands: text that begins with a dot. The front end only parts the command from the
// query behind it; the engine reads the command.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/kql/range.h"

namespace adxc::kql {

enum class CommandTail : std::uint8_t {
  None,
  Input,   // `<|`: a query or data that feeds the command
  Filter,  // `|`: operators over what the command shows
};

struct CommandParts {
  Range head;  // from the dot up to the tail, trailing blanks left out
  Range tail;  // after `<|`; from `|` on
  CommandTail kind = CommandTail::None;
};

/// True if the first thing in the text, comments aside, is a dot.
bool is_command(std::string_view text);

/// Splits at the first `<|` or `|` that is in no string, comment or bracket.
CommandParts split_command(std::string_view text);

}  // namespace adxc::kql
