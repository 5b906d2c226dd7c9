// What every reader does first: refuse files that are too large or not UTF-8 at all, and put a
// stand-in where single bytes are no UTF-8, so that no reader and nobody after it meets broken
// text.
#pragma once

#include <string>
#include <string_view>

#include "compiler/document/document.h"

namespace adxc::document {

/// A file's text as the readers see it: valid UTF-8, and as long as the file, so that offsets
/// agree.
class Intake {
 public:
  /// Reports what is wrong with the bytes; bytes that are no UTF-8 as `syntax`.
  Intake(const text::SourceFile& file, diag::Rule syntax, diag::Sink& sink, const Limits& limits);

  /// False when nothing can be read from the file; the reason has been reported.
  bool readable() const { return readable_; }
  bool repaired() const { return !repaired_.empty(); }
  std::string_view text() const { return repaired_.empty() ? file_.text : repaired_; }
  /// Where the text begins: after the byte order mark when there is one.
  std::uint32_t begin() const { return begin_; }

 private:
  const text::SourceFile& file_;
  std::string repaired_;  // "" when the file's own text will do
  std::uint32_t begin_ = 0;
  bool readable_ = false;
};

/// Offset of the first byte from `from` on that does not belong to valid UTF-8; npos when none.
std::size_t find_not_utf8(std::string_view text, std::size_t from = 0);

/// `text` with a `_` for each byte that is not part of valid UTF-8.
std::string with_stand_ins(std::string_view text);

/// A document that says only that its file could not be read: one broken root.
Document broken_document(const text::SourceFile& file);

}  // namespace adxc::document
