// Expressions, from the loosest binding operator to the tightest. Equality and comparison do not
// chain; string operators bind tighter than `*`.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/kql/op_words.h"
#include "compiler/kql/parser_state.h"
#include "compiler/kql/reserved.h"

namespace adxc::kql {
namespace {

bool is_set_operator(Op op) {
  return op == Op::In || op == Op::HasAny || op == Op::HasAll;
}

bool is_string_operator(Op op) {
  switch (op) {
    case Op::Has:
    case Op::HasPrefix:
    case Op::HasSuffix:
    case Op::Contains:
    case Op::StartsWith:
    case Op::EndsWith:
    case Op::MatchesRegex:
    case Op::Like:
    case Op::Search: return true;
    default: return false;
  }
}

/// The spelling whose text this is, among those that `wanted` takes.
template <typename Wanted>
const OpSpelling* spelled(std::string_view text, Wanted wanted) {
  for (const OpSpelling& entry : kOpSpellings) {
    if (entry.text == text && wanted(entry.op)) return &entry;
  }
  return nullptr;
}

}  // namespace

/// `expression`, `name = expression` or `(name, …) = expression`.
NodeId Parser::named() {
  const std::uint32_t start = begin();
  const std::size_t name = name_size(0);
  const bool one = name > 0 && at(TokenKind::Assign, name);
  if (!one && !at_assigned_list()) return expression();
  Nodes parts{one ? new_name() : name_list()};
  expect(TokenKind::Assign, "`=`");
  parts.push_back(expression());
  return make(NodeKind::Named, start, parts);
}

/// `(a, b) =`
bool Parser::at_assigned_list() const {
  if (!at(TokenKind::OpenParen)) return false;
  std::size_t offset = 1;
  while (name_size(offset) > 0) {
    offset += name_size(offset);
    if (!at(TokenKind::Comma, offset)) break;
    ++offset;
  }
  return at(TokenKind::CloseParen, offset) && at(TokenKind::Assign, offset + 1);
}

NodeId Parser::name_list() {
  const std::uint32_t start = begin();
  const Token open = peek();
  take();
  Nodes names;
  comma_list(names, [this] { return new_name(); });
  close(TokenKind::CloseParen, open);
  return make(NodeKind::List, start, names);
}

NodeId Parser::expression() {
  return logical(Op::Or, &Parser::conjunction);
}

/// One node for the whole chain, so that a thousand `or` make no tower.
NodeId Parser::logical(Op op, NodeId (Parser::*operand)()) {
  const std::string_view keyword = op == Op::Or ? "or" : "and";
  const std::uint32_t start = begin();
  Nodes operands{(this->*operand)()};
  while (!panic_ && take_word(keyword)) operands.push_back((this->*operand)());
  if (operands.size() == 1) return operands[0];
  const NodeId made = make(NodeKind::Binary, start, operands);
  node(made).op = op;
  return made;
}

NodeId Parser::conjunction() {
  return logical(Op::And, &Parser::equality);
}

NodeId Parser::binary(Op op, bool negated, bool folded, NodeId left, NodeId right) {
  const NodeId made = make(NodeKind::Binary, node(left).range.begin, {left, right});
  node(made).op = op;
  node(made).negated = negated;
  node(made).folded = folded;
  if (node(made).height > 2 * limits_.depth) {
    report(node(made).range, fmt::format("this chain of `{}` is too long; expected at most {} "
                                         "operands",
                                         spelling(op, negated, folded), 2 * limits_.depth));
    at_ = tree_.tokens.size() - 1;
  }
  return made;
}

NodeId Parser::equality() {
  const bool star = at(TokenKind::Star) && at(TokenKind::Equal, 1);
  const NodeId left = star ? make_token(NodeKind::Star) : relational();
  if (panic_) return left;
  if (at(TokenKind::Equal) || at(TokenKind::NotEqual)) {
    const bool negated = at(TokenKind::NotEqual);
    take();
    return binary(Op::Equal, negated, false, left, relational());
  }
  // `on axis in range(…)` of make-series is no operator.
  if (!at(TokenKind::Word) || (at_word("in") && at_word("range", 1))) return left;
  if (at_word("between") || at_word("!between")) return between(left, at_word("!between"));
  if (const OpSpelling* entry = spelled(text(), is_set_operator)) {
    return in_list(left, entry->op, entry->negated, entry->folded);
  }
  return left;
}

NodeId Parser::relational() {
  const NodeId left = additive();
  if (panic_) return left;
  const OpSpelling* entry = spelled(text(), [](Op op) {
    return op == Op::Less || op == Op::LessEqual || op == Op::Greater || op == Op::GreaterEqual;
  });
  if (entry == nullptr) return left;
  take();
  return binary(entry->op, false, false, left, additive());
}

NodeId Parser::additive() {
  NodeId left = multiplicative();
  while (!panic_ && (at(TokenKind::Plus) || at(TokenKind::Minus))) {
    const Op op = at(TokenKind::Plus) ? Op::Add : Op::Subtract;
    take();
    left = binary(op, false, false, left, multiplicative());
  }
  return left;
}

NodeId Parser::multiplicative() {
  NodeId left = string_operation();
  while (!panic_ && (at(TokenKind::Star) || at(TokenKind::Slash) || at(TokenKind::Percent))) {
    const Op op = at(TokenKind::Star)    ? Op::Multiply
                  : at(TokenKind::Slash) ? Op::Divide
                                         : Op::Modulo;
    take();
    left = binary(op, false, false, left, string_operation());
  }
  return left;
}

NodeId Parser::string_operation() {
  const auto here = [this](std::size_t offset) -> const OpSpelling* {
    if (at(TokenKind::EqualTilde, offset) || at(TokenKind::NotEqualTilde, offset)) {
      return spelled(text(offset), [](Op op) { return op == Op::Equal; });
    }
    if (at_word("matches", offset) && at_word("regex", offset + 1)) {
      return spelled("matches regex", is_string_operator);
    }
    if (!at(TokenKind::Word, offset)) return nullptr;
    return spelled(text(offset), is_string_operator);
  };
  const bool star = at(TokenKind::Star) && here(1) != nullptr;
  const NodeId left = star ? make_token(NodeKind::Star) : unary();
  const OpSpelling* entry = panic_ ? nullptr : here(0);
  if (entry == nullptr) return left;
  take();
  if (entry->op == Op::MatchesRegex) take();
  return binary(entry->op, entry->negated, entry->folded, left, unary());
}

NodeId Parser::unary() {
  const bool minus = at(TokenKind::Minus);
  if (!minus && !at(TokenKind::Plus)) return postfix();
  const std::uint32_t start = begin();
  take();
  const NodeId made = make(NodeKind::Unary, start, {postfix()});
  node(made).op = minus ? Op::Negate : Op::Add;
  return made;
}

/// Every way into brackets leads through here, so this counts how deep we are.
NodeId Parser::postfix() {
  const Level level(*this);
  if (too_deep()) return broken();
  NodeId base = primary();
  while (!panic_ && (at(TokenKind::Dot) || at(TokenKind::OpenBracket))) {
    const std::uint32_t start = node(base).range.begin;
    const Token open = peek();
    take();
    if (open.kind == TokenKind::Dot && !at_element()) {
      base = make(NodeKind::Path, start, {base, selector()});
    } else {
      const Token bracket = open.kind == TokenKind::Dot ? peek() : open;
      if (open.kind == TokenKind::Dot) take();
      const NodeId index = expression();
      close(TokenKind::CloseBracket, bracket);
      base = make(NodeKind::Element, start, {base, index});
    }
    if (node(base).height > 2 * limits_.depth) {
      report(node(base).range, "this path is too long");
      at_ = tree_.tokens.size() - 1;
    }
  }
  return base;
}

/// `[…]` after a dot that is no quoted name: `a.[0]` means `a[0]`.
bool Parser::at_element() const {
  return at(TokenKind::OpenBracket) && quoted_name_size(0) == 0;
}

/// What stands after a dot.
NodeId Parser::selector() {
  if (at(TokenKind::Word) && at(TokenKind::OpenParen, 1)) return call();
  return any_name();
}

NodeId Parser::in_list(NodeId value, Op op, bool negated, bool folded) {
  take();
  const std::uint32_t start = begin();
  const Token open = peek();
  Nodes items;
  if (expect(TokenKind::OpenParen, "`(` and a list")) {
    comma_list(items, [this] { return table_expression(); });
    close(TokenKind::CloseParen, open);
  }
  const NodeId list = make(NodeKind::List, start, items);
  const NodeId made = make(NodeKind::InList, node(value).range.begin, {value, list});
  node(made).op = op;
  node(made).negated = negated;
  node(made).folded = folded;
  return made;
}

NodeId Parser::between(NodeId value, bool negated) {
  take();
  const Token open = peek();
  Nodes parts{value};
  if (expect(TokenKind::OpenParen, "`(` and two bounds")) {
    parts.push_back(expression());
    if (!panic_) expect(TokenKind::DotDot, "`..`");
    if (!panic_) parts.push_back(expression());
    close(TokenKind::CloseParen, open);
  }
  const NodeId made = make(NodeKind::Between, node(value).range.begin, parts);
  node(made).op = Op::Between;
  node(made).negated = negated;
  return made;
}

}  // namespace adxc::kql
