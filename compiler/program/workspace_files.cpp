#include <algorithm>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/parallel.h"
#include "compiler/program/arm_parameters.h"
#include "compiler/program/ignore.h"
#include "compiler/program/workspace.h"

namespace adxc::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 100'000;
constexpr int kDeepestFolder = 64;

/// What adxc keeps for itself between definitions.
bool is_our_own(const fs::path& path) {
  return path.filename() == "adxc.yaml" || path.filename() == "adxc-baseline.json";
}

bool is_definition_file(const fs::path& path) {
  const std::string extension = fold_case(path.extension().string());
  return (extension == ".json" || extension == ".yaml" || extension == ".yml") && !is_our_own(path);
}

/// The bytes of a file.
Result<std::string> bytes_of(const fs::path& path, std::size_t most) {
  std::error_code trouble;
  const std::uintmax_t size = fs::file_size(path, trouble);
  // The reader of documents says so when a file is too large; it needs no more than that to know.
  const std::size_t limit = most + 1;
  std::string text(trouble ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, limit)),
                   '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (trouble || !file) {
    return fail(ErrorKind::Denied, fmt::format("`{}` cannot be read", path.generic_string()));
  }
  return text;
}

/// A file that was found, and what comes of reading it.
struct Found {
  fs::path path;
  std::string shown;
  bool asked_for = false;  // by its own name
  text::SourceFile* source = nullptr;
  document::Document document = {};
  std::vector<diag::Diagnostic> mistakes = {};
  std::optional<Error> trouble = {};
};

void read(Found& file, const document::Limits& limits) {
  Result<std::string> bytes = bytes_of(file.path, limits.bytes);
  if (!bytes) return void(file.trouble = bytes.error());
  diag::Sink mistakes;
  file.source->take(*std::move(bytes));
  file.document = document::read(*file.source, mistakes, limits);
  file.mistakes = mistakes.take();
}

/// Walks folders for their files in the order of their names, then reads them all.
class Loader {
 public:
  Loader(Workspace& workspace, diag::Sink& sink) : workspace_(workspace), sink_(sink) {}

  Result<void> add_path(const fs::path& path, const std::string& shown, bool asked_for) {
    if (files_.size() == kMostFiles) {
      return fail(ErrorKind::Limit,
                  fmt::format("there are more than {} files of definitions", kMostFiles));
    }
    files_.push_back({path, shown, asked_for});
    return {};
  }

  /// In parallel, but what is added and reported is in the order of the files.
  Result<void> read_all() {
    for (Found& file : files_) file.source = &workspace_.sources.add(file.shown);
    in_parallel(files_.size(), [&](std::size_t i) { read(files_[i], workspace_.limits); });
    for (const Found& file : files_) {
      if (!file.trouble && is_arm_parameters(file.document))
        workspace_.given[template_key(file.shown)] = given_parameters(file.document);
    }
    for (Found& file : files_) {
      if (file.trouble) return tl::unexpected(*std::move(file.trouble));
      add_document(workspace_, std::move(file.document), std::move(file.mistakes), sink_,
                   file.asked_for);
    }
    return {};
  }

  Result<void> add_folder(const fs::path& folder, const std::string& shown, int depth) {
    const std::size_t known_rules = rules_.size();
    if (fs::exists(folder / ".gitignore")) {
      ADXC_LET(patterns, bytes_of(folder / ".gitignore", workspace_.limits.bytes));
      rules_.push_back({shown, IgnoreRules(patterns)});
    }
    ADXC_LET(found, entries(folder));
    for (const fs::directory_entry& entry : found) ADXC_TRY(add_entry(entry, shown, depth));
    rules_.resize(known_rules);
    return {};
  }

 private:
  struct ScopedRules {
    std::string folder;  // as shown, with a slash at its end
    IgnoreRules rules;
  };

  static Result<std::vector<fs::directory_entry>> entries(const fs::path& folder) {
    std::vector<fs::directory_entry> found;
    std::error_code trouble;
    fs::directory_iterator walk(folder, trouble);
    for (; !trouble && walk != fs::directory_iterator(); walk.increment(trouble)) {
      found.push_back(*walk);
    }
    if (trouble) {
      return fail(ErrorKind::Denied,
                  fmt::format("the folder `{}` cannot be read", folder.generic_string()));
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  Result<void> add_entry(const fs::directory_entry& entry, const std::string& shown, int depth) {
    std::error_code trouble;
    const std::string name = entry.path().filename().string();
    const std::string path = shown + name;
    const bool folder = entry.is_directory(trouble);
    if (name.starts_with('.') || ignored(path, folder)) return {};
    if (folder) {
      // Links are not followed: they lead out of the tree, or in circles.
      const bool enter =
          name != "node_modules" && !entry.is_symlink(trouble) && depth < kDeepestFolder;
      return enter ? add_folder(entry.path(), path + "/", depth + 1) : Result<void>{};
    }
    const bool wanted = entry.is_regular_file(trouble) && is_definition_file(entry.path());
    return wanted ? add_path(entry.path(), path, false) : Result<void>{};
  }

  bool ignored(const std::string& path, bool folder) const {
    for (auto scoped = rules_.rbegin(); scoped != rules_.rend(); ++scoped) {
      const std::string_view below = std::string_view(path).substr(scoped->folder.size());
      const IgnoreRules::Verdict verdict = scoped->rules.verdict(below, folder);
      if (verdict != IgnoreRules::Verdict::Silent) return verdict == IgnoreRules::Verdict::Ignored;
    }
    return false;
  }

  Workspace& workspace_;
  diag::Sink& sink_;
  std::vector<ScopedRules> rules_;  // outermost folder first
  std::vector<Found> files_;
};

/// How files below a folder that was named begin when several were named.
std::string prefix_of(const fs::path& path, bool alone) {
  const std::string shown = path.lexically_normal().generic_string();
  if (alone || shown == ".") return "";
  return shown.ends_with('/') ? shown : shown + "/";
}

}  // namespace

Result<Workspace> load(const std::vector<std::filesystem::path>& paths, diag::Sink& sink,
                       const document::Limits& limits) {
  Workspace workspace;
  workspace.limits = limits;
  Loader loader(workspace, sink);
  for (const fs::path& path : paths) {
    std::error_code trouble;
    const fs::file_status status = fs::status(path, trouble);
    if (!fs::exists(status)) {
      return fail(ErrorKind::NotFound,
                  fmt::format("there is no file or folder `{}`", path.string()));
    }
    if (fs::is_directory(status)) {
      ADXC_TRY(loader.add_folder(path, prefix_of(path, paths.size() == 1), 0));
    } else {
      ADXC_TRY(loader.add_path(path, path.lexically_normal().generic_string(), true));
    }
  }
  ADXC_TRY(loader.read_all());
  return workspace;
}

}  // namespace adxc::program
