#include "compiler/kql/parser.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/kql/parser_state.h"

namespace adxc::kql {
namespace {

constexpr std::size_t kMostErrors = 50;

bool opens(TokenKind kind) {
  return kind == TokenKind::OpenParen || kind == TokenKind::OpenBracket ||
         kind == TokenKind::OpenBrace;
}

bool closes(TokenKind kind) {
  return kind == TokenKind::CloseParen || kind == TokenKind::CloseBracket ||
         kind == TokenKind::CloseBrace;
}

}  // namespace

Parser::Parser(std::string_view text, const ParseLimits& limits) : limits_(limits) {
  const bool fits = text.size() <= limits.bytes;
  tree_.text = fits ? text : std::string_view{};
  Lexed lexed = lex(tree_.text);
  tree_.tokens = std::move(lexed.tokens);
  tree_.errors = std::move(lexed.errors);
  if (!fits) {
    report({},
           fmt::format("this query has {} bytes; expected at most {}", text.size(), limits.bytes));
  }
}

/// A character or string that could not be read garbles what follows, so nothing more is said about
/// it.
void Parser::drop_followers(std::size_t lexical) {
  if (lexical == 0) return;
  const std::uint32_t first = tree_.errors[0].range.begin;
  const auto parsed = tree_.errors.begin() + static_cast<std::ptrdiff_t>(lexical);
  tree_.errors.erase(
      std::remove_if(parsed, tree_.errors.end(),
                     [&](const SyntaxError& error) { return error.range.end > first; }),
      tree_.errors.end());
}

Tree Parser::run() {
  const std::size_t lexical = tree_.errors.size();
  tree_.root = query(TokenKind::End);
  drop_followers(lexical);
  tree_.work += tree_.tokens.size() + tree_.nodes.size();
  std::stable_sort(
      tree_.errors.begin(), tree_.errors.end(),
      [](const SyntaxError& a, const SyntaxError& b) { return a.range.begin < b.range.begin; });
  return std::move(tree_);
}

const Token& Parser::peek(std::size_t offset) const {
  return tree_.tokens[std::min(at_ + offset, tree_.tokens.size() - 1)];
}

std::string_view Parser::text(std::size_t offset) const {
  return tree_.view(peek(offset).range);
}

bool Parser::at_word(std::string_view word, std::size_t offset) const {
  return at(TokenKind::Word, offset) && text(offset) == word;
}

bool Parser::joined(std::size_t offset) const {
  return at_ + offset > 0 && peek(offset).range.begin == peek(offset - 1).range.end;
}

bool Parser::at_end_of_operator() const {
  return at(TokenKind::Pipe) || at(TokenKind::Semicolon) || at(TokenKind::End) ||
         closes(peek().kind);
}

void Parser::take() {
  if (at_ + 1 < tree_.tokens.size()) ++at_;
}

bool Parser::take_if(TokenKind kind) {
  const bool here = at(kind);
  if (here) take();
  return here;
}

bool Parser::take_word(std::string_view word) {
  const bool here = at_word(word);
  if (here) take();
  return here;
}

std::size_t Parser::quoted_name_size(std::size_t offset) const {
  if (!at(TokenKind::OpenBracket, offset)) return 0;
  std::size_t size = 1;
  while (at(TokenKind::String, offset + size)) ++size;
  return size > 1 && at(TokenKind::CloseBracket, offset + size) ? size + 1 : 0;
}

std::size_t Parser::name_size(std::size_t offset) const {
  return at(TokenKind::Word, offset) ? 1 : quoted_name_size(offset);
}

/// Gives up at what cannot stand in a list of parameters, so that no text is looked at twice.
std::size_t Parser::after_brackets(std::size_t offset) const {
  std::size_t depth = 0;
  for (; !at(TokenKind::End, offset); ++offset) {
    const TokenKind kind = peek(offset).kind;
    if (kind == TokenKind::Semicolon || kind == TokenKind::Pipe || kind == TokenKind::OpenBrace) {
      return offset + 1;
    }
    if (opens(peek(offset).kind)) ++depth;
    if (closes(peek(offset).kind) && --depth == 0) return offset + 1;
  }
  return offset;
}

void Parser::report(Range range, std::string message) {
  if (!quiet_ && tree_.errors.size() < kMostErrors) {
    tree_.errors.push_back({range, std::move(message)});
  }
  panic_ = quiet_ = true;
}

std::string Parser::found() const {
  if (at(TokenKind::End)) return "the end of the query";
  return fmt::format("`{}`", shortened(text(), 30));
}

void Parser::expected(std::string_view what) {
  // At the end of the query the last token is what one looks at.
  const bool last = at(TokenKind::End) && at_ > 0;
  report(
      last ? Range{tree_.tokens[at_ - 1].range.end, tree_.tokens[at_ - 1].range.end} : peek().range,
      fmt::format("found {}; expected {}", found(), what));
}

bool Parser::expect(TokenKind kind, std::string_view what) {
  if (take_if(kind)) return true;
  expected(what);
  return false;
}

void Parser::close(TokenKind kind, const Token& open) {
  if (take_if(kind)) return;
  const std::string_view bracket = tree_.view(open.range);
  const char* closer = bracket == "(" ? ")" : bracket == "[" ? "]" : "}";
  if (at(TokenKind::End) || at(TokenKind::Semicolon)) {
    expected(fmt::format("`{}`, for `{}` is still open", closer,
                         shortened(tree_.view({open.range.begin, peek().range.begin}), 20)));
  } else {
    expected(fmt::format("`,` or `{}`", closer));
  }
  skip_to_close();
  take_if(kind);
}

/// Stops before the bracket that closes what we are in, or where another operator or statement
/// begins.
void Parser::skip_to_close() {
  for (std::size_t depth = 0; !at(TokenKind::End); take()) {
    if (depth == 0 && (at(TokenKind::Pipe) || at(TokenKind::Semicolon))) return;
    if (opens(peek().kind)) ++depth;
    if (!closes(peek().kind)) continue;
    if (depth == 0) return;
    --depth;
  }
}

/// From here on mistakes are reported again.
void Parser::calm() {
  panic_ = quiet_ = false;
}

/// After trouble: stops where the next operator or statement begins.
void Parser::recover() {
  calm();
  skip_operator();
}

/// Goes on to the next item of a list in brackets; false at its end. An item that cannot be read
/// counts as one, and so does one without a comma before it, so that the number of items can be
/// judged.
bool Parser::next_item() {
  if (panic_) {
    panic_ = false;
    for (std::size_t depth = 0; !at(TokenKind::End); take()) {
      if (at(TokenKind::Pipe) || at(TokenKind::Semicolon)) break;
      if (depth == 0 && (at(TokenKind::Comma) || closes(peek().kind))) break;
      if (opens(peek().kind)) ++depth;
      if (closes(peek().kind)) --depth;
    }
  }
  if (take_if(TokenKind::Comma)) return true;
  if (!begins_item()) return false;
  expected("`,` or the end of the list");
  panic_ = false;
  return true;
}

/// True for what begins an expression and cannot go on with one; most words can be either.
bool Parser::begins_item() const {
  switch (peek().kind) {
    case TokenKind::String:
    case TokenKind::Bool:
    case TokenKind::Long:
    case TokenKind::Real:
    case TokenKind::TimeSpan:
    case TokenKind::Guid:
    case TokenKind::Typed:
    case TokenKind::Minus: return true;
    case TokenKind::Word: return at(TokenKind::OpenParen, 1) && joined(1);
    default: return false;
  }
}

void Parser::skip_operator() {
  for (std::size_t depth = 0; !at(TokenKind::End); take()) {
    if (depth == 0 && at_end_of_operator()) return;
    if (opens(peek().kind)) ++depth;
    if (closes(peek().kind)) --depth;
  }
}

bool Parser::too_deep() {
  if (depth_ <= limits_.depth) return false;
  report(peek().range,
         fmt::format("this is nested {} levels deep; expected at most {}", depth_, limits_.depth));
  at_ = tree_.tokens.size() - 1;
  return true;
}

NodeId Parser::make(NodeKind kind, std::uint32_t begin, const Nodes& children) {
  Node made;
  made.kind = kind;
  const std::uint32_t end = at_ == 0 ? begin : tree_.tokens[at_ - 1].range.end;
  made.range = {begin, std::max(begin, end)};
  NodeId previous;
  for (const NodeId child : children) {
    made.height = std::max<std::uint16_t>(made.height, node(child).height + 1);
    (previous.valid() ? node(previous).next_sibling : made.first_child) = child;
    previous = child;
  }
  tree_.nodes.push_back(made);
  return {static_cast<std::uint32_t>(tree_.nodes.size() - 1)};
}

/// Takes one token as a node of its own.
NodeId Parser::make_token(NodeKind kind) {
  const auto token = static_cast<std::uint32_t>(at_);
  const std::uint32_t start = begin();
  take();
  const NodeId made = make(kind, start);
  node(made).token = token;
  node(made).range = tree_.tokens[token].range;
  return made;
}

NodeId Parser::broken() {
  const NodeId made = make(NodeKind::Broken, begin());
  node(made).range = {begin(), begin()};
  return made;
}

Tree parse(std::string_view text, const ParseLimits& limits) {
  return Parser(text, limits).run();
}

}  // namespace adxc::kql
