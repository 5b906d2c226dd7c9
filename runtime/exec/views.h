// What a person or a program sees of a run while it goes on.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "runtime/exec/run.h"

namespace adxc::exec {

/// For people. On a terminal a bar for the run and a line for each running step, drawn again and
/// again below the steps that have ended; on a pipe one line when a step starts, ends or is tried
/// again, and one every 20 s while it copies, without anything that differs from run to run.
class ProgressView : public Observer {
 public:
  ProgressView(std::ostream& out, bool is_terminal, std::size_t width)
      : out_(out), is_terminal_(is_terminal), width_(width) {}

  void notice(const Event& event, const Run& run) override;

 private:
  void erase_block();
  void draw_block(const Event& event, const Run& run);
  void note_begin(const Event& event, const Run& run);
  bool is_due(const Event& event);

  std::ostream& out_;
  bool is_terminal_;
  std::size_t width_;
  std::size_t drawn_ = 0;             // lines of the block on the screen
  std::int64_t run_begin_ = 0;        // steady ticks
  std::vector<std::int64_t> begins_;  // of each step, steady ticks
  std::vector<std::int64_t> lines_;   // of each step: when its last line was printed
};

/// For programs: JSON lines. The first says {"type":"version","format":"1.0"}; then come
/// run-started, step-started, step-progressed, step-retried, step-finished and run-finished, each
/// with `time`. docs/journal.md describes their members.
class JsonView : public Observer {
 public:
  explicit JsonView(std::ostream& out) : out_(out) {}

  void notice(const Event& event, const Run& run) override;

 private:
  std::ostream& out_;
};

}  // namespace adxc::exec
