// Scalars of the YAML that yaml_simple.h reads. Each function answers nothing where yaml-cpp has to
// be asked.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/document/document.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {

struct SimpleScalar {
  Style style = Style::Plain;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // quotes included, the last line break of a block scalar not
  std::string_view text;  // decoded
};

class SimpleScalars {
 public:
  /// Decoded text that does not stand in `text` is kept in `decoded`.
  SimpleScalars(std::string_view text, DecodedTexts& decoded) : text_(text), decoded_(decoded) {}

  /// Text in quotes that begins and ends in one line.
  std::optional<SimpleScalar> quoted(std::uint32_t at) { return quoted_text(at, kOneLine); }
  /// The same over lines that are indented by more than `indent`.
  std::optional<SimpleScalar> quoted_lines(std::uint32_t at, std::uint32_t indent) {
    return quoted_text(at, indent);
  }
  /// Plain text up to `: `, ` #` or the end of the line.
  std::optional<SimpleScalar> plain(std::uint32_t at) const;
  /// The same over lines that are indented by more than `indent`.
  std::optional<SimpleScalar> plain_lines(std::uint32_t at, std::uint32_t indent);
  /// The same among the values of [..] and {..}.
  std::optional<SimpleScalar> plain_in_flow(std::uint32_t at) const;
  /// A literal or folded scalar below something that is indented by `indent`.
  std::optional<SimpleScalar> block(std::uint32_t at, std::uint32_t indent);

  /// True if a blank, a line break or the end of the text is at `at`.
  bool blank_at(std::uint32_t at) const { return line_ends_at(at) || text_[at] == ' '; }
  bool line_ends_at(std::uint32_t at) const {
    return at >= text_.size() || is_line_break(text_[at]);
  }

 private:
  struct BlockLines;
  static constexpr std::uint32_t kOneLine = std::numeric_limits<std::uint32_t>::max();

  std::optional<SimpleScalar> quoted_text(std::uint32_t at, std::uint32_t indent);
  std::optional<std::uint32_t> read_special(std::uint32_t at, char quote, std::uint32_t indent);
  std::optional<std::uint32_t> decode_escape(std::uint32_t at, std::uint32_t indent);
  std::optional<std::uint32_t> fold(std::uint32_t at, std::uint32_t indent, std::string& out) const;
  std::optional<SimpleScalar> plain_to_end(std::uint32_t at) const;
  bool take_block_line(BlockLines& lines, std::string_view line);

  std::string_view text_;
  DecodedTexts& decoded_;
  std::string scratch_;
};

/// `~`, `null`, `Null` or `NULL`: no text when it stands without quotes.
bool is_plain_null(std::string_view text);

}  // namespace adxc::document
