#include "compiler/base/names.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace adxc {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Longer names are never near to anything a person types; this bounds the quadratic distance.
constexpr std::size_t kLongestCompared = 128;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  return folded;
}

bool equal_fold(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](char x, char y) { return x == y || lower(x) == lower(y); });
}

/// FNV-1a.
std::size_t hash_fold(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001B3U;
  return hash;
}

bool ends_with_fold(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         equal_fold(text.substr(text.size() - suffix.size()), suffix);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > kLongestCompared || b.size() > kLongestCompared)
    return std::max(a.size(), b.size());
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = kLongestCompared;
  for (std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best_distance && distance * 3 <= std::max(name.size(), candidate.size())) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string one_of(std::string_view name, std::vector<std::string_view> candidates,
                   std::size_t limit) {
  std::unordered_map<std::string_view, std::size_t> distances;
  std::erase_if(candidates, [&](std::string_view candidate) {
    return !distances.try_emplace(candidate, edit_distance(name, candidate)).second;
  });
  std::ranges::stable_sort(candidates, {}, [&](std::string_view x) { return distances.at(x); });
  const std::size_t shown = std::min(limit, candidates.size());
  std::string list;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) list += i + 1 == candidates.size() ? " or " : ", ";
    list.append("`").append(candidates[i]).append("`");
  }
  return shown < candidates.size() ? list + ", …" : list;
}

std::string shortened(std::string_view text, std::size_t limit) {
  const auto characters = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
  if (characters <= limit) return std::string(text);
  std::size_t head = std::min(text.size(), limit / 2);
  std::size_t tail = text.size() - std::min(text.size() - head, limit / 2 - 1);
  while (head > 0 && is_continuation(text[head])) --head;
  while (tail < text.size() && is_continuation(text[tail])) ++tail;
  return std::string(text.substr(0, head)) + "…" + std::string(text.substr(tail));
}

}  // namespace adxc
