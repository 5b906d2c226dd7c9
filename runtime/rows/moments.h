// Datetimes in the spellings of mail and web headers, which Kusto reads besides ISO 8601.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace adxc::rows {

/// RFC 822 (`Sat, 8 Nov 14 15:05:02 GMT`, `8 Nov 2014 15:05`) and RFC 850 (`Saturday, 08-Nov-14
/// 15:05:02 UTC`). The weekday is not checked; years of two digits are 1950 to 2049; no zone means
/// UTC. Ticks from 0001-01-01.
std::optional<std::int64_t> parse_mail_datetime(std::string_view text);

}  // namespace adxc::rows
