#include "compiler/writer/scalars.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"

namespace adxc::writer {
namespace {

using document::Document;
using document::Node;
using document::NodeId;
using document::NodeKind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// RFC 8259 section 6.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = skip_digits(text, at);
  if (whole == at || (text[at] == '0' && whole > at + 1)) return false;
  at = whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = skip_digits(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t end = skip_digits(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

/// Words that YAML 1.1 or 1.2 takes for something else than text.
constexpr std::array<std::string_view, 12> kWords = {"true", "false", "yes",  "no",   "on", "off",
                                                     "y",    "n",     "null", "none", "~",  "="};

/// Begins like a number, a date or a time; quotes around one too many do no harm.
bool begins_like_number(std::string_view text) {
  const std::size_t at = text.find_first_not_of("+-.");
  return at != std::string_view::npos &&
         (is_digit(text[at]) || equal_fold(text.substr(at), "inf") ||
          equal_fold(text.substr(at), "nan"));
}

/// Characters that a double-quoted text writes as an escape.
bool needs_escape(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    const std::string_view rest = text.substr(i);
    // U+0080 to U+009F, the line breaks U+2028 and U+2029, and the byte order mark.
    if (byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0) return true;
    if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") ||
        rest.starts_with("\xEF\xBB\xBF"))
      return true;
  }
  return false;
}

std::string yaml_double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string_view rest = text.substr(i);
    const auto skip = [&](std::string_view escape, std::size_t size) {
      out += escape;
      i += size - 1;
    };
    if (rest.starts_with("\xE2\x80\xA8")) {
      skip("\\L", 3);
    } else if (rest.starts_with("\xE2\x80\xA9")) {
      skip("\\P", 3);
    } else if (rest.starts_with("\xEF\xBB\xBF")) {
      skip("\\uFEFF", 3);
    } else if (byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0) {
      skip(fmt::format("\\x{:02x}", static_cast<unsigned char>(rest[1])), 2);
    } else if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[i];
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte == '\t') {
      out += "\\t";
    } else if (byte == '\r') {
      out += "\\r";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += text[i];
    }
  }
  return out + '"';
}

bool same_scalar(const Node& a, NodeKind kind_a, const Node& b, NodeKind kind_b) {
  if (kind_a != kind_b) return false;
  if (kind_a == NodeKind::Bool) return equal_fold(a.text, b.text);
  return kind_a == NodeKind::Null || a.text == b.text;
}

std::vector<NodeId> children_of(const Document& document, NodeId id, bool sorted) {
  std::vector<NodeId> nodes;
  for (const NodeId child : document.children(id)) nodes.push_back(child);
  if (sorted && document.kind(id) == NodeKind::Object) {
    std::stable_sort(nodes.begin(), nodes.end(), [&](NodeId one, NodeId other) {
      return document.key(one) < document.key(other);
    });
  }
  return nodes;
}

bool same_node(const Document& a, NodeId at_a, const Document& b, NodeId at_b, bool any_order) {
  const NodeKind kind_a = json_kind(a[at_a]);
  const NodeKind kind_b = json_kind(b[at_b]);
  if (kind_a != NodeKind::Array && kind_a != NodeKind::Object)
    return same_scalar(a[at_a], kind_a, b[at_b], kind_b);
  if (kind_a != kind_b) return false;
  const std::vector<NodeId> inside_a = children_of(a, at_a, any_order);
  const std::vector<NodeId> inside_b = children_of(b, at_b, any_order);
  return std::equal(inside_a.begin(), inside_a.end(), inside_b.begin(), inside_b.end(),
                    [&](NodeId one, NodeId other) {
                      return a[one].key == b[other].key && same_node(a, one, b, other, any_order);
                    });
}

}  // namespace

NodeKind json_kind(const Node& node) {
  if (node.kind != NodeKind::Plain) return node.kind;
  if (equal_fold(node.text, "true") || equal_fold(node.text, "false")) {
    // `tRue` is text in every version of YAML.
    const bool spelt =
        std::all_of(node.text.begin() + 1, node.text.end(), [](char c) { return c >= 'a'; }) ||
        std::all_of(node.text.begin(), node.text.end(), [](char c) { return c <= 'Z'; });
    return spelt ? NodeKind::Bool : NodeKind::String;
  }
  return is_json_number(node.text) ? NodeKind::Number : NodeKind::String;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default: byte < 0x20 ? out += fmt::format("\\u{:04x}", byte) : out += c;
    }
  }
  return out + '"';
}

bool is_plain(std::string_view text) {
  if (text.empty() || needs_escape(text)) return false;
  if (std::string_view("-?:,[]{}#&*!|>'\"%@` ").find(text.front()) != std::string_view::npos)
    return false;
  if (text.back() == ' ' || text.back() == ':') return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos)
    return false;
  if (text.starts_with("...") || text == "<<" || begins_like_number(text)) return false;
  return std::none_of(kWords.begin(), kWords.end(),
                      [&](std::string_view word) { return equal_fold(word, text); });
}

std::string yaml_line(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  if (needs_escape(text)) return yaml_double_quoted(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

bool is_block(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return false;
  if (text.find_first_not_of("\n \t") == std::string_view::npos) return false;
  std::string rest(text);
  std::erase_if(rest, [](char c) { return c == '\n' || c == '\t'; });
  return !needs_escape(rest) && text.front() != '\t';
}

std::string yaml_block(std::string_view text, std::size_t indent, std::size_t step,
                       std::string_view remark) {
  std::string out = "|";
  // Where the text begins with blanks or an empty line, the depth has to be said.
  if (text.front() == ' ' || text.front() == '\n') out += std::to_string(step);
  const bool ends = text.ends_with('\n');
  if (!ends) out += '-';
  if (text.ends_with("\n\n")) out += '+';
  if (!remark.empty()) out += fmt::format(" {}", remark);
  out += '\n';
  const std::string_view lines = ends ? text.substr(0, text.size() - 1) : text;
  for (std::size_t at = 0; at <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string_view line = lines.substr(at, end - at);
    if (!line.empty()) out += std::string(indent, ' ');
    out += line;
    out += '\n';
    at = end + 1;
  }
  return out;
}

bool same(const Document& a, const Document& b, bool any_order) {
  return std::equal(
      a.roots.begin(), a.roots.end(), b.roots.begin(), b.roots.end(),
      [&](NodeId one, NodeId other) { return same_node(a, one, b, other, any_order); });
}

}  // namespace adxc::writer
