// One attempt at one step: opens the stores, moves the rows or runs the command.
#pragma once

#include <optional>
#include <string>

#include "runtime/exec/run.h"
#include "runtime/stores/store.h"

namespace adxc::exec {

/// What an attempt tells and asks while it goes on.
class Watch {
 public:
  virtual ~Watch() = default;
  /// Is told before something is changed outside; an error means that it must not be.
  virtual Result<void> about_to(std::string_view effect, std::string detail) = 0;
  virtual void progressed(const Counts& counts) = 0;
  /// A row that was left out, and why.
  virtual Result<void> skipped(const Error& reason) = 0;
  /// Cancelled or Timeout when the attempt has to end.
  virtual Result<void> may_go_on() = 0;
};

struct Outcome {
  Counts counts;
  std::uint64_t value_count = 0;
  std::string value;  // a command's rows, a JSON array
  std::optional<Error> error;
  /// False when trying again could repeat an effect.
  bool repeatable = true;
};

Outcome attempt(const plan::Step& step, const stores::Context& context, Watch& watch);

}  // namespace adxc::exec
