// Comparing names the way Data Factory does (case never matters) and finding the one that was
// meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace adxc {

/// ASCII lower case; bytes outside ASCII stay.
std::string fold_case(std::string_view text);

/// True if the two are equal but for ASCII case.
bool equal_fold(std::string_view a, std::string_view b);

/// The same for names that are equal_fold.
std::size_t hash_fold(std::string_view text);

struct FoldHash {
  std::size_t operator()(std::string_view text) const { return hash_fold(text); }
};
struct FoldEqual {
  bool operator()(std::string_view a, std::string_view b) const { return equal_fold(a, b); }
};
/// Things by name, however it is cased. Names must outlive the map.
template <typename Thing>
using FoldedMap = std::unordered_map<std::string_view, Thing, FoldHash, FoldEqual>;

/// True if `text` ends with `suffix`, but for ASCII case.
bool ends_with_fold(std::string_view text, std::string_view suffix);

/// Edits (insert, remove, change, swap neighbours) that turn one into the other, case folded.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `name`, or "" when none is near enough to have been meant: at most a
/// third of the longer name may differ.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates);

/// Orders candidates nearest first and joins them, each once: "`a`, `b` or `c`"; more than `limit`
/// are cut with "…".
std::string one_of(std::string_view name, std::vector<std::string_view> candidates,
                   std::size_t limit = 12);

/// `text` cut in the middle to at most `limit` characters, for messages.
std::string shortened(std::string_view text, std::size_t limit = 60);

}  // namespace adxc
