// Does what a page says and compares what comes with what it shows.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "page.h"

namespace adxc::pages {

struct Outcome {
  std::vector<Mistake> mistakes;  // empty when the page tells the truth
  std::string updated;            // the page with what really came
  std::size_t runs = 0;           // commands and queries
};

/// `adxc` is the program's absolute path. Every section starts in a copy of the folder `start`, or
/// in an empty folder when that is "".
Outcome run_page(std::string_view markdown, const std::filesystem::path& adxc,
                 const std::filesystem::path& start = {});

}  // namespace adxc::pages
