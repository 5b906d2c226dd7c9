#include <algorithm>

#include <fmt/format.h>

#include "compiler/policy/fixes.h"

namespace adxc::policy {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
/// Lines times lines that are compared; what differs in more is shown as one block.
constexpr std::size_t kMostCells = 4'000'000;

/// With their line ends.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// One line of a diff: ' ', '-' or '+'.
struct Step {
  char sign;
  std::string_view line;
};

void add_all(std::vector<Step>& steps, char sign, const Lines& lines, std::size_t begin,
             std::size_t end) {
  for (; begin < end; ++begin) steps.push_back({sign, lines[begin]});
}

/// What differs between two stretches, by their longest common subsequence.
void add_middle(std::vector<Step>& steps, const Lines& a, const Lines& b) {
  if (a.size() * b.size() > kMostCells) {
    add_all(steps, '-', a, 0, a.size());
    return add_all(steps, '+', b, 0, b.size());
  }
  const std::size_t width = b.size() + 1;
  std::vector<std::uint32_t> common((a.size() + 1) * width);
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i * width + j] =
          a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                       : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      steps.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() ||
               (i < a.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      steps.push_back({'-', a[i++]});
    } else {
      steps.push_back({'+', b[j++]});
    }
  }
}

std::vector<Step> compare(const Lines& a, const Lines& b) {
  std::size_t front = 0;
  const std::size_t most = std::min(a.size(), b.size());
  while (front < most && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back < most - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(front),
                 lines.end() - static_cast<std::ptrdiff_t>(back));
  };
  std::vector<Step> steps;
  add_all(steps, ' ', a, 0, front);
  add_middle(steps, middle(a), middle(b));
  add_all(steps, ' ', a, a.size() - back, a.size());
  return steps;
}

std::string range(std::size_t begin, std::size_t count) {
  const std::size_t first = count == 0 ? begin : begin + 1;
  return count == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, count);
}

/// Steps [begin, end) as one hunk; `old_line` and `new_line` count lines before it.
std::string hunk(const std::vector<Step>& steps, std::size_t begin, std::size_t end,
                 std::size_t old_line, std::size_t new_line) {
  std::size_t olds = 0;
  std::size_t news = 0;
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    if (steps[i].sign != '+') ++olds;
    if (steps[i].sign != '-') ++news;
    body.append(1, steps[i].sign).append(steps[i].line);
    if (!steps[i].line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
  }
  return fmt::format("@@ -{} +{} @@\n{}", range(old_line, olds), range(new_line, news), body);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return "";
  const std::vector<Step> steps = compare(lines_of(before), lines_of(after));
  std::string diff = fmt::format("--- a/{}\n+++ b/{}\n", path, path);
  std::size_t at = 0;
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  const auto pass = [&](std::size_t end) {
    for (; at < end; ++at) {
      if (steps[at].sign != '+') ++old_line;
      if (steps[at].sign != '-') ++new_line;
    }
  };
  const auto changed = [&](std::size_t from) {
    while (from < steps.size() && steps[from].sign == ' ') ++from;
    return from;
  };
  for (std::size_t next = changed(0); next < steps.size(); next = changed(at)) {
    pass(next - std::min(next - at, kContext));
    std::size_t end = next;
    for (std::size_t more = next; more < steps.size() && more <= end + 2 * kContext;
         more = changed(end))
      end = more + 1;
    end = std::min(end + kContext, steps.size());
    diff += hunk(steps, at, end, old_line, new_line);
    pass(end);
  }
  return diff;
}

}  // namespace adxc::policy
