// Time spans and their limits as regular expressions, for JSON Schema.
#pragma once

#include <cstdint>
#include <string>

namespace adxc::tables {

/// Any time span `[d.]h:mm[:ss[.fffffff]]`; days have at most seven digits.
std::string any_timespan();

/// Time spans below the limit, in ticks of whole seconds and at most 99 days.
std::string timespan_below(std::int64_t limit);

/// Time spans up to the limit.
std::string timespan_up_to(std::int64_t limit);

}  // namespace adxc::tables
