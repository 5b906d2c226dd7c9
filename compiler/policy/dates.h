// Days as people write them. Days compare as their texts do.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace adxc::policy {

/// True for a day of the calendar in the form 2027-01-31.
bool is_date(std::string_view text);

/// The day, in UTC, of seconds since 1970.
std::string date_of(std::time_t seconds);

/// The day of SOURCE_DATE_EPOCH (seconds since 1970) when it is a number, otherwise of the clock.
std::string today(const std::optional<std::string>& source_date_epoch);

}  // namespace adxc::policy
