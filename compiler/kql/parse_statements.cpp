// Statements: let, set, declare, and tabular expressions.
#include "compiler/kql/parser_state.h"
#include "compiler/kql/reserved.h"

namespace adxc::kql {

/// Statements up to `end`, a closing brace or the end of the text.
NodeId Parser::query(TokenKind end) {
  const std::uint32_t start = begin();
  Nodes statements;
  while (!at(end) && !at(TokenKind::End)) {
    if (take_if(TokenKind::Semicolon)) continue;
    statements.push_back(statement());
    if (at(end) || at(TokenKind::Semicolon) || at(TokenKind::End)) continue;
    expected("`|` or `;`");
    recover();
    if (!at(end) && !at(TokenKind::Semicolon)) take();
  }
  return make(NodeKind::Query, start, statements);
}

NodeId Parser::statement() {
  calm();
  if (at_word("let") && name_size(1) > 0) return let();
  const bool nothing = at(TokenKind::End, 1) || at(TokenKind::Semicolon, 1);
  if (at_word("let") && nothing) {
    take();
    expected("a name");
    return broken();
  }
  if (at_word("set") && at(TokenKind::Word, 1)) return set();
  if (at_word("declare") && at(TokenKind::Word, 1)) return declare();
  const bool keyword = at_word("alias") || at_word("restrict");
  if (keyword && at(TokenKind::Word, 1)) return opaque_statement();
  return table_expression();
}

NodeId Parser::let() {
  const std::uint32_t start = begin();
  take();
  Nodes parts{new_name()};
  if (expect(TokenKind::Assign, "`=` after the name")) parts.push_back(let_value());
  if (panic_) recover();
  return make(NodeKind::Let, start, parts);
}

NodeId Parser::let_value() {
  return at_function() ? function() : table_expression();
}

NodeId Parser::set() {
  const std::uint32_t start = begin();
  take();
  Nodes parts{any_name()};
  if (take_if(TokenKind::Assign)) {
    parts.push_back(at(TokenKind::Word) ? any_name() : unary());
  }
  if (panic_) recover();
  return make(NodeKind::Set, start, parts);
}

NodeId Parser::declare() {
  if (!at_word("query_parameters", 1)) return opaque_statement();
  const std::uint32_t start = begin();
  take();
  take();
  if (!at(TokenKind::OpenParen)) {
    expected("`(` and the parameters");
    recover();
    return make(NodeKind::QueryParameters, start);
  }
  const NodeId made = parameter_list(NodeKind::QueryParameters);
  if (panic_) recover();
  return made;
}

NodeId Parser::opaque_statement() {
  tree_.opaque = true;
  const std::uint32_t start = begin();
  while (!at(TokenKind::Semicolon) && !at(TokenKind::End)) take();
  return make(NodeKind::OpaqueStatement, start);
}

/// `(…) {`, with `view` before it or not.
bool Parser::at_function() const {
  const std::size_t open = at_word("view") ? 1 : 0;
  return at(TokenKind::OpenParen, open) && at(TokenKind::OpenBrace, after_brackets(open));
}

NodeId Parser::function() {
  const std::uint32_t start = begin();
  take_word("view");
  Nodes parts{parameter_list(NodeKind::List)};
  const Token open = peek();
  const Level level(*this);
  if (too_deep() || !expect(TokenKind::OpenBrace, "`{`")) return make(NodeKind::Broken, start);
  parts.push_back(query(TokenKind::CloseBrace));
  calm();
  close(TokenKind::CloseBrace, open);
  return make(NodeKind::Function, start, parts);
}

/// `(name: type = default, …)`, maybe empty.
NodeId Parser::parameter_list(NodeKind kind) {
  const std::uint32_t start = begin();
  const Token open = peek();
  Nodes parts;
  if (!expect(TokenKind::OpenParen, "`(`")) return make(kind, start);
  take_if(TokenKind::Comma);
  while (!panic_ && !at(TokenKind::CloseParen) && !at(TokenKind::End)) {
    parts.push_back(at(TokenKind::Star) ? make_token(NodeKind::Star) : parameter());
    if (!take_if(TokenKind::Comma)) break;
  }
  close(TokenKind::CloseParen, open);
  return make(kind, start, parts);
}

NodeId Parser::parameter() {
  const std::uint32_t start = begin();
  Nodes parts{new_name()};
  if (!panic_ && expect(TokenKind::Colon, "`:` and a type")) parts.push_back(type_or_schema());
  if (!panic_ && take_if(TokenKind::Assign)) parts.push_back(unary());
  return make(NodeKind::Parameter, start, parts);
}

NodeId Parser::type_or_schema() {
  const Level level(*this);
  if (too_deep()) return broken();
  if (at(TokenKind::OpenParen)) return parameter_list(NodeKind::Schema);
  if (at(TokenKind::Word)) return make_token(NodeKind::TypeName);
  expected("the name of a type");
  return broken();
}

}  // namespace adxc::kql
