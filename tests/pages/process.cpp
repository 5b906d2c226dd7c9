#include "process.h"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace adxc::pages {
namespace {

constexpr std::size_t kMostOutput = std::size_t{4} << 20;

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> all;
  for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

/// What the child does instead of returning. 127 is the shell's code for "no such program".
[[noreturn]] void become(const Launch& launch, int output) {
  setpgid(0, 0);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDERR_FILENO);
  if (chdir(launch.folder.c_str()) != 0) _exit(126);
  const int file = launch.output_file.empty()
                       ? output
                       : open(launch.output_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) _exit(126);
  dup2(file, STDOUT_FILENO);
  const auto words = pointers(launch.words);
  const auto environment = pointers(launch.environment);
  execve(words[0], words.data(), environment.data());
  _exit(127);
}

/// Reads until the writers are gone or the time is up; true if it was up.
bool collect(int input, std::chrono::steady_clock::time_point deadline, std::string& output) {
  using std::chrono::milliseconds;
  char room[65536];
  for (;;) {
    const auto left =
        std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd ready{input, POLLIN, 0};
    if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) == 0) return true;
    const ssize_t size = read(input, room, sizeof room);
    if (size <= 0) return false;
    if (output.size() < kMostOutput) output.append(room, static_cast<std::size_t>(size));
  }
}

int exit_code(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Ended run(const Launch& launch) {
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) become(launch, pipe_ends[1]);
  setpgid(child, child);
  close(pipe_ends[1]);
  Ended ended;
  ended.too_late =
      collect(pipe_ends[0], std::chrono::steady_clock::now() + launch.patience, ended.output);
  if (ended.too_late) kill(-child, SIGKILL);
  close(pipe_ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  ended.code = exit_code(status);
  return ended;
}

}  // namespace adxc::pages
