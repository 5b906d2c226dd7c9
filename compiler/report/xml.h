// Words inside XML. Only for compiler/report.
#pragma once

#include <string>
#include <string_view>

namespace adxc::report {

/// Safe as text and between double quotes. Characters that XML 1.0 cannot hold, and bytes that are
/// not UTF-8, become U+FFFD; line ends stay what they are in text and become `&#10;` in an
/// attribute.
std::string xml_text(std::string_view words);
std::string xml_attribute(std::string_view words);

}  // namespace adxc::report
