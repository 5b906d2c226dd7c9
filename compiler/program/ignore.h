// Which files git would ignore: the patterns of .gitignore files. Only for compiler/program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adxc::program {

/// The patterns of one .gitignore file.
class IgnoreRules {
 public:
  IgnoreRules() = default;
  explicit IgnoreRules(std::string_view text);

  enum class Verdict { Silent, Ignored, Kept };
  /// What the rules say of a path relative to the folder of the .gitignore file, forward slashes.
  /// Source: git's documentation of gitignore; character classes `[a-z]` are not supported.
  Verdict verdict(std::string_view path, bool is_folder) const;

 private:
  struct Rule {
    std::string pattern;
    bool negated = false;
    bool folders_only = false;
    bool anchored = false;  // matches from the folder of the file on, not at any depth
  };
  std::vector<Rule> rules_;
};

}  // namespace adxc::program
