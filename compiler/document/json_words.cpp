#include "compiler/document/json_words.h"

#include <fmt/format.h>

#include "compiler/base/names.h"

namespace adxc::document {

std::string quoted(const JsonToken& token, std::string_view text) {
  if (token.kind == JsonTokenKind::End) return "the end of the file";
  const std::string_view spelling = text.substr(token.begin, token.end - token.begin);
  const auto first = static_cast<unsigned char>(spelling.front());
  if (first < 0x20 || first == 0x7F) return fmt::format("character U+{:04X}", first);
  const std::string_view line = spelling.substr(0, spelling.find_first_of("\r\n"));
  return fmt::format("`{}`", shortened(line));
}

std::string_view literal_for(std::string_view word) {
  for (const std::string_view literal : {"true", "false", "null"}) {
    if (equal_fold(word, literal)) return literal;
  }
  for (const std::string_view nothing : {"none", "nil", "undefined", "nan", "infinity"}) {
    if (equal_fold(word, nothing)) return "null";
  }
  return "";
}

std::string_view visible(std::string_view escape) {
  const bool hidden = escape.size() > 1 && static_cast<unsigned char>(escape[1]) < 0x20;
  return escape.substr(0, hidden ? 1 : escape.size());
}

std::pair<std::string, std::string> control_names(char c) {
  if (c == '\n' || c == '\r') return {"a line break", c == '\n' ? "\\n" : "\\r\\n"};
  if (c == '\t') return {"a tab", "\\t"};
  return {fmt::format("control character U+{:04X}", c), fmt::format("\\u{:04x}", c)};
}

}  // namespace adxc::document
