#include "compiler/document/yaml_source.h"

#include <algorithm>

namespace adxc::document {
namespace {

/// YAML 1.2 section 6.8.1.
constexpr std::string_view kTagCharacters =
    "!0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-%#;/?:@&=+$_.~*'()";

bool is_empty_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos || line[first] == '#';
}

/// True for a line that may stand before `---` without being a document.
bool is_prologue(std::string_view line) {
  return is_empty_line(line) || line.starts_with('%');
}

}  // namespace

std::uint32_t skip_yaml_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && is_yaml_blank(text[at])) ++at;
  return at;
}

std::uint32_t skip_line_break(std::string_view text, std::uint32_t at) {
  if (text.substr(at).starts_with("\r\n")) return at + 2;
  return at < text.size() && is_line_break(text[at]) ? at + 1 : at;
}

std::uint32_t skip_yaml_trivia(std::string_view text, std::uint32_t at) {
  for (; at < text.size(); ++at) {
    const bool after_blank = at == 0 || is_yaml_blank(text[at - 1]) || is_line_break(text[at - 1]);
    if (text[at] == '#' && after_blank) at = line_end(text, at);
    if (at >= text.size()) break;
    if (!is_yaml_blank(text[at]) && !is_line_break(text[at])) break;
  }
  return at;
}

std::uint32_t skip_yaml_name(std::string_view text, std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto until = [&](std::size_t found) {
    return found == std::string_view::npos ? size : static_cast<std::uint32_t>(found);
  };
  if (text.substr(at).starts_with("!<")) return std::min(until(text.find('>', at)) + 1, size);
  if (text.substr(at).starts_with('!')) return until(text.find_first_not_of(kTagCharacters, at));
  return until(text.find_first_of(" \t\r\n,[]{}", at));
}

std::uint32_t skip_yaml_properties(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == '&' || text[at] == '!'))
    at = skip_yaml_trivia(text, skip_yaml_name(text, at));
  return at;
}

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  while (at < text.size() && !is_line_break(text[at])) ++at;
  return at;
}

std::string_view line_at(std::string_view text, std::uint32_t at) {
  return text.substr(at, line_end(text, at) - at);
}

std::uint32_t next_line(std::string_view text, std::uint32_t at) {
  return skip_line_break(text, line_end(text, at));
}

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  while (at > 0 && !is_line_break(text[at - 1])) --at;
  return at;
}

bool is_document_marker(std::string_view line) {
  const bool marker = line.starts_with("---") || line.starts_with("...");
  return marker && (line.size() == 3 || is_yaml_blank(line[3]));
}

std::vector<YamlPart> split_yaml(std::string_view text, std::uint32_t begin) {
  std::vector<YamlPart> parts;
  const auto size = static_cast<std::uint32_t>(text.size());
  bool begun = false;  // a marker or text has been seen in this part
  bool full = false;   // text has been seen in it
  const auto cut = [&](std::uint32_t at) {
    if (full) parts.push_back({begin, at});
    begin = at;
    full = begun = false;
  };
  for (std::uint32_t at = begin; at < size; at = next_line(text, at)) {
    const std::string_view line = line_at(text, at);
    const bool marker = is_document_marker(line);
    if (marker && line.front() == '.') {
      cut(next_line(text, at));
      continue;
    }
    if (marker && begun) cut(at);
    begun = begun || marker || !is_prologue(line);
    full = full || (marker ? !is_empty_line(line.substr(3)) : begun && !is_empty_line(line));
  }
  if (full) parts.push_back({begin, size});
  return parts;
}

}  // namespace adxc::document
