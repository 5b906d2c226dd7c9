// Runs a program and keeps what it says.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace adxc::pages {

struct Launch {
  std::vector<std::string> words;        // the program and its arguments
  std::vector<std::string> environment;  // "NAME=value"; nothing else is passed on
  std::filesystem::path folder;          // it runs there
  std::string output_file;               // stdout goes to this file; "" keeps it
  std::chrono::seconds patience{60};
};

struct Ended {
  std::string output;  // stdout and stderr as they came; at most 4 MiB
  int code = 0;        // 128 + the signal's number when one ended it
  bool too_late = false;
};

/// Its input is empty. Whatever it started ends with it.
Ended run(const Launch& launch);

}  // namespace adxc::pages
