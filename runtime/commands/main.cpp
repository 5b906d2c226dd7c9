// adxc-runtime, which adxc becomes for the commands of the runtime: it can do all of them.
#include "compiler/commands/commands.h"
#include "runtime/commands/runtime_commands.h"
#include "runtime/sys/world.h"

int main(int argc, char** argv) {
  adxc::sys::World world = adxc::sys::real_world();
  return adxc::commands::run(argc, argv, adxc::commands::runtime_commands(), &world);
}
