#include "compiler/kql/values.h"

#include <cmath>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "compiler/kql/lexer.h"
#include "compiler/kql/literals.h"

namespace adxc::kql {
namespace {

std::string real_text(double value) {
  if (std::isnan(value)) return "\"NaN\"";
  if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

/// The text a value has inside of `type(…)`.
std::string plain_text(const Value& value, ScalarType type) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return "";
  if (type == ScalarType::DateTime) return print_datetime(*number);
  if (type == ScalarType::TimeSpan) return print_timespan(*number);
  return fmt::format("{}", *number);
}

/// Whole numbers of a real or decimal, cut off; null when out of range.
Value whole(const std::string& text) {
  const auto real = literal_value(TokenKind::Typed, "real(" + text + ")");
  if (!real || !std::holds_alternative<double>(real->value)) return {};
  const double value = std::trunc(std::get<double>(real->value));
  if (!(std::fabs(value) < 9.2e18)) return {};
  return static_cast<std::int64_t>(value);
}

Value read_as(ScalarType to, const std::string& text) {
  const std::string typed = fmt::format("{}({})", name(to), text);
  const auto value = literal_value(TokenKind::Typed, typed);
  return value ? value->value : Value{};
}

std::string negative(const Tree& tree, NodeId node) {
  const std::string text = json_of(tree, tree.child(node, 0));
  return text.starts_with('-') ? text.substr(1) : "-" + text;
}

std::string joined(const Tree& tree, NodeId node, char open, char close) {
  std::string text(1, open);
  for (const NodeId child : tree.children(node)) {
    if (text.size() > 1) text += ',';
    text += json_of(tree, child);
  }
  return text + close;
}

std::string pair(const Tree& tree, NodeId node) {
  const NodeId key = tree.child(node, 0);
  const NodeId value = tree.child(node, 1);
  const bool quoted = tree[key].kind == NodeKind::StringLiteral;
  const std::string text = quoted ? tree.string(key) : tree.name(key);
  return json_string(text) + ":" + (value.valid() ? json_of(tree, value) : "null");
}

}  // namespace

Value converted(const Value& value, ScalarType from, ScalarType to) {
  if (from == to || std::holds_alternative<std::monostate>(value)) return value;
  if (to == ScalarType::Dynamic) return json_of(value, from);
  const std::string text = plain_text(value, from);
  if (to == ScalarType::String) return text;
  const bool to_whole = to == ScalarType::Int || to == ScalarType::Long;
  if (to_whole && (from == ScalarType::Real || from == ScalarType::Decimal)) return whole(text);
  return read_as(to, text);
}

std::string json_of(const Value& value, ScalarType type) {
  if (std::holds_alternative<std::monostate>(value)) return "null";
  if (const auto* real = std::get_if<double>(&value)) return real_text(*real);
  if (type == ScalarType::Dynamic) return std::get<std::string>(value);
  const bool bare = type == ScalarType::Bool || type == ScalarType::Int ||
                    type == ScalarType::Long || type == ScalarType::Decimal;
  return bare ? plain_text(value, type) : json_string(plain_text(value, type));
}

std::string json_of(const Tree& tree, NodeId json) {
  switch (tree[json].kind) {
    case NodeKind::JsonArray: return joined(tree, json, '[', ']');
    case NodeKind::JsonObject: return joined(tree, json, '{', '}');
    case NodeKind::JsonPair: return pair(tree, json);
    case NodeKind::Dynamic: return json_of(tree, tree.child(json, 0));
    case NodeKind::StringLiteral: return json_string(tree.string(json));
    case NodeKind::Unary: return negative(tree, json);
    case NodeKind::Literal: {
      const auto value = literal_value(tree.tokens[tree[json].token].kind, tree.token_text(json));
      return value ? json_of(value->value, value->type) : "null";
    }
    default: return "null";
  }
}

std::vector<std::pair<std::string, ScalarType>> json_members(std::string_view json) {
  std::vector<std::pair<std::string, ScalarType>> members;
  if (!json.starts_with('{')) return members;
  const std::vector<Token> tokens = lex(json).tokens;
  int depth = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const TokenKind kind = tokens[i].kind;
    if (kind == TokenKind::OpenBrace || kind == TokenKind::OpenBracket) ++depth;
    if (kind == TokenKind::CloseBrace || kind == TokenKind::CloseBracket) --depth;
    if (depth != 1 || kind != TokenKind::String || tokens[i + 1].kind != TokenKind::Colon) continue;
    const bool minus = tokens[i + 2].kind == TokenKind::Minus;
    const TokenKind value = tokens[i + (minus && i + 3 < tokens.size() ? 3 : 2)].kind;
    const ScalarType type = value == TokenKind::String ? ScalarType::String
                            : value == TokenKind::Long ? ScalarType::Long
                            : value == TokenKind::Real ? ScalarType::Real
                            : value == TokenKind::Bool ? ScalarType::Bool
                                                       : ScalarType::Dynamic;
    members.emplace_back(string_text(json.substr(tokens[i].range.begin, tokens[i].range.size())),
                         type);
  }
  return members;
}

}  // namespace adxc::kql
