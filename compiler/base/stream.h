// Bytes in flight. Stores open them, formats read and write them; nobody holds a whole file.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "compiler/base/error.h"

namespace adxc {

/// Where bytes come from. One thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills at most `room.size()` bytes and returns how many; 0 only at the end.
  virtual Result<std::size_t> read(std::span<char> room) = 0;
};

/// Where bytes go. One thread at a time. Nothing counts as stored before finish() succeeded; a sink
/// that is destroyed unfinished leaves nothing behind under its final name.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  virtual Result<void> finish() = 0;
};

}  // namespace adxc
