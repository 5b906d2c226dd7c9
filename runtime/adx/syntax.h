// Names and text inside queries and commands.
#pragma once

#include <string>
#include <string_view>

namespace adxc::adx {

/// A name of a table, column or mapping as KQL reads it whatever it holds: `['Order lines']`.
std::string entity(std::string_view name);

/// A double-quoted string literal.
std::string literal(std::string_view text);

}  // namespace adxc::adx
