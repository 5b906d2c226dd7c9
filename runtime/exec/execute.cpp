#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "runtime/exec/attempt.h"
#include "runtime/exec/dependencies.h"
#include "runtime/exec/journal.h"

namespace adxc::exec {
namespace {

/// A signal handler can set a flag but wake nobody, so waits look at it this often.
constexpr auto kGlance = std::chrono::milliseconds(50);
constexpr std::int64_t kNap = kTicksPerSecond / 2;
/// Observers hear of progress at most this often from one step.
constexpr std::int64_t kProgressInterval = kTicksPerSecond / 5;
/// The journal keeps this many skipped rows of a step; the count goes on.
constexpr std::uint64_t kMaxSkippedNoted = 100;

class Executor {
 public:
  Executor(const plan::Plan& plan, sys::World& world, Observer& observer, const Options& options,
           Journal journal)
      : plan_(plan),
        world_(world),
        observer_(observer),
        options_(options),
        tokens_(world),
        journal_(std::move(journal)) {}

  Result<Run> go();

 private:
  friend class StepWatch;

  void begin_run();
  Result<void> save_all();
  void start_ready_steps();
  void start(std::size_t step);
  void settle(std::size_t step, Status status);
  Result<void> finish_run();
  void run_step(std::size_t step);
  Outcome try_step(std::size_t step);
  bool prepare_retry(std::size_t step, Outcome& outcome);
  void nap(std::int64_t ticks) const;
  void finish_step(std::size_t step, Outcome outcome);

  bool cancelled() const { return options_.cancel != nullptr && *options_.cancel; }
  void notice(Event::Kind kind, std::size_t step = 0);
  /// What could not be written to the journal; the first of it fails the run.
  void remember(const Result<void>& written);

  const plan::Plan& plan_;
  sys::World& world_;
  Observer& observer_;
  const Options& options_;
  auth::Tokens tokens_;

  std::mutex mutex_;  // guards everything below
  std::condition_variable finished_;
  Journal journal_;
  Run run_;
  std::size_t running_ = 0;
  std::optional<Error> journal_error_;
  std::vector<std::thread> threads_;  // one for each step that was started; of the main thread
};

/// One attempt's line to the journal, the observer and the stop signals.
class StepWatch : public Watch {
 public:
  StepWatch(Executor& executor, std::size_t step)
      : executor_(executor), step_(step), started_(executor.world_.clock->steady()) {}

  Result<void> about_to(std::string_view effect, std::string detail) override {
    return note(effect, detail);
  }

  void progressed(const Counts& counts) override {
    const std::int64_t now = executor_.world_.clock->steady();
    const std::lock_guard lock(executor_.mutex_);
    executor_.run_.steps[step_].counts = counts;
    if (now - last_progress_ < kProgressInterval) return;
    last_progress_ = now;
    executor_.notice(Event::Kind::StepProgressed, step_);
  }

  Result<void> skipped(const Error& reason) override {
    if (++skipped_ > kMaxSkippedNoted) return {};
    return note("skip", reason.text());
  }

  Result<void> may_go_on() override {
    if (executor_.cancelled()) return fail(ErrorKind::Cancelled, "the run was cancelled");
    const std::int64_t limit = executor_.plan_.steps[step_].timeout_ticks;
    if (limit == 0 || executor_.world_.clock->steady() - started_ < limit) return {};
    return fail(ErrorKind::Timeout,
                fmt::format("the step took longer than its timeout of {}", print_timespan(limit)));
  }

 private:
  Result<void> note(std::string_view kind, std::string_view detail) {
    const std::lock_guard lock(executor_.mutex_);
    const StepRun& step = executor_.run_.steps[step_];
    return executor_.journal_.add(executor_.run_.id, step.address,
                                  {kind, detail, step.attempts, executor_.world_.clock->now()});
  }

