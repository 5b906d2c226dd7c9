// JSON as text: checked and made compact without a tree, so that every digit of a number and every
// escape stays as it was written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/rows/batch.h"

namespace adxc::rows {

/// Objects and arrays inside one another, at most.
inline constexpr std::size_t kMaxJsonDepth = 256;

/// `text` without the blanks between its tokens, or nothing when it is not one JSON value
/// (RFC 8259) or nests deeper than kMaxJsonDepth.
std::optional<std::string> compact_json(std::string_view text);

/// Appends `text` as a JSON string with its quotes. Bytes outside ASCII stay.
void append_json_string(std::string& out, std::string_view text);

/// Appends a cell as Kusto's answers spell it: bool, int, long and real bare, dynamic nested, null
/// as null; NaN, Infinity, decimals and all else as JSON strings.
void append_json_cell(std::string& out, ScalarType type, Cell cell);

}  // namespace adxc::rows
