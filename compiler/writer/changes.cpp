#include "compiler/writer/changes.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace adxc::writer {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
/// Cells of the table of common lines; texts that differ more are shown as one change.
constexpr std::size_t kMostCells = 4'000'000;

Lines lines_of(std::string_view text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

/// One line of the patch: ' ', '-' or '+'.
struct Line {
  char mark;
  std::string_view text;
};

/// The lines between the common beginning and the common end.
void compare(const Lines& before, const Lines& after, std::vector<Line>& out) {
  const std::size_t rows = before.size();
  const std::size_t columns = after.size();
  std::vector<std::uint32_t> common;  // how many lines the rests have in common
  const bool small = (rows + 1) * (columns + 1) <= kMostCells;
  if (small) common.resize((rows + 1) * (columns + 1));
  const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
    return common[row * (columns + 1) + column];
  };
  for (std::size_t i = rows; small && i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) =
          before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    const bool both = small && i < rows && j < columns;
    if (both && before[i] == after[j]) {
      out.push_back({' ', before[i]});
      ++i, ++j;
    } else if (i < rows && (j == columns || !small || at(i + 1, j) >= at(i, j + 1))) {
      out.push_back({'-', before[i++]});
    } else {
      out.push_back({'+', after[j++]});
    }
  }
}

std::vector<Line> all_lines(const Lines& before, const Lines& after) {
  std::vector<Line> out;
  std::size_t begin = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  while (begin < shorter && before[begin] == after[begin]) out.push_back({' ', before[begin++]});
  std::size_t end = 0;
  while (end < shorter - begin && before[before.size() - 1 - end] == after[after.size() - 1 - end])
    ++end;
  const auto part = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                 lines.end() - static_cast<std::ptrdiff_t>(end));
  };
  compare(part(before), part(after), out);
  for (std::size_t i = before.size() - end; i < before.size(); ++i) out.push_back({' ', before[i]});
  return out;
}

std::size_t count(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                  char skipped) {
  return static_cast<std::size_t>(
      std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                    lines.begin() + static_cast<std::ptrdiff_t>(end),
                    [&](const Line& line) { return line.mark != skipped; }));
}

void add_hunk(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
              std::string& out) {
  const std::size_t old_count = count(lines, begin, end, '+');
  const std::size_t new_count = count(lines, begin, end, '-');
  const std::size_t old_first = count(lines, 0, begin, '+') + (old_count > 0 ? 1 : 0);
  const std::size_t new_first = count(lines, 0, begin, '-') + (new_count > 0 ? 1 : 0);
  out += fmt::format("@@ -{},{} +{},{} @@\n", old_first, old_count, new_first, new_count);
  for (std::size_t i = begin; i < end; ++i) {
    out += lines[i].mark;
    out += lines[i].text;
    if (!lines[i].text.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

}  // namespace

std::string changes(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return "";
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Line> lines = all_lines(old_lines, new_lines);
  std::string out = fmt::format("--- a/{0}\n+++ b/{0}\n", path);
  for (std::size_t at = 0; at < lines.size();) {
    const auto changed = [](const Line& line) {
      return line.mark != ' ';
    };
    const auto first =
        std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end(), changed);
    if (first == lines.end()) break;
    const std::size_t begin = static_cast<std::size_t>(first - lines.begin());
    std::size_t last = begin;
    for (std::size_t i = begin; i < lines.size() && i <= last + 2 * kContext; ++i) {
      if (changed(lines[i])) last = i;
    }
    const std::size_t end = std::min(last + kContext + 1, lines.size());
    add_hunk(lines, begin - std::min(begin - at, kContext), end, out);
    at = end;
  }
  return out;
}

}  // namespace adxc::writer