  Executor& executor_;
  std::size_t step_;
  std::int64_t started_;
  std::int64_t last_progress_ = 0;
  std::uint64_t skipped_ = 0;
};

void Executor::notice(Event::Kind kind, std::size_t step) {
  observer_.notice({kind, step, world_.clock->now(), world_.clock->steady()}, run_);
}

void Executor::remember(const Result<void>& written) {
  if (!written && !journal_error_) journal_error_ = written.error();
}

void Executor::begin_run() {
  run_.id = sys::new_guid(*world_.random);
  run_.pipeline = plan_.pipeline;
  run_.plan_digest = plan_.digest;
  run_.started = world_.clock->now();
  for (const plan::Step& step : plan_.steps) {
    StepRun row;
    row.address = step.address;
    row.name = step.name;
    row.type = step.type;
    row.id = sys::new_guid(*world_.random);
    const auto* copy = std::get_if<plan::Copy>(&step.action);
    row.is_copy = copy != nullptr;
    row.counts_skipped_rows = copy != nullptr && copy->skip_incompatible_rows;
    run_.steps.push_back(std::move(row));
  }
}

Result<void> Executor::save_all() {
  ADXC_TRY(journal_.save(run_));
  for (std::size_t step = 0; step < run_.steps.size(); ++step) ADXC_TRY(journal_.save(run_, step));
  return {};
}

Result<Run> Executor::go() {
  begin_run();
  ADXC_TRY(save_all());
  std::unique_lock lock(mutex_);
  notice(Event::Kind::RunStarted);
  start_ready_steps();
  while (running_ > 0) {
    finished_.wait_for(lock, kGlance);
    start_ready_steps();
  }
  lock.unlock();
  for (std::thread& thread : threads_) thread.join();
  ADXC_TRY(finish_run());
  return std::move(run_);
}

/// Settles the steps that must not run and starts those that may, as many as there is room for.
void Executor::start_ready_steps() {
  for (std::size_t step = 0; step < run_.steps.size(); ++step) {
    if (run_.steps[step].status != Status::Waiting) continue;
    switch (readiness(plan_, run_, step)) {
      case Readiness::NotYet: break;
      case Readiness::Never: settle(step, Status::Skipped); break;
      case Readiness::Now:
        if (cancelled() || journal_error_)
          settle(step, Status::Cancelled);
        else if (running_ < options_.parallelism)
          start(step);
        break;
    }
  }
}

/// A step that ends without having run.
void Executor::settle(std::size_t step, Status status) {
  run_.steps[step].status = status;
  remember(journal_.save(run_, step));
  notice(Event::Kind::StepFinished, step);
}

void Executor::start(std::size_t step) {
  StepRun& row = run_.steps[step];
  row.status = Status::Running;
  row.started = world_.clock->now();
  remember(journal_.save(run_, step));
  notice(Event::Kind::StepStarted, step);
  ++running_;
  threads_.emplace_back([this, step] { run_step(step); });
}

void Executor::run_step(std::size_t step) {
  Outcome outcome = try_step(step);
  while (outcome.error && prepare_retry(step, outcome)) outcome = try_step(step);
  finish_step(step, std::move(outcome));
}

Outcome Executor::try_step(std::size_t step) {
  {
    const std::lock_guard lock(mutex_);
    StepRun& row = run_.steps[step];
    ++row.attempts;
    row.counts = {};
    auto written =
        journal_.add(run_.id, row.address, {"attempt", "", row.attempts, world_.clock->now()});
    if (!written) return {{}, 0, "", std::move(written).error(), false};
  }
  StepWatch watch(*this, step);
  const stores::Context context{world_, tokens_, options_.base_folder, options_.redirects, run_.id};
  return attempt(plan_.steps[step], context, watch);
}

/// True after the wait when the step is to be tried again.
bool Executor::prepare_retry(std::size_t index, Outcome& outcome) {
  const plan::Step& step = plan_.steps[index];
  const ErrorKind kind = outcome.error->kind;
  const bool hopeless =
      kind == ErrorKind::Cancelled || kind == ErrorKind::Unsupported || kind == ErrorKind::Data;
  {
    const std::lock_guard lock(mutex_);
    StepRun& row = run_.steps[index];
    if (hopeless || row.attempts > step.retries) return false;
    if (!outcome.repeatable) {
      outcome.error->context.push_back(
          "and it is not tried again, because what it did so far would be done twice");
      return false;
    }
    row.error = outcome.error;
    remember(journal_.add(run_.id, row.address,
                          {"retry", outcome.error->text(), row.attempts, world_.clock->now()}));
    notice(Event::Kind::StepRetried, index);
    row.error.reset();
  }
  nap(step.retry_interval_seconds * kTicksPerSecond);
  return !cancelled();
}

/// Sleeps in small pieces, so that a cancelled run ends soon.
void Executor::nap(std::int64_t ticks) const {
  for (; ticks > 0 && !cancelled(); ticks -= kNap) world_.clock->sleep(std::min(ticks, kNap));
}

void Executor::finish_step(std::size_t step, Outcome outcome) {
  const std::lock_guard lock(mutex_);
  StepRun& row = run_.steps[step];
  const bool stopped = outcome.error && outcome.error->kind == ErrorKind::Cancelled;
  row.status = stopped ? Status::Cancelled : outcome.error ? Status::Failed : Status::Succeeded;
  row.ended = world_.clock->now();
  row.counts = outcome.counts;
  row.value_count = outcome.value_count;
  row.value = std::move(outcome.value);
  row.error = std::move(outcome.error);
  remember(journal_.save(run_, step));
  notice(Event::Kind::StepFinished, step);
  --running_;
  finished_.notify_all();
}

Result<void> Executor::finish_run() {
  run_.ended = world_.clock->now();
  run_.status = status_of(plan_, run_);
  remember(journal_.save(run_));
  notice(Event::Kind::RunFinished);
  if (journal_error_) return tl::make_unexpected(*journal_error_);
  return {};
}

}  // namespace

Result<Run> execute(const plan::Plan& plan, sys::World& world, Observer& observer,
                    const Options& options) {
  ADXC_LET(journal, Journal::open(options.journal));
  Executor executor(plan, world, observer, options, std::move(journal));
  return executor.go();
}

}  // namespace adxc::exec
