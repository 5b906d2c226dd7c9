#include "runtime/adx/syntax.h"

#include <fmt/format.h>

namespace adxc::adx {
namespace {

void append_escaped(std::string& out, std::string_view text, char quote) {
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", c);
    else if (c == '\\' || c == quote)
      out.append(1, '\\').append(1, c);
    else
      out += c;
  }
}

}  // namespace

std::string entity(std::string_view name) {
  // Always quoted: which identifiers are keywords differs between versions of the service.
  std::string out = "['";
  append_escaped(out, name, '\'');
  return out + "']";
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, text, '"');
  return out + "\"";
}

}  // namespace adxc::adx
