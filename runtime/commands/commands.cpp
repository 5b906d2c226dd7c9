#include "runtime/commands/runtime_commands.h"

namespace adxc::commands {

#define ADXC_ENTRY(name) extern const cli::Command name;
#include "entries.inc"
#undef ADXC_ENTRY

std::vector<const cli::Command*> runtime_commands() {
  std::vector<const cli::Command*> table;
#define ADXC_ENTRY(name) table.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return table;
}

}  // namespace adxc::commands
