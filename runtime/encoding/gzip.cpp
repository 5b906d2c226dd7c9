#include "runtime/encoding/gzip.h"

#include <algorithm>
#include <isa-l/igzip_lib.h>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "compiler/base/assert.h"

namespace adxc::encoding {
namespace {

constexpr std::size_t kChunk = std::size_t{128} << 10;

/// isa-l counts in 32 bits; longer input is given to it in pieces.
std::uint32_t clamped(std::size_t size) {
  return static_cast<std::uint32_t>(
      std::min<std::size_t>(size, std::numeric_limits<std::uint32_t>::max() / 2));
}

/// isa-l reads through a pointer that is not const, and does not write there.
std::uint8_t* input(const char* bytes) {
  return reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes));
}

class Gunzip final : public ByteSource {
 public:
  Gunzip(std::unique_ptr<ByteSource> bytes, std::string file)
      : bytes_(std::move(bytes)), file_(std::move(file)), input_(kChunk) {
    isal_inflate_init(&state_);
    state_.crc_flag = ISAL_GZIP;
  }

  Result<std::size_t> read(std::span<char> room) override {
    if (room.empty()) return 0;
    state_.next_out = reinterpret_cast<std::uint8_t*>(room.data());
    const std::uint32_t wanted = clamped(room.size());
    state_.avail_out = wanted;
    while (state_.avail_out == wanted) {
      ADXC_LET(there, step());
      if (!there) break;
    }
    return wanted - state_.avail_out;
  }

 private:
  /// Reads or inflates a little; false at the end of the last member.
  Result<bool> step() {
    if (state_.block_state == ISAL_BLOCK_FINISH) return next_member();
    if (state_.avail_in == 0 && !ended_) ADXC_TRY(refill());
    const std::uint32_t before = state_.avail_out;
    const int code = isal_inflate(&state_);
    if (code < 0) {
      return fail(ErrorKind::Data,
                  fmt::format("`{}` is not a sound gzip file: {}", file_,
                              code == ISAL_INCORRECT_CHECKSUM ? "its checksum does not match"
                                                              : "it cannot be decompressed"));
    }
    const bool stuck = ended_ && state_.avail_in == 0 && state_.avail_out == before;
    if (stuck && state_.block_state != ISAL_BLOCK_FINISH) {
      return fail(ErrorKind::Data, fmt::format("the gzip file `{}` ends early", file_));
    }
    return true;
  }

  Result<bool> next_member() {
    if (state_.avail_in == 0 && !ended_) ADXC_TRY(refill());
    if (state_.avail_in == 0) return false;
    isal_inflate_reset(&state_);
    state_.crc_flag = ISAL_GZIP;
    return true;
  }

  Result<void> refill() {
    ADXC_LET(count, bytes_->read(input_));
    ended_ = count == 0;
    state_.next_in = input(input_.data());
    state_.avail_in = clamped(count);
    return {};
  }

  std::unique_ptr<ByteSource> bytes_;
  std::string file_;
  std::vector<char> input_;
  bool ended_ = false;
  inflate_state state_{};
};

/// Compresses pieces into a string. isa-l's level 3 is its smallest, 1 its quickest that keeps a
/// history.
class Deflater {
 public:
  explicit Deflater(GzipLevel level)
      : work_(level == GzipLevel::Fast ? ISAL_DEF_LVL1_DEFAULT : ISAL_DEF_LVL3_DEFAULT) {
    isal_deflate_init(&stream_);
    stream_.level = level == GzipLevel::Fast ? 1 : 3;
    stream_.level_buf = work_.data();
    stream_.level_buf_size = static_cast<std::uint32_t>(work_.size());
    stream_.gzip_flag = IGZIP_GZIP;
  }

  void add(std::string_view bytes, bool last, std::string& out) {
    do {
      const std::uint32_t size = clamped(bytes.size());
      run(bytes.substr(0, size), last && size == bytes.size(), out);
      bytes.remove_prefix(size);
    } while (!bytes.empty());
  }

 private:
  void run(std::string_view bytes, bool last, std::string& out) {
    stream_.next_in = input(bytes.data());
    stream_.avail_in = static_cast<std::uint32_t>(bytes.size());
    stream_.end_of_stream = last ? 1 : 0;
    do {
      const std::size_t before = out.size();
      out.resize(before + kChunk);
      stream_.next_out = reinterpret_cast<std::uint8_t*>(out.data() + before);
      stream_.avail_out = kChunk;
      ADXC_ASSERT(isal_deflate(&stream_) == COMP_OK);
      out.resize(before + kChunk - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  std::vector<std::uint8_t> work_;
  isal_zstream stream_{};
};

class Gzip final : public ByteSink {
 public:
  Gzip(std::unique_ptr<ByteSink> bytes, GzipLevel level)
      : bytes_(std::move(bytes)), deflater_(level) {}

  Result<void> write(std::string_view text) override { return pass(text, false); }
  Result<void> finish() override {
    ADXC_TRY(pass("", true));
    return bytes_->finish();
  }

 private:
  Result<void> pass(std::string_view text, bool last) {
    packed_.clear();
    deflater_.add(text, last, packed_);
    return packed_.empty() ? Result<void>() : bytes_->write(packed_);
  }

  std::unique_ptr<ByteSink> bytes_;
  Deflater deflater_;
  std::string packed_;
};

/// Bytes that are already in memory.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : rest_(text) {}
  Result<std::size_t> read(std::span<char> room) override {
    const std::size_t count = rest_.copy(room.data(), room.size());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

}  // namespace

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> bytes, std::string file) {
  return std::make_unique<Gunzip>(std::move(bytes), std::move(file));
}

std::unique_ptr<ByteSink> gzip(std::unique_ptr<ByteSink> bytes, GzipLevel level) {
  return std::make_unique<Gzip>(std::move(bytes), level);
}

std::string gzip_text(std::string_view text, GzipLevel level) {
  std::string out;
  Deflater(level).add(text, true, out);
  return out;
}

Result<std::string> gunzip_text(std::string_view bytes, std::size_t limit) {
  Gunzip source(std::make_unique<TextSource>(bytes), "body");
  std::string text;
  while (true) {
    const std::size_t before = text.size();
    text.resize(before + kChunk);
    ADXC_LET(count, source.read(std::span(text).subspan(before)));
    text.resize(before + count);
    if (count == 0) return text;
    if (text.size() > limit) {
      return fail(ErrorKind::Limit,
                  fmt::format("the decompressed text is larger than {} bytes", limit));
    }
  }
}

bool looks_like_gzip(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b");
}

}  // namespace adxc::encoding
