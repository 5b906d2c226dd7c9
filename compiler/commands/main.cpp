// The program. What the compiler can do is done here, and at once; everything else, help included,
// is handed over to adxc-runtime, which stands beside it and links the libraries that move data.
// Starting those takes ten times as long as linting a file. A build without the runtime has no such
// neighbour.
#include <algorithm>
#include <filesystem>
#include <string_view>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "compiler/cli/command.h"
#include "compiler/commands/commands.h"

namespace {

bool is_ours(std::string_view word) {
  const auto commands = adxc::commands::all();
  return std::ranges::any_of(
      commands, [&](const adxc::cli::Command* command) { return command->name == word; });
}

/// Becomes adxc-runtime; returns when there is none.
void hand_over(char** argv) {
  std::error_code trouble;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", trouble);
  if (!trouble) execv((own.parent_path() / "adxc-runtime").c_str(), argv);
}

/// What is free in one arena of memory is of no use to threads of another, so there are only two:
/// with one, threads that work side by side wait for each other. They grow in small steps.
void share_memory() {
#if defined(__GLIBC__)
  constexpr int kStep = 64 << 10;  // bytes; glibc takes 128 KiB
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_TOP_PAD, kStep);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || !is_ours(argv[1])) hand_over(argv);
  share_memory();
  return adxc::commands::run(argc, argv);
}
