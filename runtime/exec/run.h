// A run: what became of each step of a plan. The journal stores it, observers watch it grow.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/plan/plan.h"
#include "runtime/sys/world.h"

namespace adxc::exec {

enum class Status { Waiting, Running, Succeeded, Failed, Skipped, Cancelled };

/// "Succeeded", as Data Factory spells it.
std::string_view word(Status status);

/// What went through a copy so far.
struct Counts {
  std::uint64_t data_read = 0;     // bytes, as stored at the source
  std::uint64_t data_written = 0;  // bytes, as sent to the sink
  std::uint64_t files_read = 0;    // 0 for sources without files
  std::uint64_t files_written = 0;
  std::uint64_t rows_read = 0;
  std::uint64_t rows_copied = 0;
  std::uint64_t rows_skipped = 0;  // incompatible ones
};

/// One step of a run. Times are ticks of sys::Clock::now(); 0 means not yet.
struct StepRun {
  std::string address;
  std::string name;
  std::string type;
  std::string id;  // activity run id, a GUID
  Status status = Status::Waiting;
  std::int64_t started = 0;
  std::int64_t ended = 0;
  std::int64_t attempts = 0;
  bool is_copy = false;
  bool counts_skipped_rows = false;  // enableSkipIncompatibleRow
  Counts counts;
  std::uint64_t value_count = 0;  // rows that a command answered
  std::string value;              // those rows, a JSON array; "" for copies
  std::optional<Error> error;
};

struct Run {
  std::string id;
  std::string pipeline;
  std::string plan_digest;
  Status status = Status::Running;
  std::int64_t started = 0;
  std::int64_t ended = 0;
  std::vector<StepRun> steps;  // in the order of the plan
};

/// What happened just now.
struct Event {
  enum class Kind {
    RunStarted,
    StepStarted,
    StepProgressed,
    StepRetried,
    StepFinished,
    RunFinished
  };
  Kind kind = Kind::RunStarted;
  std::size_t step = 0;     // index; meaningless for RunStarted and RunFinished
  std::int64_t time = 0;    // ticks of now()
  std::int64_t steady = 0;  // ticks of steady(), for rates
};

/// Watches a run. Calls come one at a time, from any thread; the run is not to be kept.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void notice(const Event& event, const Run& run) = 0;
};

struct Options {
  std::string base_folder;  // relative paths of file servers are below it
  /// ADX endpoint as the plan spells it → URL to talk to instead, without a token.
  std::map<std::string, std::string> redirects;
  std::string journal;          // file; "" keeps it in memory
  std::size_t parallelism = 4;  // steps that may run at the same time
  /// Set by a signal handler: steps stop at the next batch, waiting ones do not start.
  const std::atomic<bool>* cancel = nullptr;
};

/// Carries the plan out and nothing else. A run with failed steps is a value. Errors: the journal
/// cannot be written; a step names a store that there is not (Unsupported).
Result<Run> execute(const plan::Plan& plan, sys::World& world, Observer& observer,
                    const Options& options);

/// The run as JSON, in the shape of Data Factory's activity runs: `activities` with `activityName`,
/// `status`, `output` {`rowsRead`, `rowsCopied`, …} and `error` {`errorCode`, `message`,
/// `failureType`, `target`}. Two spaces of indent, a line end at the end.
std::string run_json(const Run& run);

/// The `output` of one step alone, on one line.
std::string output_json(const StepRun& step);

}  // namespace adxc::exec
