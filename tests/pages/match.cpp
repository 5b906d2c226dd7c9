#include "match.h"

namespace adxc::pages {
namespace {

constexpr std::string_view kAny = "…";

bool has_any(std::string_view line) {
  return line.find(kAny) != std::string_view::npos;
}

}  // namespace

bool line_matches(std::string_view shown, std::string_view actual) {
  const std::size_t any = shown.find(kAny);
  if (any == std::string_view::npos) return shown == actual;
  if (!actual.starts_with(shown.substr(0, any))) return false;
  shown.remove_prefix(any + kAny.size());
  actual.remove_prefix(any);
  for (std::size_t skipped = 0; skipped <= actual.size(); ++skipped) {
    if (line_matches(shown, actual.substr(skipped))) return true;
  }
  return false;
}

bool matches(const Lines& shown, const Lines& actual) {
  // fits[j]: the shown lines so far match the first j actual lines.
  std::vector<bool> fits(actual.size() + 1);
  fits[0] = true;
  for (const std::string& line : shown) {
    std::vector<bool> next(actual.size() + 1);
    const bool any = line == kAny;
    for (std::size_t j = 0; j <= actual.size(); ++j) {
      next[j] = any ? fits[j] || (j > 0 && next[j - 1])
                    : j > 0 && fits[j - 1] && line_matches(line, actual[j - 1]);
    }
    fits = next;
  }
  return fits[actual.size()];
}

Lines rewritten(const Lines& shown, const Lines& actual) {
  Lines lines;
  std::size_t from = 0;  // shown lines keep their order
  for (const std::string& line : actual) {
    std::size_t at = from;
    while (at < shown.size() &&
           !(has_any(shown[at]) && shown[at] != kAny && line_matches(shown[at], line))) {
      ++at;
    }
    lines.push_back(at < shown.size() ? shown[at] : line);
    if (at < shown.size()) from = at + 1;
  }
  return lines;
}

}  // namespace adxc::pages
