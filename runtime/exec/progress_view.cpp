#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/exec/views.h"

namespace adxc::exec {
namespace {

constexpr std::int64_t kPlainInterval = 20 * kTicksPerSecond;
constexpr std::size_t kBarWidth = 24;
constexpr std::size_t kNameWidth = 24;
/// Running steps shown on a terminal; more only count.
constexpr std::size_t kMaxShown = 12;

/// 1204331 as 1,204,331.
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

std::string rows_text(std::uint64_t count) {
  return grouped(count) + (count == 1 ? " row" : " rows");
}

std::string counts_text(const StepRun& step) {
  if (!step.is_copy) return rows_text(step.value_count);
  const std::string skipped = step.counts.rows_skipped == 0
                                  ? ""
                                  : fmt::format(", {} skipped", grouped(step.counts.rows_skipped));
  return fmt::format("{} read, {} copied{}", rows_text(step.counts.rows_read),
                     grouped(step.counts.rows_copied), skipped);
}

std::string rate_text(std::uint64_t bytes, std::int64_t ticks) {
  const double seconds =
      static_cast<double>(std::max<std::int64_t>(ticks, 1)) / static_cast<double>(kTicksPerSecond);
  return fmt::format("{:.1f} MB/s", static_cast<double>(bytes) / 1e6 / seconds);
}

/// hh:mm:ss
std::string time_text(std::int64_t ticks) {
  return print_timespan(ticks / kTicksPerSecond * kTicksPerSecond);
}

std::string padded(std::string_view text, std::size_t width) {
  return fmt::format("{:<{}}", shortened(text, width), width);
}

/// The last line of a step: what became of it.
std::string end_text(const StepRun& step) {
  const std::string head =
      fmt::format("{} {:<9}", padded(step.name, kNameWidth), fold_case(word(step.status)));
  if (step.status == Status::Succeeded) return fmt::format("{}  {}", head, counts_text(step));
  if (step.error) return fmt::format("{}  {}", head, step.error->text());
  return head.substr(0, head.find_last_not_of(' ') + 1);
}

std::string retry_text(const StepRun& step) {
  return fmt::format("{} try {} failed  {}", padded(step.name, kNameWidth), step.attempts,
                     step.error ? step.error->text() : "");
}

std::size_t count(const Run& run, Status status) {
  return static_cast<std::size_t>(
      std::count_if(run.steps.begin(), run.steps.end(),
                    [&](const StepRun& step) { return step.status == status; }));
}

std::string run_end_text(const Run& run) {
  std::string text = fmt::format("pipeline {} {}:", run.pipeline, fold_case(word(run.status)));
  std::string_view comma = " ";
  for (const Status status :
       {Status::Succeeded, Status::Failed, Status::Skipped, Status::Cancelled}) {
    const std::size_t steps = count(run, status);
    if (steps == 0) continue;
    text += fmt::format("{}{} {} {}", comma, steps, steps == 1 ? "step" : "steps",
                        fold_case(word(status)));
    comma = ", ";
  }
  return text;
}

/// A full bar of the steps that have ended, out of all.
std::string run_bar(const Run& run, std::int64_t ticks) {
  const std::size_t all = std::max<std::size_t>(run.steps.size(), 1);
  const std::size_t open = count(run, Status::Waiting) + count(run, Status::Running);
  const std::size_t done = run.steps.size() - open;
  const std::size_t filled = done * kBarWidth / all;
  return fmt::format("{} [{:=<{}}{:<{}}] {} of {} steps  {}", padded(run.pipeline, kNameWidth), "",
                     filled, "", kBarWidth - filled, done, run.steps.size(), time_text(ticks));
}

/// How much a step has to do is not known, so its bar has a mark that moves as rows do.
std::string step_bar(const StepRun& step, std::int64_t ticks) {
  constexpr std::size_t kMark = 5;
  const auto seconds = static_cast<std::size_t>(ticks / (kTicksPerSecond / 5));
  const std::size_t at = seconds % (kBarWidth - kMark + 1);
  const std::string bar = fmt::format("{:<{}}<===>{:<{}}", "", at, "", kBarWidth - kMark - at);
  const std::string name = padded(step.name, kNameWidth);
  if (!step.is_copy) return fmt::format("{} [{}] {}", name, bar, time_text(ticks));
  return fmt::format("{} [{}] {}  {}  {}", name, bar, rows_text(step.counts.rows_copied),
                     rate_text(step.counts.data_read, ticks), time_text(ticks));
}

}  // namespace

void ProgressView::erase_block() {
  // Up to the first line of the block, then everything below is cleared.
  if (drawn_ > 0) out_ << fmt::format("\x1b[{}A\x1b[J", drawn_);
  drawn_ = 0;
}

void ProgressView::draw_block(const Event& event, const Run& run) {
  const auto put = [&](const std::string& line) {
    out_ << shortened(line, width_ - 1) << "\n";
    ++drawn_;
  };
  for (std::size_t step = 0; step < run.steps.size() && drawn_ < kMaxShown; ++step) {
    if (run.steps[step].status == Status::Running)
      put(step_bar(run.steps[step], event.steady - begins_[step]));
  }
  put(run_bar(run, event.steady - run_begin_));
}

/// Remembers when things began.
void ProgressView::note_begin(const Event& event, const Run& run) {
  if (event.kind == Event::Kind::RunStarted) {
    run_begin_ = event.steady;
    begins_.assign(run.steps.size(), event.steady);
    lines_ = begins_;
  }
  if (event.kind == Event::Kind::StepStarted)
    begins_[event.step] = lines_[event.step] = event.steady;
}

/// True once in every interval, for a step's plain progress line.
bool ProgressView::is_due(const Event& event) {
  if (event.steady - lines_[event.step] < kPlainInterval) return false;
  lines_[event.step] = event.steady;
  return true;
}

void ProgressView::notice(const Event& event, const Run& run) {
  note_begin(event, run);
  if (is_terminal_) erase_block();
  switch (event.kind) {
    case Event::Kind::RunStarted: break;
    case Event::Kind::StepStarted:
      if (!is_terminal_) out_ << padded(run.steps[event.step].name, kNameWidth) << " started\n";
      break;
    case Event::Kind::StepProgressed:
      if (!is_terminal_ && is_due(event))
        out_ << padded(run.steps[event.step].name, kNameWidth) << " "
             << counts_text(run.steps[event.step]) << "\n";
      break;
    case Event::Kind::StepRetried: out_ << retry_text(run.steps[event.step]) << "\n"; break;
    case Event::Kind::StepFinished: out_ << end_text(run.steps[event.step]) << "\n"; break;
    case Event::Kind::RunFinished: out_ << run_end_text(run) << "\n"; break;
  }
  if (is_terminal_ && event.kind != Event::Kind::RunFinished) draw_block(event, run);
  out_.flush();
}

}  // namespace adxc::exec
