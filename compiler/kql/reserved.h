// Words that cannot be a bare name; as names they are written ['by'].
#pragma once

#include <string_view>

namespace adxc::kql {

/// True if the word cannot stand for a column, table or variable where one is used.
bool is_reserved(std::string_view word);

/// True if the word cannot stand before `=` or `:` either, where a name is made.
bool is_reserved_as_new_name(std::string_view word);

}  // namespace adxc::kql
