#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/program/ignore.h"
#include "compiler/program/workspace.h"

namespace adxc::program {
namespace {

namespace fs = std::filesystem;

constexpr diag::Kind<std::string> kUnreadableFile{{"unreadable-file", diag::Severity::Error},
                                                  "the file cannot be read: {}"};
constexpr diag::Kind<std::size_t> kTooManyFiles{
    {"too-many-files", diag::Severity::Error},
    "more than {} files of definitions, the rest is not looked at"};

constexpr std::size_t kMostFiles = 100'000;
constexpr int kDeepestFolder = 64;

bool is_definition_file(const fs::path& path) {
  const std::string extension = fold_case(path.extension().string());
  return extension == ".json" || extension == ".yaml" || extension == ".yml";
}

bool is_skipped_folder(const std::string& name) {
  return name.starts_with('.') || name == "node_modules";
}

/// The bytes of a file, or why there are none.
tl::expected<std::string, std::string> bytes_of(const fs::path& path) {
  std::error_code trouble;
  const std::uintmax_t size = fs::file_size(path, trouble);
  if (trouble) return tl::make_unexpected(trouble.message());
  // The reader of documents says so when a file is too large; it needs no more than that to know.
  const std::size_t limit = document::Limits{}.bytes + 1;
  std::string text(static_cast<std::size_t>(std::min<std::uintmax_t>(size, limit)), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) return tl::make_unexpected(std::string("reading stopped early"));
  return text;
}

/// Walks folders and adds their files in the order of their names.
class Loader {
 public:
  Loader(Workspace& workspace, diag::Sink& sink) : workspace_(workspace), sink_(sink) {}

  void add_path(const fs::path& path, const std::string& shown) {
    if (workspace_.files >= kMostFiles) return;
    tl::expected<std::string, std::string> text = bytes_of(path);
    if (text) return add_file(workspace_, shown, *std::move(text), sink_);
    report(kUnreadableFile, shown, text.error());
  }

  void add_folder(const fs::path& folder, const std::string& shown, int depth) {
    const std::size_t known_rules = rules_.size();
    if (fs::exists(folder / ".gitignore")) {
      const auto text = bytes_of(folder / ".gitignore");
      rules_.push_back({shown, IgnoreRules(text ? *text : std::string())});
    }
    for (const fs::directory_entry& entry : entries(folder, shown)) {
      add_entry(entry, shown, depth);
    }
    rules_.resize(known_rules);
  }

 private:
  struct ScopedRules {
    std::string folder;  // as shown, with a slash at its end
    IgnoreRules rules;
  };

  std::vector<fs::directory_entry> entries(const fs::path& folder, const std::string& shown) {
    std::vector<fs::directory_entry> found;
    std::error_code trouble;
    fs::directory_iterator walk(folder, trouble);
    for (; !trouble && walk != fs::directory_iterator(); walk.increment(trouble))
      found.push_back(*walk);
    if (trouble) report(kUnreadableFile, shown, trouble.message());
    std::sort(found.begin(), found.end());
    return found;
  }

  void add_entry(const fs::directory_entry& entry, const std::string& shown, int depth) {
    std::error_code trouble;
    const std::string name = entry.path().filename().string();
    const std::string path = shown + name;
    const bool folder = entry.is_directory(trouble);
    if (ignored(path, folder)) return;
    if (folder) {
      // Links are not followed: they lead out of the tree, or in circles.
      const bool enter =
          !is_skipped_folder(name) && !entry.is_symlink(trouble) && depth < kDeepestFolder;
      if (enter) add_folder(entry.path(), path + "/", depth + 1);
    } else if (entry.is_regular_file(trouble) && !name.starts_with('.') &&
               is_definition_file(entry.path())) {
      add_counted(entry.path(), path);
    }
  }

  void add_counted(const fs::path& path, const std::string& shown) {
    if (workspace_.files == kMostFiles && !full_) {
      full_ = true;
      report(kTooManyFiles, shown, kMostFiles);
    }
    add_path(path, shown);
  }

  bool ignored(const std::string& path, bool folder) const {
    for (auto scoped = rules_.rbegin(); scoped != rules_.rend(); ++scoped) {
      const std::string_view below = std::string_view(path).substr(scoped->folder.size());
      const IgnoreRules::Verdict verdict = scoped->rules.verdict(below, folder);
      if (verdict != IgnoreRules::Verdict::Silent) return verdict == IgnoreRules::Verdict::Ignored;
    }
    return false;
  }

  template <typename Argument>
  void report(const diag::Kind<Argument>& kind, const std::string& shown,
              const Argument& argument) {
    const text::SourceFile& empty = workspace_.sources.add(shown, "");
    sink_.report(kind, {text::Span{empty.id, 0, 0}, ""}, argument);
  }

  Workspace& workspace_;
  diag::Sink& sink_;
  std::vector<ScopedRules> rules_;  // outermost folder first
  bool full_ = false;
};

/// How files below a folder that was named begin when several were named.
std::string prefix_of(const fs::path& path, bool alone) {
  const std::string shown = path.lexically_normal().generic_string();
  if (alone || shown == ".") return "";
  return shown.ends_with('/') ? shown : shown + "/";
}

}  // namespace

Result<Workspace> load(const std::vector<std::filesystem::path>& paths, diag::Sink& sink) {
  Workspace workspace;
  Loader loader(workspace, sink);
  for (const fs::path& path : paths) {
    std::error_code trouble;
    const fs::file_status status = fs::status(path, trouble);
    if (!fs::exists(status)) {
      return fail(ErrorKind::NotFound,
                  fmt::format("there is no file or folder `{}`", path.string()));
    }
    if (fs::is_directory(status)) {
      loader.add_folder(path, prefix_of(path, paths.size() == 1), 0);
    } else {
      loader.add_path(path, path.lexically_normal().generic_string());
    }
  }
  return workspace;
}

}  // namespace adxc::program
