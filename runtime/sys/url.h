// The few things adxc itself must know about a URL; everything else is curl's.
#pragma once

#include <string>
#include <string_view>

namespace adxc::sys {

/// Host of an http or https URL as it is written ("[::1]" with its brackets), or "" when the URL
/// is not plainly `scheme://host[:port][/…]`: a user name, a blank or a backslash in it is enough
/// to make it not plain.
std::string_view plain_host(std::string_view url);

/// The URL without user name, query and fragment, where secrets travel.
std::string printable_url(std::string_view url);

}  // namespace adxc::sys
