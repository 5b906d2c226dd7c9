// Texts character by character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace adxc::engine {

/// Takes the next character off valid UTF-8; anything else counts byte by byte.
std::uint32_t take_character(std::string_view& text);

void append_character(std::string& text, std::uint32_t character);

std::size_t count_characters(std::string_view text);

/// The bytes of the characters from `begin` on, at most `count` of them.
std::string_view slice_characters(std::string_view text, std::size_t begin, std::size_t count);

/// Letters and digits of any alphabet: what a term of `has` is made of.
bool is_term_character(std::uint32_t character);

bool is_utf8(std::string_view text);

/// Bytes that are no UTF-8 become U+FFFD: DuckDB stores nothing else.
std::string repaired_utf8(std::string_view text);

}  // namespace adxc::engine
