// JSON objects out of a stream, one at a time: objects one after the other (a line each or not), or
// the elements of one array. Only one object is in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/base/error.h"
#include "compiler/base/stream.h"
#include "runtime/encoding/csv.h"

namespace adxc::encoding {

/// Finds where objects begin and end; whether what is in between is JSON is for the parser of the
/// object to say. Errors name `file` and the line: Data, Limit for an object longer than
/// kMaxRecordBytes.
class JsonRecords {
 public:
  JsonRecords(std::unique_ptr<ByteSource> bytes, std::string file);

  /// The next object; false at the end. After an error there is no going on.
  Result<bool> next();

  /// From `{` to `}`. Valid until the next call of next().
  std::string_view text() const { return std::string_view(buffer_).substr(begin_, at_ - begin_); }
  /// Line of the `{`, from 1.
  std::uint64_t line() const { return record_line_; }
  const std::string& file() const { return file_; }
  /// "`a.json`, line 7"
  std::string place() const;

 private:
  enum class State { Start, Objects, FirstElement, AfterElement, Element, Done };

  Result<bool> more();
  Result<char> next_sign();
  Result<void> skip_mark();
  Result<bool> find_object();
  Result<bool> step(char sign);
  Result<void> take_object();
  Result<void> take_string();
  tl::unexpected<Error> bad(std::string_view what);
  tl::unexpected<Error> unexpected_sign(char sign, std::string_view wanted);

  std::unique_ptr<ByteSource> bytes_;
  std::string file_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool finished_ = false;
  State state_ = State::Start;
  std::uint64_t line_ = 1;
  std::uint64_t record_line_ = 1;
};

}  // namespace adxc::encoding
