#include "compiler/commands/mending.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "compiler/policy/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::commands {
namespace {

namespace fs = std::filesystem;

/// A fix may make room for another; this many times is enough, or two rules disagree.
constexpr int kMostRounds = 10;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Puts the new text beside the file and then in its place, with the file's own permissions.
Result<void> replace_file(const fs::path& path, const std::string& text) {
  const fs::path beside = path.string() + ".adxc-new";
  std::error_code trouble;
  ADXC_TRY(write_file(beside.string(), text));
  fs::permissions(beside, fs::status(path, trouble).permissions(), trouble);
  fs::rename(beside, path, trouble);
  if (!trouble) return {};
  std::error_code ignored;
  fs::remove(beside, ignored);
  return fail(ErrorKind::Denied, fmt::format("`{}` could not be written", path.generic_string()));
}

}  // namespace

std::map<std::string, std::string> texts_of(const Definitions& definitions) {
  std::map<std::string, std::string> texts;
  for (const document::Document& document : definitions.workspace.documents)
    texts[document.file->path] = document.file->text;
  return texts;
}

Result<Mended> mend(std::unique_ptr<Definitions> definitions, const Reading& reading,
                    Judging& judging, bool unsafe) {
  Mended mended{std::move(definitions), {}, 0};
  for (int round = 0; round < kMostRounds; ++round) {
    ADXC_LET(findings, judged_changes(*mended.definitions, judging));
    const policy::Fixed fixed = policy::apply_fixes(findings.diagnostics, findings.sources, unsafe);
    NamedTexts files;
    for (const document::Document& document : mended.definitions->workspace.documents) {
      const auto changed = fixed.texts.find(document.file->id);
      const bool same = changed == fixed.texts.end();
      if (!same) mended.texts[document.file->path] = changed->second;
      files.emplace_back(document.file->path, same ? document.file->text : changed->second);
    }
    mended.count += fixed.count;
    mended.definitions = judge_texts(std::move(files), reading);
    if (fixed.count == 0) break;
  }
  return mended;
}

Result<void> write_mended(const Mended& mended, const std::map<std::string, std::string>& before,
                          const Judging& judging) {
  for (const auto& [name, text] : mended.texts) {
    const fs::path path = judging.root / name;
    const auto known = before.find(name);
    if (known == before.end() || bytes_of(path) != known->second) {
      return fail(
          ErrorKind::Refused,
          fmt::format("`{}` is not fixed: its bytes are not the UTF-8 text that was checked",
                      path.generic_string()));
    }
    ADXC_TRY(replace_file(path, text));
  }
  return {};
}

std::string diff_of(const Mended& mended, const std::map<std::string, std::string>& before) {
  std::string diff;
  for (const auto& [name, text] : mended.texts) {
    const auto known = before.find(name);
    if (known != before.end()) diff += policy::unified_diff(name, known->second, text);
  }
  return diff;
}

}  // namespace adxc::commands
