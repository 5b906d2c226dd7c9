// The characters between YAML's tokens: blanks, comments, lines, document markers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace adxc::document {

inline bool is_line_break(char c) {
  return c == '\n' || c == '\r';
}

inline bool is_yaml_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Offset after blanks (not line breaks) at `at`.
std::uint32_t skip_yaml_blanks(std::string_view text, std::uint32_t at);

/// Offset after the line break at `at`, if there is one.
std::uint32_t skip_line_break(std::string_view text, std::uint32_t at);

/// Offset after blanks, line breaks and comments at `at`.
std::uint32_t skip_yaml_trivia(std::string_view text, std::uint32_t at);

/// Offset of the node itself when properties (&anchor, !tag) stand before it at `at`.
std::uint32_t skip_yaml_properties(std::string_view text, std::uint32_t at);

/// Offset after the name of the anchor, alias or tag that begins at `at`.
std::uint32_t skip_yaml_name(std::string_view text, std::uint32_t at);

/// From `at` to the end of its line, the break not included.
std::string_view line_at(std::string_view text, std::uint32_t at);

/// Offset of the end of the line of `at`, before its break.
std::uint32_t line_end(std::string_view text, std::uint32_t at);

/// Offset of the line after the one of `at`.
std::uint32_t next_line(std::string_view text, std::uint32_t at);

/// Offset of the first character of the line of `at`.
std::uint32_t line_begin(std::string_view text, std::uint32_t at);

/// `---` or `...`, alone or before a blank: no scalar may hold such a line.
bool is_document_marker(std::string_view line);

/// A stretch of a file that holds at most one document.
struct YamlPart {
  std::uint32_t begin;
  std::uint32_t end;
};

/// Splits a file at its document markers, so that a mistake in one document does not hide the rest.
/// Parts that hold nothing but comments are left out.
std::vector<YamlPart> split_yaml(std::string_view text, std::uint32_t begin);

}  // namespace adxc::document
