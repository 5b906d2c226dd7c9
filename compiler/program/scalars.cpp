#include "compiler/program/scalars.h"

#include <algorithm>
#include <array>

#include "compiler/model/scalars.h"

namespace adxc::program {
namespace {

/// Longer text between angle brackets is no name to fill in.
constexpr std::size_t kLongestPlaceholder = 80;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Words as they stand in placeholders: letters, digits, blanks and what joins words.
bool is_placeholder_word(std::string_view inside) {
  if (inside.empty() || inside.size() > kLongestPlaceholder || !is_letter(inside.front()))
    return false;
  return std::all_of(inside.begin(), inside.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') ||
           std::string_view(" _-./'(),:@").find(c) != std::string_view::npos;
  });
}

bool holds_between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t begin = text.find(open);
  if (begin == std::string_view::npos) return false;
  return text.find(close, begin + open.size() + 1) != std::string_view::npos;
}

}  // namespace

bool is_text(document::NodeKind kind) {
  return kind == document::NodeKind::String || kind == document::NodeKind::Plain;
}

bool is_text(const document::Node& node) {
  return is_text(node.kind);
}

std::string_view text_at(const document::Document& document, document::NodeId object,
                         std::string_view key) {
  const document::NodeId node = document.find(object, key);
  const bool found = node.valid() && is_text(document.kind(node));
  return found ? document.text(node) : std::string_view{};
}

document::NodeId object_at(const document::Document& document, document::NodeId object,
                           std::string_view key) {
  const document::NodeId node = document.find(object, key);
  const bool found = node.valid() && document.kind(node) == document::NodeKind::Object;
  return found ? node : document::NodeId{};
}

document::NodeId value_at(const document::Document& document, document::NodeId object,
                          std::string_view key) {
  const document::NodeId node = object.valid() ? document.find(object, key) : object;
  const bool found = node.valid() && document.kind(node) != document::NodeKind::Null;
  return found ? node : document::NodeId{};
}

bool is_true(const document::Document& document, document::NodeId object, std::string_view key) {
  const document::NodeId node = value_at(document, object, key);
  return node.valid() && model::read_bool(document[node]) == true;
}

bool is_false(const document::Document& document, document::NodeId object, std::string_view key) {
  const document::NodeId node = value_at(document, object, key);
  return !node.valid() || model::read_bool(document[node]) == false;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::size_t end = text.find_last_not_of(kBlanks);
  return end == std::string_view::npos ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

std::optional<Stretch> find_placeholder(std::string_view text) {
  for (std::size_t open = text.find('<'); open != std::string_view::npos;
       open = text.find('<', open + 1)) {
    const std::size_t close = text.find('>', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    // A closing tag of the same word makes it markup.
    const bool markup = text.find("</", close) != std::string_view::npos;
    if (!markup && is_placeholder_word(inside)) return Stretch{open, close + 1};
  }
  return std::nullopt;
}

bool is_placeholder(std::string_view text) {
  const std::optional<Stretch> found = find_placeholder(text);
  return found && found->begin == 0 && found->end == text.size();
}

bool has_token(std::string_view text) {
  return holds_between(text, "#{", "}#") || holds_between(text, "__", "__") ||
         holds_between(text, "${", "}") || holds_between(text, "{{", "}}");
}

std::size_t kusto_begin(std::string_view text) {
  std::size_t at = text.find_first_not_of(" \t\r\n");
  while (at != std::string_view::npos && text.substr(at).starts_with("//")) {
    at = text.find_first_not_of(" \t\r\n", std::min(text.find('\n', at), text.size()));
  }
  return std::min(at, text.size());
}

bool is_masked(std::string_view text) {
  return !text.empty() && text.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace adxc::program
