// The file system of the machine. Only real_world() and tests need this header.
#pragma once

#include "runtime/sys/world.h"

namespace adxc::sys {

/// Ends the names of files that are still being written; list() does not show them.
inline constexpr std::string_view kUnfinishedSuffix = ".adxc-part";

class RealFiles final : public Files {
 public:
  explicit RealFiles(Random& random) : random_(random) {}
  Result<std::unique_ptr<ByteSource>> open(const std::string& path) override;
  Result<std::unique_ptr<ByteSink>> create(const std::string& path) override;
  Result<std::vector<FileInfo>> list(const std::string& folder, bool recursive) override;
  Result<FileInfo> info(const std::string& path) override;

 private:
  Random& random_;
};

}  // namespace adxc::sys
