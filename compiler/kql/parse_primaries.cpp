// The atoms of expressions: literals, names, calls, brackets, dynamic values.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/op_words.h"
#include "compiler/kql/parser_state.h"
#include "compiler/kql/reserved.h"

namespace adxc::kql {
namespace {

/// `between`, `has_any` and the like, which no function is called.
bool is_operation(std::string_view word) {
  return is_reserved(word) && std::any_of(kOpSpellings.begin(), kOpSpellings.end(),
                                          [&](const OpSpelling& one) { return one.text == word; });
}

}  // namespace

NodeId Parser::primary() {
  switch (peek().kind) {
    case TokenKind::Bool:
    case TokenKind::Long:
    case TokenKind::Real:
    case TokenKind::TimeSpan:
    case TokenKind::Guid:
    case TokenKind::Typed: return make_token(NodeKind::Literal);
    case TokenKind::String: return string_literal();
    case TokenKind::OpenParen: return parenthesized();
    case TokenKind::Word: return word();
    case TokenKind::OpenBracket:
      if (quoted_name_size(0) > 0) return any_name();
      break;
    case TokenKind::OpenBrace:
      if (at_placeholder()) return placeholder();
      break;
    default: break;
  }
  expected("an expression");
  return broken();
}

NodeId Parser::word() {
  const bool call_follows = at(TokenKind::OpenParen, 1) && !is_operation(text());
  if (at_word("dynamic") && call_follows) return dynamic();
  if (at_word("typeof") && call_follows) return type_of();
  if (at_word("datatable") && (call_follows || at(TokenKind::Word, 1))) return datatable();
  const bool columns_follow = call_follows || at(TokenKind::Word, 1);
  if ((at_word("externaldata") || at_word("external_data")) && columns_follow) {
    return external_data();
  }
  if (at_word("inline_external_table") || at_word("__contextual_datatable")) return opaque_table();
  if (at_word("entity_group") && at(TokenKind::OpenBracket, 1)) return entity_group();
  if (at_word("materialized") && at(TokenKind::Minus, 1) && joined(1)) return opaque_table();
  const bool scalar_option = (at_word("toscalar") || at_word("totable")) && at_word("kind", 1);
  if (call_follows || scalar_option) return call();
  if (!is_reserved(text()) && text()[0] != '!') return make_token(NodeKind::Name);
  expected(fmt::format("an expression; as a name it is written ['{}']", text()));
  return broken();
}

/// A name that is made here: before `=`, `:`, or after `as`.
NodeId Parser::new_name() {
  if (at(TokenKind::Word) && is_reserved_as_new_name(text())) {
    report(peek().range,
           fmt::format("`{0}` is a reserved word; as a name it is written ['{0}']", text()));
  }
  return any_name();
}

/// Any word or quoted name.
NodeId Parser::any_name() {
  if (at(TokenKind::Word)) return make_token(NodeKind::Name);
  if (at_placeholder()) return placeholder();
  const std::size_t size = quoted_name_size(0);
  if (size == 0) {
    expected("a name");
    return broken();
  }
  const std::uint32_t start = begin();
  const auto token = static_cast<std::uint32_t>(at_);
  for (std::size_t i = 0; i < size; ++i) take();
  const NodeId made = make(NodeKind::Name, start);
  node(made).token = token;
  return made;
}

/// `{Name}`: filled in by the client before the query runs.
bool Parser::at_placeholder() const {
  return at(TokenKind::OpenBrace) && at(TokenKind::Word, 1) && joined(1) &&
         at(TokenKind::CloseBrace, 2) && joined(2);
}

NodeId Parser::placeholder() {
  tree_.opaque = true;
  const std::uint32_t start = begin();
  take();
  const NodeId made = make_token(NodeKind::Name);
  take();
  node(made).range = {start, tree_.tokens[at_ - 1].range.end};
  return made;
}

NodeId Parser::call() {
  const std::uint32_t start = begin();
  Nodes parts{make_token(NodeKind::Name)};
  Nodes ignored;
  options(ignored, true);
  const Token open = peek();
  bool damaged = false;
  if (expect(TokenKind::OpenParen, "`(`") && !at(TokenKind::CloseParen)) {
    do {
      parts.push_back(argument());
      damaged = damaged || (quiet_ && panic_ && node(parts.back()).kind != NodeKind::Broken);
    } while (next_item());
  }
  close(TokenKind::CloseParen, open);
  const NodeId made = make(NodeKind::Call, start, parts);
  node(made).damaged = damaged;
  return made;
}

NodeId Parser::argument() {
  const bool ends = at(TokenKind::CloseParen, 1) || at(TokenKind::Comma, 1);
  if (at(TokenKind::Star) && ends) return make_token(NodeKind::Star);
  const std::size_t name = name_size(0);
  if (name > 0 && at(TokenKind::Assign, name)) return named();
  return table_expression();
}

NodeId Parser::parenthesized() {
  const Token open = peek();
  take();
  const NodeId inner = table_expression();
  close(TokenKind::CloseParen, open);
  return inner;
}

NodeId Parser::string_literal() {
  const std::uint32_t start = begin();
  const auto token = static_cast<std::uint32_t>(at_);
  while (take_if(TokenKind::String)) {
  }
  const NodeId made = make(NodeKind::StringLiteral, start);
  node(made).token = token;
  return made;
}

NodeId Parser::dynamic() {
  const std::uint32_t start = begin();
  take();
  const Token open = peek();
  take();
  const NodeId value = json();
  close(TokenKind::CloseParen, open);
  return make(NodeKind::Dynamic, start, {value});
}

NodeId Parser::json() {
  const Level level(*this);
  if (too_deep()) return broken();
  if (at(TokenKind::OpenBracket)) return json_array();
  if (at(TokenKind::OpenBrace)) return json_object();
  if (at_word("null")) return make_token(NodeKind::JsonNull);
  if (at_word("dynamic") && at(TokenKind::OpenParen, 1)) return dynamic();
  if (at(TokenKind::Word) || at(TokenKind::OpenParen)) {
    expected("a literal, `[` or `{`");
    return broken();
  }
  return unary();
}

NodeId Parser::json_array() {
  const std::uint32_t start = begin();
  const Token open = peek();
  take();
  Nodes items;
  while (!panic_ && !at(TokenKind::CloseBracket) && !at(TokenKind::End)) {
    items.push_back(json());
    if (!take_if(TokenKind::Comma)) break;
  }
  close(TokenKind::CloseBracket, open);
  return make(NodeKind::JsonArray, start, items);
}

NodeId Parser::json_object() {
  const std::uint32_t start = begin();
  const Token open = peek();
  take();
  Nodes pairs;
  while (!panic_ && !at(TokenKind::CloseBrace) && !at(TokenKind::End)) {
    const std::uint32_t pair_start = begin();
    Nodes pair{at(TokenKind::String) ? string_literal() : any_name()};
    if (!panic_ && expect(TokenKind::Colon, "`:`")) pair.push_back(json());
    pairs.push_back(make(NodeKind::JsonPair, pair_start, pair));
    if (!take_if(TokenKind::Comma)) break;
  }
  close(TokenKind::CloseBrace, open);
  return make(NodeKind::JsonObject, start, pairs);
}

/// `typeof(string)` or `typeof(a: string, b: long)`.
NodeId Parser::type_of() {
  const std::uint32_t start = begin();
  take();
  const bool schema = at(TokenKind::Star, 1) || at(TokenKind::Colon, 1 + name_size(1));
  if (schema) return make(NodeKind::TypeOf, start, {parameter_list(NodeKind::Schema)});
  const Token open = peek();
  take();
  const NodeId type = type_or_schema();
  close(TokenKind::CloseParen, open);
  return make(NodeKind::TypeOf, start, {type});
}

}  // namespace adxc::kql
