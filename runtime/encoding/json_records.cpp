#include "runtime/encoding/json_records.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace adxc::encoding {
namespace {

constexpr std::size_t kReadBytes = std::size_t{128} << 10;

}  // namespace

JsonRecords::JsonRecords(std::unique_ptr<ByteSource> bytes, std::string file)
    : bytes_(std::move(bytes)), file_(std::move(file)) {}

std::string JsonRecords::place() const {
  return fmt::format("`{}`, line {}", file_, record_line_);
}

tl::unexpected<Error> JsonRecords::bad(std::string_view what) {
  state_ = State::Done;
  return fail(ErrorKind::Data, fmt::format("{}: {}", place(), what));
}

tl::unexpected<Error> JsonRecords::unexpected_sign(char sign, std::string_view wanted) {
  record_line_ = line_;
  if (sign == '\0') return bad(fmt::format("the file ends where {} is wanted", wanted));
  const bool printable = sign > ' ' && sign < '\x7f';
  return bad(fmt::format("found {}, wanted {}",
                         printable ? fmt::format("`{}`", sign) : "a byte that is no JSON", wanted));
}

/// Makes sure that a byte stands at at_; false at the end of the source.
Result<bool> JsonRecords::more() {
  if (at_ < end_) return true;
  if (finished_) return false;
  if (end_ - begin_ > kMaxRecordBytes) {
    state_ = State::Done;
    return fail(ErrorKind::Limit, fmt::format("{}: the object is longer than {} MiB", place(),
                                              kMaxRecordBytes >> 20));
  }
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  at_ -= begin_;
  end_ -= begin_;
  begin_ = 0;
  const std::size_t needed = end_ + kReadBytes;
  if (buffer_.size() < needed) buffer_.resize(std::max(2 * buffer_.size(), needed));
  ADXC_LET(count, bytes_->read(std::span(buffer_).subspan(end_)));
  end_ += count;
  finished_ = count == 0;
  return !finished_;
}

/// The next byte that is no blank, not yet passed over; '\0' at the end.
Result<char> JsonRecords::next_sign() {
  while (true) {
    begin_ = at_;
    ADXC_LET(there, more());
    if (!there) return '\0';
    const char c = buffer_[at_];
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') return c == '\0' ? '\x01' : c;
    line_ += c == '\n' ? 1 : 0;
    ++at_;
  }
}

/// Passes over a UTF-8 byte order mark; half of one is left for next_sign() to complain about.
Result<void> JsonRecords::skip_mark() {
  for (const char mark : {'\xEF', '\xBB', '\xBF'}) {
    ADXC_LET(there, more());
    if (!there || buffer_[at_] != mark) return {};
    ++at_;
  }
  return {};
}

Result<bool> JsonRecords::next() {
  if (state_ == State::Done) return false;
  if (state_ == State::Start) ADXC_TRY(skip_mark());
  ADXC_LET(found, find_object());
  if (!found) {
    state_ = State::Done;
    return false;
  }
  ADXC_TRY(take_object());
  return true;
}

/// Goes to the next `{`; false at the end.
Result<bool> JsonRecords::find_object() {
  while (true) {
    ADXC_LET(sign, next_sign());
    const bool inside = state_ != State::Start && state_ != State::Objects;
    if (sign == '\0' && !inside) return false;
    if (sign == '{' && state_ != State::AfterElement) return true;
    ADXC_LET(ended, step(sign));
    if (ended) break;
  }
  ADXC_LET(sign, next_sign());
  if (sign != '\0') return unexpected_sign(sign, "nothing behind the array");
  return false;
}

/// Takes a sign of the array around the objects; true when it ends the array.
Result<bool> JsonRecords::step(char sign) {
  ++at_;
  switch (state_) {
    case State::Start:
      if (sign != '[') return unexpected_sign(sign, "an object or an array of objects");
      state_ = State::FirstElement;
      return false;
    case State::AfterElement:
      if (sign != ',' && sign != ']') return unexpected_sign(sign, "`,` or `]`");
      state_ = State::Element;
      return sign == ']';
    case State::FirstElement:
      if (sign != ']') return unexpected_sign(sign, "an object or `]`");
      return true;
    default: return unexpected_sign(sign, "an object");
  }
}

/// Goes behind the `}` that closes the object at at_.
Result<void> JsonRecords::take_object() {
  begin_ = at_;
  record_line_ = line_;
  const bool in_array = state_ != State::Start && state_ != State::Objects;
  state_ = in_array ? State::AfterElement : State::Objects;
  std::size_t depth = 0;
  do {
    ADXC_LET(there, more());
    if (!there) return bad("the object is not closed");
    const char c = buffer_[at_++];
    if (c == '"') ADXC_TRY(take_string());
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c == '\n') ++line_;
  } while (depth > 0);
  return {};
}

/// Goes behind the closing quote.
Result<void> JsonRecords::take_string() {
  while (true) {
    ADXC_LET(there, more());
    if (!there) return bad("the object is not closed");
    while (at_ < end_ && buffer_[at_] != '"' && buffer_[at_] != '\\') ++at_;
    if (at_ == end_) continue;
    if (buffer_[at_++] == '"') return {};
    ADXC_LET(escaped, more());
    if (escaped) ++at_;
  }
}

}  // namespace adxc::encoding
