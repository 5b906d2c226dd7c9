// `adxc lint --fix`: fixes put into files, round by round, until there is nothing left to fix.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/commands/judging.h"

namespace adxc::commands {

struct Mended {
  std::unique_ptr<Definitions> definitions;  // as they are after the fixes
  std::map<std::string, std::string> texts;  // by name as shown: files that changed
  std::size_t count = 0;                     // fixes that went in
};

/// Applies every fix that counts, safe ones or all, in memory. Errors: those of judged_changes().
Result<Mended> mend(std::unique_ptr<Definitions> definitions, const Reading& reading,
                    Judging& judging, bool unsafe);

/// Writes what was mended, each file whole or not at all. Refuses a file whose bytes are no longer,
/// or never were, the text that was read. Errors: Denied, Refused.
Result<void> write_mended(const Mended& mended, const std::map<std::string, std::string>& before,
                          const Judging& judging);

/// What was mended, as one unified diff.
std::string diff_of(const Mended& mended, const std::map<std::string, std::string>& before);

/// Texts of all files by name.
std::map<std::string, std::string> texts_of(const Definitions& definitions);

}  // namespace adxc::commands
