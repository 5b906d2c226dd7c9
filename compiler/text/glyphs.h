// A line as a terminal shows it: which cells each character takes, and nothing that could move the
// cursor, reorder what is read, or give orders to the agent that keeps a build's log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace adxc::text {

/// One character of a line.
struct Glyph {
  std::uint32_t source = 0;  // its first byte in the line
  std::uint32_t column = 0;  // its first cell, from 0
  std::uint32_t width = 0;   // cells: 0 for a combining mark, 2 for most emoji, 1 to 4 for a tab
  std::string text;          // what to print for it; a tab becomes blanks
};

/// The characters of one line. Control characters, marks that change the direction of writing,
/// bytes that are not UTF-8 and the bracket of "##vso[" and "##[" become U+FFFD. Tab stops are four
/// cells apart.
std::vector<Glyph> glyphs(std::string_view line);

/// `text` as glyphs() shows it, on one line: for words of the user inside our sentences.
std::string printable(std::string_view text);

}  // namespace adxc::text
