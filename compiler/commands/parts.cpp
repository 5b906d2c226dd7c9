#include "compiler/commands/parts.h"

#include <condition_variable>
#include <cstdint>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "compiler/base/parallel.h"
#include "compiler/program/parts.h"

namespace adxc::commands {
namespace {

template <typename Visit>
void each_span(diag::Diagnostic& finding, const Visit& visit) {
  visit(finding.place.span);
  for (diag::Related& related : finding.related) visit(related.place.span);
  if (!finding.fix) return;
  for (diag::Edit& edit : finding.fix->edits) visit(edit.span);
}

/// Lets go of texts that no finding shows.
void forget_unshown(text::SourceMap& sources, std::vector<diag::Diagnostic>& findings) {
  std::set<text::FileId> shown;
  for (diag::Diagnostic& finding : findings)
    each_span(finding, [&](const text::Span& span) { shown.insert(span.file); });
  for (std::uint32_t i = 0; i < sources.size(); ++i)
    if (!shown.contains(text::FileId{i})) sources.forget(text::FileId{i});
}

void add(report::Findings& all, report::Findings part) {
  all.files += part.files;
  all.not_definitions += part.not_definitions;
  all.not_judged.files += part.not_judged.files;
  std::set<std::string> types(all.not_judged.types.begin(), all.not_judged.types.end());
  types.insert(part.not_judged.types.begin(), part.not_judged.types.end());
  all.not_judged.types.assign(types.begin(), types.end());
  if (all.diagnostics.empty()) return void(all.diagnostics = std::move(part.diagnostics));
  std::move(part.diagnostics.begin(), part.diagnostics.end(), std::back_inserter(all.diagnostics));
}

/// Puts what was found in files of another map into one.
void join(JudgedParts& all, JudgedParts part) {
  const std::uint32_t by = all.sources->take(std::move(*part.sources));
  for (diag::Diagnostic& finding : part.findings.diagnostics)
    each_span(finding, [&](text::Span& span) { span.file.value += by; });
  add(all.findings, std::move(part.findings));
}

JudgedParts nothing_yet() {
  auto sources = std::make_unique<text::SourceMap>();
  report::Findings none{.sources = *sources, .diagnostics = {}};
  return {std::move(sources), std::move(none)};
}

Result<JudgedParts> judge_part(const program::Part& part, const Reading& reading,
                               Judging& judging) {
  Definitions definitions;
  ADXC_TRY(read_part(definitions, part.files, reading));
  JudgedParts kept = nothing_yet();
  add(kept.findings, judged(definitions, judging));
  *kept.sources = std::move(definitions.workspace.sources);
  forget_unshown(*kept.sources, kept.findings.diagnostics);
  return kept;
}

/// As many parts at a time as need no more room than the largest.
class Room {
 public:
  explicit Room(std::size_t bytes) : free_(bytes) {}

  /// Waits until there is room; the place is left when it goes out of scope.
  class Place {
   public:
    Place(Room& room, std::size_t bytes) : room_(room), bytes_(bytes) {
      std::unique_lock lock(room_.mutex_);
      room_.left_.wait(lock, [&] { return room_.free_ >= bytes_; });
      room_.free_ -= bytes_;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      const std::lock_guard lock(room_.mutex_);
      room_.free_ += bytes_;
      room_.left_.notify_all();
    }

   private:
    Room& room_;
    std::size_t bytes_;
  };

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  std::size_t free_;
};

}  // namespace

Result<JudgedParts> judge_in_parts(const Reading& reading, Judging& judging) {
  ADXC_LET(files, program::find_files({judging.paths.begin(), judging.paths.end()}));
  ADXC_LET(parts, program::parts_of(std::move(files), reading.limits));
  std::vector<std::optional<Result<JudgedParts>>> done(parts.size());
  Room room(parts.empty() ? 0 : parts.front().bytes);
  const auto judge_one = [&](std::size_t i) {
    const Room::Place place(room, parts[i].bytes);
    done[i].emplace(judge_part(parts[i], reading, judging));
  };
  in_parallel(parts.size(), judge_one, 1);
  JudgedParts all = nothing_yet();
  for (std::optional<Result<JudgedParts>>& part : done) {
    if (!*part) return tl::unexpected(std::move(part->error()));
    join(all, **std::move(part));
  }
  diag::sort_findings(all.findings.diagnostics, *all.sources);
  return all;
}

}  // namespace adxc::commands
