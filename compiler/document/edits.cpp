#include "compiler/document/edits.h"

#include <algorithm>

#include <fmt/format.h>

namespace adxc::document {
namespace {

using std::string_view;

bool is_key_in_braces(const Document& document, NodeId object) {
  const text::Span span = document[object].span;
  return span.size() > 0 && document.file->text[span.begin] == '{';
}

/// A text as a JSON string, which double-quoted YAML takes as well.
std::string in_double_quotes(string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted.push_back('\\');
    if (byte < 0x20) {
      quoted += c == '\n' ? "\\n" : c == '\t' ? "\\t" : fmt::format("\\u{:04x}", byte);
    } else {
      quoted.push_back(c);
    }
  }
  return quoted + '"';
}

std::string in_single_quotes(string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

/// Text that means itself in YAML without quotes, whatever stands around it.
bool is_plain(string_view text) {
  constexpr string_view kInside = "-_./+() ";
  const auto safe = [&](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || kInside.find(c) != string_view::npos;
  };
  const bool begins = !text.empty() && text.front() != '-' && text.front() != ' ' &&
                      text.front() != '.' && text.back() != ' ';
  return begins && std::ranges::all_of(text, safe) && text != "null";
}

/// Digits and colons: a time span, which the tables type.
bool is_clock(string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789:.") == string_view::npos;
}

/// Nodes that repeat an anchor's do not stand where their span is.
bool stands_here(const Document& document, NodeId node) {
  const text::Span span = document[node].span;
  for (NodeId at = document[node].parent; at.valid(); at = document[at].parent) {
    const text::Span around = document[at].span;
    if (span.begin < around.begin || span.end > around.end || around == span) return false;
  }
  return span.size() > 0 && document.file->text[span.begin] != '*';
}

/// False for a value that is not the one in the file: in a template of ARM, what is known of an
/// expression stands in its place.
bool is_own_text(const Document& document, NodeId node) {
  const Node& scalar = document[node];
  const string_view source = document.file->view(scalar.span);
  if (scalar.style == Style::None) return source == scalar.text;
  if (scalar.style != Style::JsonString || source.size() < 2) return true;
  const string_view inside = source.substr(1, source.size() - 2);
  const bool escapes = inside.find('\\') != string_view::npos;
  return inside == scalar.text || (escapes && !inside.starts_with('['));
}

/// The text of a YAML key as it must stand in a block or in braces, or of a JSON key.
std::string key_text(const Document& document, NodeId object, string_view name) {
  const NodeId first = document[object].first_child;
  const bool quotes = document.file->text[document[first].key_span.begin] == '"';
  return quotes ? in_double_quotes(name) : std::string(name);
}

std::uint32_t line_begin(string_view text, std::uint32_t at) {
  const std::size_t before = at == 0 ? string_view::npos : text.rfind('\n', at - 1);
  return before == string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// From behind the comma before a property, or up to the property after it.
diag::Edit remove_between_commas(const Document& document, NodeId node) {
  const string_view text = document.file->text;
  const document::Node& gone = document[node];
  if (gone.index > 0) {
    std::uint32_t begin = gone.key_span.begin;
    while (begin > 0 && text[begin - 1] != ',') --begin;
    return {{gone.span.file, begin - 1, gone.span.end}, ""};
  }
  std::uint32_t end = gone.span.end;
  if (gone.next_sibling.valid()) {
    end = document[gone.next_sibling].key_span.begin;
  } else {
    while (end < text.size() && is_blank(text[end])) ++end;
  }
  return {{gone.span.file, gone.key_span.begin, end}, ""};
}

}  // namespace

std::optional<diag::Edit> replace_word(const Document& document, const diag::Place& place,
                                       string_view found, string_view wanted) {
  const string_view source = document.file->view(place.span);
  text::Span span = place.span;
  if (source != found) {
    const bool quoted = source.size() == found.size() + 2 && source.front() == source.back() &&
                        (source.front() == '"' || source.front() == '\'') &&
                        source.substr(1, found.size()) == found;
    if (!quoted) return std::nullopt;
    ++span.begin;
    --span.end;
  } else if (!is_plain(wanted) && !is_clock(wanted)) {
    return diag::Edit{span, in_double_quotes(wanted)};
  }
  return diag::Edit{span, std::string(wanted)};
}

std::optional<diag::Edit> rename_key(const Document& document, NodeId node, string_view name) {
  if (document[node].key_span.size() == 0) return std::nullopt;
  return replace_word(document, document.key_place(node), document.key(node), name);
}

std::optional<diag::Edit> replace_scalar(const Document& document, NodeId node, string_view text) {
  const Node& old = document[node];
  if (!stands_here(document, node) || !is_own_text(document, node)) return std::nullopt;
  switch (old.style) {
    case Style::JsonString:
    case Style::DoubleQuoted: return diag::Edit{old.span, in_double_quotes(text)};
    case Style::SingleQuoted:
      return diag::Edit{old.span, text.find('\n') == string_view::npos ? in_single_quotes(text)
                                                                       : in_double_quotes(text)};
    case Style::Plain:
      return diag::Edit{
          old.span, is_plain(text) || is_clock(text) ? std::string(text) : in_double_quotes(text)};
    case Style::None: return diag::Edit{old.span, std::string(text)};
    case Style::Literal:
    case Style::Folded: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<diag::Edit> wrap(const Document& document, NodeId node, string_view before,
                               string_view behind) {
  const Node& old = document[node];
  const string_view source = document.file->view(old.span);
  const bool quoted = old.style == Style::JsonString || old.style == Style::DoubleQuoted ||
                      old.style == Style::SingleQuoted;
  if (!quoted || !stands_here(document, node) || !is_own_text(document, node) ||
      source.find('\n') != string_view::npos)
    return std::nullopt;
  return diag::Edit{old.span, std::string(before) + std::string(source) + std::string(behind)};
}

std::optional<diag::Edit> remove_property(const Document& document, NodeId node) {
  const NodeId object = document[node].parent;
  const bool usable = object.valid() && document.kind(object) == NodeKind::Object &&
                      document[node].key_span.size() > 0 && stands_here(document, node);
  if (!usable) return std::nullopt;
  if (is_key_in_braces(document, object)) return remove_between_commas(document, node);
  const string_view text = document.file->text;
  const std::uint32_t begin = line_begin(text, document[node].key_span.begin);
  const bool alone =
      text.substr(begin, document[node].key_span.begin - begin).find_first_not_of(' ') ==
      string_view::npos;
  if (!alone || document[object].child_count == 1) return std::nullopt;  // "- a: 1", "a: {b: 1}"
  const std::size_t end = text.find('\n', document[node].span.end);
  return diag::Edit{{document.file->id, begin,
                     static_cast<std::uint32_t>(end == string_view::npos ? text.size() : end + 1)},
                    ""};
}

std::optional<diag::Edit> insert_property(const Document& document, NodeId object, string_view name,
                                          string_view value) {
  const Node& parent = document[object];
  if (parent.kind != NodeKind::Object || parent.child_count == 0 || !stands_here(document, object))
    return std::nullopt;
  NodeId last = parent.first_child;
  while (document[last].next_sibling.valid()) last = document[last].next_sibling;
  const string_view text = document.file->text;
  const bool braces = is_key_in_braces(document, object);
  const std::uint32_t begin = line_begin(text, document[last].key_span.begin);
  const string_view before = text.substr(begin, document[last].key_span.begin - begin);
  const bool own_line = before.find_first_not_of(" \t-") == string_view::npos;
  std::string indent(before);
  std::ranges::replace(indent, '-', ' ');
  const bool crlf = begin >= 2 && text[begin - 2] == '\r';
  const std::string line = (crlf ? "\r\n" : "\n") + indent;
  const std::string pair =
      key_text(document, object, name) + ": " +
      (braces || (!is_plain(value) && !is_clock(value)) ? in_double_quotes(value)
                                                        : std::string(value));
  const std::uint32_t at = document[last].span.end;
  if (braces) return diag::Edit{{document.file->id, at, at}, (own_line ? "," + line : ", ") + pair};
  if (!own_line || document.kind(last) == NodeKind::Object) return std::nullopt;
  return diag::Edit{{document.file->id, at, at}, line + pair};
}

std::optional<diag::Fix> fix_of(std::optional<diag::Edit> edit, std::string title, bool safe) {
  if (!edit) return std::nullopt;
  return diag::Fix{std::move(title), safe, {*std::move(edit)}};
}

}  // namespace adxc::document
