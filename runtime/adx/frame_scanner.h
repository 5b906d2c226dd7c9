// Cuts the answer of a v2 query into its frames while it arrives: one row at a time, so that no
// more than the longest row is in memory. It finds where values begin and end; what they are is for
// those who parse them.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/error.h"

namespace adxc::adx {

/// Is told what the scanner finds. Texts are valid during the call.
class FrameHandler {
 public:
  virtual ~FrameHandler() = default;
  virtual Result<void> begin_frame() = 0;
  /// A member other than `Rows`, and its JSON text.
  virtual Result<void> member(std::string_view name, std::string_view json) = 0;
  /// One element of `Rows`.
  virtual Result<void> row(std::string_view json) = 0;
  virtual Result<void> end_frame() = 0;
};

class FrameScanner {
 public:
  explicit FrameScanner(FrameHandler& handler) : handler_(handler) {}

  /// The next bytes, cut anywhere. Errors: Unavailable when it is no array of objects, Limit when a
  /// row or member is too long, and those of the handler.
  Result<void> feed(std::string_view bytes);
  /// True after the bracket that closes the array.
  bool complete() const { return state_ == State::End; }

 private:
  enum class State {
    DatasetStart,
    FrameStart,
    KeyStart,
    Key,
    Colon,
    ValueStart,
    Value,
    AfterValue,
    RowStart,
    Row,
    AfterRow,
    AfterFrame,
    End
  };

  Result<void> structural(char c);
  Result<void> after(char c, char closing, State next, State closed);
  Result<std::size_t> text(std::string_view bytes);
  Result<void> text_done();
  void begin_text(State state);

  FrameHandler& handler_;
  State state_ = State::DatasetStart;
  std::string key_;   // of the member being read, with its quotes
  std::string text_;  // of the key, value or row being read
  int depth_ = 0;     // of brackets inside the text
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace adxc::adx
