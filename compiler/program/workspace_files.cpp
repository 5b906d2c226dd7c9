#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

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
constexpr std::size_t kLargestIgnoreFile = 1 << 20;

/// What adxc keeps for itself between definitions.
bool is_our_own(const fs::path& path) {
  return path.filename() == "adxc.yaml" || path.filename() == "adxc-baseline.json";
}

bool is_definition_file(const fs::path& path) {
  const std::string extension = fold_case(path.extension().string());
  return (extension == ".json" || extension == ".yaml" || extension == ".yml") && !is_our_own(path);
}

/// A file that is open for reading, and closed when it goes out of scope.
class OpenFile {
 public:
  /// Does not wait for somebody to write into a pipe.
  explicit OpenFile(const fs::path& path)
      : handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
  }

  /// Nothing for what is no file, a pipe or a folder.
  std::optional<std::size_t> size() const {
    struct stat status = {};
    const bool known = handle_ >= 0 && ::fstat(handle_, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) return std::nullopt;
    return static_cast<std::size_t>(status.st_size);
  }
  /// Fills `text`; false when the file does not have so much.
  bool read(std::string& text) const {
    for (std::size_t got = 0; got < text.size();) {
      const ::ssize_t some = ::read(handle_, text.data() + got, text.size() - got);
      if (some < 0 && errno == EINTR) continue;
      if (some <= 0) return false;
      got += static_cast<std::size_t>(some);
    }
    return true;
  }

 private:
  int handle_;
};

/// The bytes of a file.
Result<std::string> bytes_of(const fs::path& path, std::size_t most) {
  const OpenFile file(path);
  const std::optional<std::size_t> size = file.size();
  // The reader of documents says so when a file is too large; it needs no more than that to know.
  std::string text(std::min(size.value_or(0), most + 1), '\0');
  if (!size || !file.read(text))
    return fail(ErrorKind::Denied, fmt::format("`{}` cannot be read", path.generic_string()));
  return text;
}

/// What comes of reading a file.
struct ReadFile {
  text::SourceFile* source = nullptr;
  document::Document document = {};
  std::vector<diag::Diagnostic> mistakes = {};
  std::optional<Error> trouble = {};
};

void read(const FoundFile& found, ReadFile& file, const document::Limits& limits) {
  Result<std::string> bytes = bytes_of(found.path, limits.bytes);
  if (!bytes) return void(file.trouble = bytes.error());
  diag::Sink mistakes;
  file.source->take(*std::move(bytes));
  file.document = document::read(*file.source, mistakes, limits);
  file.mistakes = mistakes.take();
}

/// Walks folders for their files in the order of their names.
class Finder {
 public:
  Result<void> add_path(const fs::path& path, const std::string& shown, bool asked_for) {
    if (files_.size() == kMostFiles) {
      return fail(ErrorKind::Limit,
                  fmt::format("there are more than {} files of definitions", kMostFiles));
    }
    files_.push_back({path.string(), shown, asked_for});
    return {};
  }

  Result<void> add_folder(const fs::path& folder, const std::string& shown, int depth) {
    const std::size_t known_rules = rules_.size();
    ADXC_LET(found, entries(folder));
    const bool ignores = std::ranges::any_of(found, [](const fs::directory_entry& entry) {
      std::error_code trouble;
      return entry.path().filename() == ".gitignore" && entry.is_regular_file(trouble);
    });
    if (ignores) {
      ADXC_LET(patterns, bytes_of(folder / ".gitignore", kLargestIgnoreFile));
      rules_.push_back({shown, IgnoreRules(patterns)});
    }
    for (const fs::directory_entry& entry : found) ADXC_TRY(add_entry(entry, shown, depth));
    rules_.resize(known_rules);
    return {};
  }

  std::vector<FoundFile> take() { return std::move(files_); }

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
    // All are in one folder, so the order of paths is that of their text.
    std::ranges::sort(found, {}, [](const fs::directory_entry& entry) -> const std::string& {
      return entry.path().native();
    });
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

  std::vector<ScopedRules> rules_;  // outermost folder first
  std::vector<FoundFile> files_;
};

/// How files below a folder that was named begin when several were named.
std::string prefix_of(const fs::path& path, bool alone) {
  const std::string shown = path.lexically_normal().generic_string();
  if (alone || shown == ".") return "";
  return shown.ends_with('/') ? shown : shown + "/";
}

}  // namespace

Result<std::vector<FoundFile>> find_files(const std::vector<fs::path>& paths) {
  Finder finder;
  for (const fs::path& path : paths) {
    std::error_code trouble;
    const fs::file_status status = fs::status(path, trouble);
    if (!fs::exists(status)) {
      return fail(ErrorKind::NotFound,
                  fmt::format("there is no file or folder `{}`", path.string()));
    }
    if (fs::is_directory(status)) {
      ADXC_TRY(finder.add_folder(path, prefix_of(path, paths.size() == 1), 0));
    } else {
      ADXC_TRY(finder.add_path(path, path.lexically_normal().generic_string(), true));
    }
  }
  return finder.take();
}

Result<void> read_files(Workspace& workspace, const std::vector<FoundFile>& files,
                        diag::Sink& sink) {
  std::vector<ReadFile> read_ones(files.size());
  workspace.objects.reserve(workspace.objects.size() + files.size());
  for (std::size_t i = 0; i < files.size(); ++i)
    read_ones[i].source = &workspace.sources.add(files[i].shown);
  in_parallel(files.size(), [&](std::size_t i) { read(files[i], read_ones[i], workspace.limits); });
  for (std::size_t i = 0; i < files.size(); ++i) {
    const document::Document& document = read_ones[i].document;
    if (!read_ones[i].trouble && is_arm_parameters(document))
      workspace.given[template_key(files[i].shown)] = given_parameters(document);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    ReadFile& file = read_ones[i];
    if (file.trouble) return tl::unexpected(*std::move(file.trouble));
    add_document(workspace, std::move(file.document), std::move(file.mistakes), sink,
                 files[i].asked_for);
  }
  return {};
}

Result<Workspace> load(const std::vector<fs::path>& paths, diag::Sink& sink,
                       const document::Limits& limits) {
  Workspace workspace;
  workspace.limits = limits;
  ADXC_LET(files, find_files(paths));
  ADXC_TRY(read_files(workspace, files, sink));
  return workspace;
}

}  // namespace adxc::program
