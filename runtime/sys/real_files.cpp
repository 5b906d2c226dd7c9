#include "runtime/sys/real_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "compiler/base/assert.h"
#include "compiler/base/ticks.h"

namespace adxc::sys {
namespace {

ErrorKind kind_of(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return ErrorKind::NotFound;
    case EACCES:
    case EPERM:
    case EROFS: return ErrorKind::Denied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EMFILE: return ErrorKind::Limit;
    default: return ErrorKind::Unavailable;
  }
}

/// "could not open `a.csv`: No such file or directory", with the operating system's words.
tl::unexpected<Error> failed(std::string_view verb, const std::string& path, int error) {
  if (error == ENOENT) return fail(ErrorKind::NotFound, fmt::format("`{}` does not exist", path));
  return fail(kind_of(error),
              fmt::format("could not {} `{}`: {}", verb, path, std::strerror(error)));
}

/// Owns one file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  int get() const { return value_; }
  bool open() const { return value_ >= 0; }
  int close() { return value_ < 0 ? 0 : ::close(std::exchange(value_, -1)); }

 private:
  int value_;
};

class FileSource final : public ByteSource {
 public:
  FileSource(Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

  Result<std::size_t> read(std::span<char> room) override {
    while (true) {
      const ssize_t count = ::read(file_.get(), room.data(), room.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return failed("read", path_, errno);
    }
  }

 private:
  Descriptor file_;
  std::string path_;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

class FileSink final : public ByteSink {
 public:
  FileSink(Descriptor file, std::string path, std::string unfinished)
      : file_(std::move(file)), path_(std::move(path)), unfinished_(std::move(unfinished)) {}
  ~FileSink() override {
    if (!unfinished_.empty()) ::unlink(unfinished_.c_str());
  }

  Result<void> write(std::string_view bytes) override {
    ADXC_ASSERT(file_.open());
    while (!bytes.empty()) {
      const ssize_t count = ::write(file_.get(), bytes.data(), bytes.size());
      if (count < 0 && errno != EINTR) return failed("write", path_, errno);
      if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
  }

  Result<void> finish() override {
    ADXC_ASSERT(file_.open());
    if (::fsync(file_.get()) != 0) return failed("write", path_, errno);
    if (file_.close() != 0) return failed("write", path_, errno);
    if (::rename(unfinished_.c_str(), path_.c_str()) != 0) return failed("write", path_, errno);
    unfinished_.clear();
    return sync_folder();
  }

 private:
  /// Without this a power cut could undo the rename.
  Result<void> sync_folder() {
    const Descriptor folder(::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.open() || ::fsync(folder.get()) != 0) return failed("write", path_, errno);
    return {};
  }

  Descriptor file_;
  std::string path_;
  std::string unfinished_;  // "" once it bears its final name
};

std::int64_t ticks_of(const timespec& time) {
  return kUnixEpochTicks + time.tv_sec * kTicksPerSecond + time.tv_nsec / 100;
}

FileInfo info_of(const std::string& path, const struct stat& status) {
  const bool folder = S_ISDIR(status.st_mode);
  return {path, folder ? 0 : static_cast<std::uint64_t>(status.st_size), ticks_of(status.st_mtim),
          folder};
}

std::string joined(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

Result<void> gather(const std::string& folder, bool recursive, std::vector<FileInfo>& found);

/// Adds one entry and, where wanted, what is below it. A file that vanishes meanwhile is left out.
Result<void> gather_entry(const std::string& path, bool recursive, std::vector<FileInfo>& found) {
  struct stat status = {};
  struct stat link = {};
  if (::lstat(path.c_str(), &link) != 0 || ::stat(path.c_str(), &status) != 0) return {};
  found.push_back(info_of(path, status));
  if (!recursive || !S_ISDIR(link.st_mode)) return {};
  return gather(path, recursive, found);
}

Result<void> gather(const std::string& folder, bool recursive, std::vector<FileInfo>& found) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.ends_with(kUnfinishedSuffix)) continue;
    ADXC_TRY(gather_entry(joined(folder, name), recursive, found));
  }
  if (error) return failed("list", folder, error.value());
  return {};
}

Result<void> make_folders(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(folder_of(path), error);
  if (error) return failed("make the folder of", path, error.value());
  return {};
}

}  // namespace

Result<std::unique_ptr<ByteSource>> RealFiles::open(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return failed("open", path, errno);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return failed("open", path, errno);
  if (S_ISDIR(status.st_mode)) return failed("open", path, EISDIR);
  return std::make_unique<FileSource>(std::move(file), path);
}

Result<std::unique_ptr<ByteSink>> RealFiles::create(const std::string& path) {
  ADXC_TRY(make_folders(path));
  const std::string unfinished =
      fmt::format("{}.{:016x}{}", path, random_.next(), kUnfinishedSuffix);
  Descriptor file(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.open()) return failed("create", path, errno);
  return std::make_unique<FileSink>(std::move(file), path, unfinished);
}

Result<std::vector<FileInfo>> RealFiles::list(const std::string& folder, bool recursive) {
  std::vector<FileInfo> found;
  ADXC_TRY(gather(folder, recursive, found));
  std::sort(found.begin(), found.end(),
            [](const FileInfo& a, const FileInfo& b) { return a.path < b.path; });
  return found;
}

Result<FileInfo> RealFiles::info(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return failed("look at", path, errno);
  return info_of(path, status);
}

}  // namespace adxc::sys
