#include "compiler/commands/commands.h"

#include "compiler/cli/run.h"

namespace adxc::commands {

#define ADXC_ENTRY(name) extern const cli::Command name;
#include "entries.inc"
#undef ADXC_ENTRY

std::vector<const cli::Command*> all() {
  std::vector<const cli::Command*> table;
#define ADXC_ENTRY(name) table.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return table;
}

int run(int argc, const char* const* argv, std::span<const cli::Command* const> more,
        sys::World* world) {
  std::vector<const cli::Command*> table = all();
  table.insert(table.end(), more.begin(), more.end());
  return cli::run(argc, argv, table, world);
}

}  // namespace adxc::commands
