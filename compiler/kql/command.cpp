#include "compiler/kql/command.h"

#include "compiler/kql/lexer.h"

namespace adxc::kql {
namespace {

int depth_change(TokenKind kind) {
  switch (kind) {
    case TokenKind::OpenParen:
    case TokenKind::OpenBracket:
    case TokenKind::OpenBrace: return 1;
    case TokenKind::CloseParen:
    case TokenKind::CloseBracket:
    case TokenKind::CloseBrace: return -1;
    default: return 0;
  }
}

}  // namespace

bool is_command(std::string_view text) {
  return lex(text).tokens[0].kind == TokenKind::Dot;
}

CommandParts split_command(std::string_view text) {
  const Lexed lexed = lex(text);
  const auto size = static_cast<std::uint32_t>(text.size());
  CommandParts parts;
  parts.head = {lexed.tokens[0].range.begin, lexed.tokens[0].range.begin};
  int depth = 0;
  for (const Token& token : lexed.tokens) {
    depth += depth_change(token.kind);
    const bool input = token.kind == TokenKind::CommandPipe;
    if (depth <= 0 && (input || token.kind == TokenKind::Pipe)) {
      parts.kind = input ? CommandTail::Input : CommandTail::Filter;
      parts.tail = {input ? token.range.end : token.range.begin, size};
      return parts;
    }
    if (token.kind != TokenKind::End) parts.head.end = token.range.end;
  }
  parts.tail = {size, size};
  return parts;
}

}  // namespace adxc::kql
