// Lays a query out: one operator a line, lists that do not fit on a line one item a line. Only
// blanks and line breaks change; every token and every comment stays, in its order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adxc::kql {

/// The query as it should stand in a file, with a line break at its end. Of a command only a query
/// that feeds it is laid out. Nothing when the text has errors of syntax. Doing it twice changes
/// nothing.
std::optional<std::string> format(std::string_view text);

}  // namespace adxc::kql
