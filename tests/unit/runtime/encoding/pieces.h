// Text as a source that gives a few bytes at a time, so that every seam between two reads is met.
#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include "compiler/base/stream.h"

namespace adxc::encoding {

class Pieces final : public ByteSource {
 public:
  Pieces(std::string text, std::size_t at_once) : text_(std::move(text)), at_once_(at_once) {}
  Result<std::size_t> read(std::span<char> room) override {
    const std::size_t count = text_.copy(room.data(), std::min(room.size(), at_once_), at_);
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t at_once_;
  std::size_t at_ = 0;
};

inline std::unique_ptr<ByteSource> pieces(std::string text, std::size_t at_once) {
  return std::make_unique<Pieces>(std::move(text), at_once);
}

}  // namespace adxc::encoding
