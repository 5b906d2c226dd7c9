// Where every byte came from. A SourceMap owns the text of all files of one run and outlives
// everything that points into it; Spans are 12 bytes and become line and column only when a person
// must read them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/base/id.h"
#include "compiler/text/encoding.h"

namespace adxc::text {

struct SourceFile;
using FileId = Id<SourceFile>;

/// A stretch of bytes in one file; empty when begin == end, which still is a place.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// What people count: both from 1, columns in characters (Unicode code points), a tab is one.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// One thread at a time may ask for lines.
struct SourceFile {
  FileId id;
  std::string path;  // as shown to people: relative to the root that was asked for, forward slashes
  std::string text;  // UTF-8, a byte order mark included; as read when it is no text at all
  Encoding encoding = Encoding::Utf8;  // of the file; text is UTF-8 whatever it was

  /// Takes the file's bytes; once, before anybody looks at the text.
  void take(std::string bytes);

  std::string_view view(Span span) const;
  Position position(std::uint32_t offset) const;
  /// Where line `line` (from 1) begins; it must exist.
  std::uint32_t line_begin(std::uint32_t line) const;
  /// The text of line `line` (from 1) without its line end; "" past the last line.
  std::string_view line(std::uint32_t line) const;

 private:
  /// Bytes between two counts of characters.
  static constexpr std::uint32_t kStride = 4096;
  /// Where lines are, found when somebody asks, because most files have nothing to point at.
  struct Lines {
    std::vector<std::uint32_t> starts;
    /// Characters before each multiple of kStride bytes; kept only where a line is longer than
    /// that, so that a column far out in a minified file costs no more than others.
    std::vector<std::uint32_t> characters_before;
  };
  static Lines lines_of(std::string_view text);
  const Lines& lines() const;
  std::uint32_t characters_until(std::uint32_t offset) const;

  mutable std::optional<Lines> lines_;
};

class SourceMap {
 public:
  SourceMap() = default;
  SourceMap(const SourceMap&) = delete;  // Documents and Fragments point into the files
  SourceMap& operator=(const SourceMap&) = delete;
  SourceMap(SourceMap&&) = default;
  SourceMap& operator=(SourceMap&&) = default;

  /// Files are limited to 2^32 - 1 bytes by Span; callers limit them further.
  const SourceFile& add(std::string path, std::string bytes);
  /// A file whose text is still to be taken; different files may take theirs at the same time.
  SourceFile& add(std::string path);
  const SourceFile& file(FileId id) const;
  /// Lets go of a file's text; nothing may point into it any more.
  void forget(FileId id);
  /// Takes over all files of another map, into which nothing may point. Their ids grow by what is
  /// returned.
  std::uint32_t take(SourceMap others);
  std::size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;  // a deque, so that references stay valid
};

}  // namespace adxc::text
