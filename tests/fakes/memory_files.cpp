#include "tests/fakes/memory_files.h"

#include <algorithm>
#include <utility>

#include "compiler/base/assert.h"

namespace adxc::fakes {
namespace {

class Source final : public ByteSource {
 public:
  explicit Source(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(std::span<char> room) override {
    const std::size_t count = bytes_.copy(room.data(), room.size(), at_);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

tl::unexpected<Error> missing(const std::string& path) {
  return fail(ErrorKind::NotFound, "`" + path + "` does not exist");
}

std::string as_folder(const std::string& path) {
  return path.ends_with('/') ? path : path + "/";
}

}  // namespace

class MemoryFiles::Sink final : public ByteSink {
 public:
  Sink(MemoryFiles& files, std::string path, std::uint64_t life)
      : files_(files), path_(std::move(path)), life_(life) {}
  ~Sink() override { end(); }

  Result<void> write(std::string_view bytes) override {
    ADXC_ASSERT(!ended_);
    ADXC_TRY(files_.take_room(bytes.size(), path_));
    bytes_ += bytes;
    return {};
  }
  Result<void> finish() override {
    ADXC_ASSERT(!ended_);
    end();
    return files_.store(path_, std::move(bytes_), life_);
  }

 private:
  void end() {
    if (std::exchange(ended_, true)) return;
    const std::lock_guard lock(files_.mutex_);
    --files_.unfinished_;
  }

  MemoryFiles& files_;
  std::string path_;
  std::uint64_t life_;
  std::string bytes_;
  bool ended_ = false;
};

Result<std::unique_ptr<ByteSource>> MemoryFiles::open(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(path);
  if (found == files_.end()) return missing(path);
  return std::make_unique<Source>(found->second.bytes);
}

Result<std::unique_ptr<ByteSink>> MemoryFiles::create(const std::string& path) {
  const std::lock_guard lock(mutex_);
  ++unfinished_;
  return std::make_unique<Sink>(*this, path, life_);
}

Result<std::vector<sys::FileInfo>> MemoryFiles::list(const std::string& folder, bool recursive) {
  const std::lock_guard lock(mutex_);
  const std::string prefix = as_folder(folder);
  std::map<std::string, sys::FileInfo> found;
  for (auto file = files_.lower_bound(prefix); file != files_.end(); ++file) {
    const auto& [path, stored] = *file;
    if (!path.starts_with(prefix)) break;
    std::size_t slash = path.find('/', prefix.size());
    for (; slash != path.npos; slash = recursive ? path.find('/', slash + 1) : path.npos) {
      const std::string below = path.substr(0, slash);
      found[below] = {below, 0, stored.modified, true};
    }
    if (!recursive && path.find('/', prefix.size()) != path.npos) continue;
    found[path] = {path, stored.bytes.size(), stored.modified, false};
  }
  if (found.empty()) return missing(folder);
  std::vector<sys::FileInfo> infos;
  for (auto& [path, info] : found) infos.push_back(std::move(info));
  return infos;
}

Result<sys::FileInfo> MemoryFiles::info(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(path);
  if (found != files_.end()) {
    return sys::FileInfo{path, found->second.bytes.size(), found->second.modified, false};
  }
  const auto below = files_.lower_bound(as_folder(path));
  if (below == files_.end() || !below->first.starts_with(as_folder(path))) return missing(path);
  return sys::FileInfo{path, 0, below->second.modified, true};
}

void MemoryFiles::put(const std::string& path, std::string text) {
  const std::lock_guard lock(mutex_);
  files_[path] = {std::move(text), clock_.now()};
}

std::string MemoryFiles::text(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? "" : found->second.bytes;
}

std::vector<std::string> MemoryFiles::paths() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [path, stored] : files_) paths.push_back(path);
  return paths;
}

std::size_t MemoryFiles::unfinished() {
  const std::lock_guard lock(mutex_);
  return unfinished_;
}

void MemoryFiles::set_room(std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  room_ = bytes;
}

void MemoryFiles::lose_power() {
  const std::lock_guard lock(mutex_);
  ++life_;
}

Result<void> MemoryFiles::take_room(std::size_t bytes, const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (bytes > room_) {
    return fail(ErrorKind::Limit, "could not write `" + path + "`: No space left on device");
  }
  room_ -= bytes;
  return {};
}

Result<void> MemoryFiles::store(const std::string& path, std::string bytes, std::uint64_t life) {
  const std::lock_guard lock(mutex_);
  if (life != life_) {
    return fail(ErrorKind::Unavailable, "could not write `" + path + "`: Input/output error");
  }
  files_[path] = {std::move(bytes), clock_.now()};
  return {};
}

}  // namespace adxc::fakes
