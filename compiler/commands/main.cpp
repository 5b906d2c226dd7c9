// The linter alone, for builds without the runtime.
#include "compiler/commands/commands.h"

int main(int argc, char** argv) {
  return adxc::commands::run(argc, argv);
}
