#include "compiler/text/excerpt.h"

#include <algorithm>
#include <utility>

#include "compiler/text/glyphs.h"

namespace adxc::text {
namespace {

constexpr std::string_view kCut = "…";
constexpr std::string_view kMask = "***";
/// Bytes on either side of the mark that are looked at: enough for any screen, and a file of one
/// line of many megabytes costs no more than others.
constexpr std::uint32_t kReach = 4096;

/// The part of a line that is looked at.
struct Window {
  std::string_view text;
  std::uint32_t offset = 0;      // of its first byte in the file
  std::uint32_t mark_begin = 0;  // in text
  std::uint32_t mark_end = 0;
  bool cut_before = false;
  bool cut_after = false;
};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

Window window_of(const SourceFile& file, Span span) {
  const std::string_view line = file.line(file.position(span.begin).line);
  const auto start = static_cast<std::uint32_t>(line.data() - file.text.data());
  const auto size = static_cast<std::uint32_t>(line.size());
  const auto in_line = [&](std::uint32_t offset) {
    return std::min(std::max(offset, start) - start, size);
  };
  const std::uint32_t begin = in_line(span.begin);
  std::uint32_t first = begin > kReach ? begin - kReach : 0;
  while (first < begin && is_continuation(line[first])) ++first;
  std::uint32_t last = std::min(size, begin + kReach);
  while (last < size && is_continuation(line[last])) ++last;
  return {line.substr(first, last - first),
          start + first,
          begin - first,
          std::clamp(in_line(span.end), begin, last) - first,
          first > 0,
          last < size};
}

/// Shows each stretch of hidden bytes as one mask and lays the characters out anew.
void mask(std::vector<Glyph>& all, std::uint32_t offset, std::span<const Span> hidden) {
  bool inside = false;
  std::uint32_t column = 0;
  for (Glyph& glyph : all) {
    const std::uint32_t at = offset + glyph.source;
    const bool before = std::exchange(inside, std::ranges::any_of(hidden, [&](Span span) {
                                        return span.begin <= at && at < span.end;
                                      }));
    if (inside) {
      glyph.text = before ? "" : kMask;
      glyph.width = before ? 0 : static_cast<std::uint32_t>(kMask.size());
    }
    glyph.column = std::exchange(column, column + glyph.width);
  }
}

std::uint32_t end_column(const std::vector<Glyph>& all) {
  return all.empty() ? 0 : all.back().column + all.back().width;
}

/// The cell where the character at byte `source` begins.
std::uint32_t column_of(const std::vector<Glyph>& all, std::uint32_t source) {
  const auto found = std::ranges::lower_bound(all, source, {}, &Glyph::source);
  return found == all.end() ? end_column(all) : found->column;
}

struct Columns {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // one past
};

/// Which cells of a line that is too long are shown: a third of the room stands before the mark.
Columns chosen(std::uint32_t total, std::uint32_t mark, std::uint32_t room) {
  if (total <= room) return {0, total};
  const std::uint32_t wanted = mark > room / 3 ? mark - room / 3 : 0;
  const std::uint32_t first = std::min(wanted, total - room);
  return {first, first + room};
}

}  // namespace

Excerpt excerpt(const SourceFile& file, Span span, std::span<const Span> hidden,
                std::size_t width) {
  const Window window = window_of(file, span);
  std::vector<Glyph> all = glyphs(window.text);
  if (!hidden.empty()) mask(all, window.offset, hidden);
  const std::uint32_t begin = column_of(all, window.mark_begin);
  const std::uint32_t end = column_of(all, window.mark_end);
  const auto room = static_cast<std::uint32_t>(std::max<std::size_t>(width, 40));
  const bool fits = end_column(all) <= room && !window.cut_before && !window.cut_after;
  const Columns shown = chosen(end_column(all), begin, fits ? room : room - 2);

  Excerpt result;
  std::uint32_t first = shown.last;  // the first cell that is shown; a wide character may be split
  std::uint32_t last = shown.first;
  for (const Glyph& glyph : all) {
    if (glyph.column < shown.first || glyph.column + glyph.width > shown.last) continue;
    first = std::min(first, glyph.column);
    last = glyph.column + glyph.width;
    result.line += glyph.text;
  }
  const bool cut_before = window.cut_before || first > 0;
  if (cut_before) result.line.insert(0, kCut);
  if (window.cut_after || last < end_column(all)) result.line += kCut;
  result.indent.assign(begin - std::min(first, begin) + (cut_before ? 1 : 0), ' ');
  result.mark = "^" + std::string(std::max(std::min(end, last), begin + 1) - begin - 1, '~');
  return result;
}

}  // namespace adxc::text
