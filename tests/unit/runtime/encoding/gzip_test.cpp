#include "runtime/encoding/gzip.h"

#include <doctest/doctest.h>

#include "pieces.h"

using namespace adxc;
using namespace adxc::encoding;

namespace {

std::string sample() {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i * 7919 % 10'007) + ",row\n";
  return text;
}

Result<std::string> inflated(const std::string& bytes, std::size_t at_once) {
  const auto source = gunzip(pieces(bytes, at_once), "a.gz");
  std::string text;
  char room[1000];
  while (true) {
    ADXC_LET(count, source->read(room));
    if (count == 0) return text;
    text.append(room, count);
  }
}

/// Keeps what a ByteSink was given.
class Kept final : public ByteSink {
 public:
  Kept(std::string& bytes, bool& finished) : bytes_(bytes), finished_(finished) {}
  Result<void> write(std::string_view text) override {
    bytes_ += text;
    return {};
  }
  Result<void> finish() override {
    finished_ = true;
    return {};
  }

 private:
  std::string& bytes_;
  bool& finished_;
};

}  // namespace

TEST_CASE("what is compressed decompresses to itself") {
  for (const std::string& text : {std::string(), std::string("hello"), sample()}) {
    for (const GzipLevel level : {GzipLevel::Fast, GzipLevel::Small}) {
      const std::string packed = gzip_text(text, level);
      CHECK(looks_like_gzip(packed));
      CHECK(gunzip_text(packed, 1 << 20) == text);
      CHECK(inflated(packed, 100'000) == text);
    }
  }
  CHECK(inflated(gzip_text("seams"), 1) == "seams");
  CHECK(gzip_text(sample()).size() < sample().size() / 2);
}

TEST_CASE("several members are one text") {
  const std::string packed = gzip_text("one,") + gzip_text("") + gzip_text("two");
  CHECK(inflated(packed, 1 << 20) == "one,two");
  CHECK(inflated(packed, 3) == "one,two");
}

TEST_CASE("a streaming sink makes one member and finishes what is below") {
  std::string bytes;
  bool finished = false;
  const auto sink = gzip(std::make_unique<Kept>(bytes, finished));
  const std::string text = sample();
  for (std::size_t at = 0; at < text.size(); at += 10'000) {
    REQUIRE(sink->write(std::string_view(text).substr(at, 10'000)));
  }
  CHECK_FALSE(finished);
  REQUIRE(sink->finish());
  CHECK(finished);
  CHECK(inflated(bytes, 4096) == text);
}

TEST_CASE("damage is found and the file named") {
  const std::string packed = gzip_text(sample());
  for (std::size_t size : {std::size_t{0}, std::size_t{5}, packed.size() / 2, packed.size() - 1}) {
    CAPTURE(size);
    const auto text = inflated(packed.substr(0, size), 4096);
    REQUIRE_FALSE(text);
    CHECK(text.error().message == "the gzip file `a.gz` ends early");
  }
  std::string changed = packed;
  changed[packed.size() - 6] ^= 1;
  CHECK(inflated(changed, 4096).error().message ==
        "`a.gz` is not a sound gzip file: its checksum does not match");
  CHECK(inflated("this is no gzip file", 4096).error().kind == ErrorKind::Data);
  CHECK_FALSE(inflated(packed + "trailing", 4096));
}

TEST_CASE("text in memory is limited") {
  CHECK(gunzip_text(gzip_text(std::string(1 << 22, 'x')), 1 << 20).error().kind ==
        ErrorKind::Limit);
}
