// Dynamic values while they are worked on. Stored and passed they are compact JSON text; null of
// the whole value is SQL's null.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace adxc::engine {

/// Keeps the order of keys.
using Json = nlohmann::ordered_json;

/// JSON null when the text is no JSON.
Json parse_json(std::string_view text);

/// Compact text; bytes that are no UTF-8 are replaced.
std::string write_json(const Json& value);

/// As a dynamic result: JSON null is null.
std::optional<std::string> dynamic_of(const Json& value);

/// What tostring() gives: a string without its quotes, "" for null, else the JSON text.
std::string text_of(const Json& value);

/// Kinds of values in the order they are sorted: numbers, texts, bools, arrays and bags, null.
int json_rank(const Json& value);

}  // namespace adxc::engine
