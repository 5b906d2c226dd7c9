#include "runtime/adx/frame_scanner.h"

#include <utility>

#include <fmt/format.h>

namespace adxc::adx {
namespace {

/// The service's own limit of a record is 64 MB; escapes can double it.
constexpr std::size_t kLongestText = std::size_t{128} << 20;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

tl::unexpected<Error> unexpected(char c) {
  return fail(
      ErrorKind::Unavailable,
      fmt::format("the answer is not an array of frames: `{}` at a place where it cannot be", c));
}

}  // namespace

void FrameScanner::begin_text(State state) {
  state_ = state;
  text_.clear();
  depth_ = 0;
  in_string_ = escaped_ = false;
}

Result<void> FrameScanner::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    if (state_ == State::Key || state_ == State::Value || state_ == State::Row) {
      ADXC_LET(taken, text(bytes));
      bytes.remove_prefix(taken);
    } else {
      // The first byte of a text is looked at here and read there.
      const bool blank = is_blank(bytes.front());
      const State before = state_;
      if (!blank) ADXC_TRY(structural(bytes.front()));
      const bool begun = state_ != before &&
                         (state_ == State::Key || state_ == State::Value || state_ == State::Row);
      if (!begun) bytes.remove_prefix(1);
    }
  }
  return {};
}

/// A byte between texts.
Result<void> FrameScanner::structural(char c) {
  switch (state_) {
    case State::DatasetStart:
      if (c != '[') return unexpected(c);
      state_ = State::FrameStart;
      return {};
    case State::FrameStart:
      if (c != '{') return unexpected(c);
      state_ = State::KeyStart;
      return handler_.begin_frame();
    case State::KeyStart:
      if (c != '"') return unexpected(c);
      begin_text(State::Key);
      return {};
    case State::Colon:
      if (c != ':') return unexpected(c);
      state_ = State::ValueStart;
      return {};
    case State::ValueStart:
      if (key_ == "\"Rows\"" && c == '[')
        state_ = State::RowStart;
      else
        begin_text(State::Value);
      return {};
    case State::RowStart:
      if (c == ']')
        state_ = State::AfterValue;
      else
        begin_text(State::Row);
      return {};
    case State::AfterRow: return after(c, ']', State::RowStart, State::AfterValue);
    case State::AfterValue:
      ADXC_TRY(after(c, '}', State::KeyStart, State::AfterFrame));
      return c == '}' ? handler_.end_frame() : Result<void>();
    case State::AfterFrame: return after(c, ']', State::FrameStart, State::End);
    default: return unexpected(c);
  }
}

Result<void> FrameScanner::after(char c, char closing, State next, State closed) {
  if (c != ',' && c != closing) return unexpected(c);
  state_ = c == ',' ? next : closed;
  return {};
}

/// Takes bytes up to the end of the text; how many.
Result<std::size_t> FrameScanner::text(std::string_view bytes) {
  std::size_t at = 0;
  bool done = false;
  for (; at < bytes.size() && !done; ++at) {
    const char c = bytes[at];
    if (in_string_) {
      done = c == '"' && !escaped_ && depth_ == 0;
      if (c == '"' && !escaped_) in_string_ = false;
      escaped_ = c == '\\' && !escaped_;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '[' || c == '{') {
      ++depth_;
    } else if (c == ']' || c == '}') {
      if (depth_ == 0) {
        done = true;
        break;
      }
      done = --depth_ == 0;
    } else if (depth_ == 0 && (c == ',' || is_blank(c))) {
      done = true;
      break;
    }
  }
  text_.append(bytes.substr(0, at));
  if (text_.size() > kLongestText)
    return fail(ErrorKind::Limit,
                fmt::format("a row of the answer is longer than {} MiB", kLongestText >> 20));
  if (done) ADXC_TRY(text_done());
  return at;
}

Result<void> FrameScanner::text_done() {
  switch (std::exchange(state_, State::AfterValue)) {
    case State::Key:
      state_ = State::Colon;
      key_ = text_;
      return {};
    case State::Row: state_ = State::AfterRow; return handler_.row(text_);
    default:
      if (text_.empty()) return fail(ErrorKind::Unavailable, "a member of a frame has no value");
      return handler_.member(std::string_view(key_).substr(1, key_.size() - 2), text_);
  }
}

}  // namespace adxc::adx
