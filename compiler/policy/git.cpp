#include <cerrno>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "compiler/policy/changes.h"

namespace adxc::policy {
namespace {

namespace fs = std::filesystem;

/// Exit code of a program that could not be started, as shells have it.
constexpr int kNoProgram = 127;

struct Ended {
  int code = kNoProgram;
  std::string output;
};

[[noreturn]] void become_git(const fs::path& folder, const std::vector<std::string>& words,
                             int output) {
  std::vector<std::string> all = {"git", "-C", folder.string()};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> pointers;
  for (std::string& word : all) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(nothing, STDERR_FILENO);
  execvp("git", pointers.data());
  _exit(kNoProgram);
}

/// Runs git with `words` and takes what it prints.
Ended run_git(const fs::path& folder, const std::vector<std::string>& words) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  const pid_t child = fork();
  if (child == 0) become_git(folder, words, ends[1]);
  close(ends[1]);
  Ended ended;
  char room[65536];
  for (ssize_t size = 1; child > 0 && size != 0;) {
    size = read(ends[0], room, sizeof room);
    if (size > 0) ended.output.append(room, static_cast<std::size_t>(size));
    if (size < 0 && errno != EINTR) break;
  }
  close(ends[0]);
  int status = 0;
  if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status))
    ended.code = WEXITSTATUS(status);
  return ended;
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// Names that end with a NUL, below `top`.
void add_names(const fs::path& top, const std::string& names, std::set<std::string>& files) {
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find('\0', at), names.size());
    files.insert((top / names.substr(at, end - at)).lexically_normal().generic_string());
    at = end + 1;
  }
}

}  // namespace

Result<std::set<std::string>> changed_files(const fs::path& folder, const std::string& revision) {
  const Ended top = run_git(folder, {"rev-parse", "--show-toplevel"});
  if (top.code == kNoProgram) return fail(ErrorKind::NotFound, "there is no program `git` to ask");
  if (top.code != 0) {
    return fail(ErrorKind::NotFound, fmt::format("`{}` is in no working tree of git",
                                                 folder.lexically_normal().generic_string()));
  }
  const Ended known = run_git(
      folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (known.code != 0)
    return fail(ErrorKind::NotFound, fmt::format("git knows no revision `{}`", revision));
  const std::string commit = first_line(known.output);
  const Ended parted = run_git(folder, {"merge-base", commit, "HEAD"});
  const fs::path root = first_line(top.output);
  const Ended changed = run_git(root, {"diff", "--name-only", "--no-renames", "-z",
                                       parted.code == 0 ? first_line(parted.output) : commit});
  const Ended fresh = run_git(root, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (changed.code != 0 || fresh.code != 0)
    return fail(ErrorKind::Refused, fmt::format("git cannot compare with `{}`", revision));
  std::set<std::string> files;
  add_names(root, changed.output, files);
  add_names(root, fresh.output, files);
  return files;
}

}  // namespace adxc::policy
