// Comparing what a page shows with what came. "…" in a line stands for anything on that line; a
// line of "…" alone for any number of lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adxc::pages {

using Lines = std::vector<std::string>;

bool line_matches(std::string_view shown, std::string_view actual);
bool matches(const Lines& shown, const Lines& actual);

/// `actual`, with the shown line in place of each actual line that it stands for, so that a page
/// keeps its "…" when the rest is written anew.
Lines rewritten(const Lines& shown, const Lines& actual);

}  // namespace adxc::pages
