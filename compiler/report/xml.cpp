#include "compiler/report/xml.h"

#include "compiler/text/glyphs.h"

namespace adxc::report {
namespace {

std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    default: return "";
  }
}

void add_line(std::string& safe, std::string_view line) {
  for (const char c : text::printable(line)) {
    const std::string_view name = entity(c);
    if (name.empty()) {
      safe += c;
    } else {
      safe += name;
    }
  }
}

std::string escaped(std::string_view words, std::string_view line_end) {
  std::string safe;
  for (std::size_t at = 0;;) {
    const std::size_t end = words.find('\n', at);
    add_line(safe, words.substr(at, end - at));
    if (end == std::string_view::npos) return safe;
    safe += line_end;
    at = end + 1;
  }
}

}  // namespace

std::string xml_text(std::string_view words) {
  return escaped(words, "\n");
}

std::string xml_attribute(std::string_view words) {
  return escaped(words, "&#10;");
}

}  // namespace adxc::report
