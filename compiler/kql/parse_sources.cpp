// Tables that stand in the query by themselves: datatable, externaldata, groups of entities.
#include "compiler/kql/parser_state.h"

namespace adxc::kql {

NodeId Parser::datatable() {
  const std::uint32_t start = begin();
  take();
  Nodes parts;
  options(parts, true);
  parts.assign(1, parameter_list(NodeKind::Schema));
  parts.push_back(value_list());
  return make(NodeKind::Datatable, start, parts);
}

/// `[value, …]`
NodeId Parser::value_list() {
  const std::uint32_t start = begin();
  const Token open = peek();
  Nodes values;
  if (!panic_ && expect(TokenKind::OpenBracket, "`[` and the values")) {
    take_if(TokenKind::Comma);
    while (!panic_ && !at(TokenKind::CloseBracket) && !at(TokenKind::End)) {
      values.push_back(unary());
      if (panic_) values.pop_back();
      if (panic_ || !next_item()) break;
    }
    close(TokenKind::CloseBracket, open);
  }
  return make(NodeKind::List, start, values);
}

/// `externaldata (a: long, …) [@"https://…"] with (format="csv")`
NodeId Parser::external_data() {
  const std::uint32_t start = begin();
  const auto token = static_cast<std::uint32_t>(at_);
  take();
  Nodes parts;
  options(parts, true);
  parts.assign(1, parameter_list(NodeKind::Schema));
  parts.push_back(value_list());
  if (!panic_ && take_word("with")) settings(parts);
  const NodeId made = make(NodeKind::ExternalData, start, parts);
  node(made).token = token;
  return made;
}

/// `(name=value, …)`
void Parser::settings(Nodes& parts) {
  const Token open = peek();
  if (!expect(TokenKind::OpenParen, "`(` and settings")) return;
  if (!at(TokenKind::CloseParen)) {
    comma_list(parts, [this] { return option(); });
  }
  close(TokenKind::CloseParen, open);
}

/// `entity_group [cluster("a").database("b"), …]`
NodeId Parser::entity_group() {
  const std::uint32_t start = begin();
  take();
  const Token open = peek();
  Nodes parts;
  if (expect(TokenKind::OpenBracket, "`[` and databases")) {
    comma_list(parts, [this] { return postfix(); });
    close(TokenKind::CloseBracket, open);
  }
  return make(NodeKind::EntityGroup, start, parts);
}

/// A source that is only read over.
NodeId Parser::opaque_table() {
  tree_.opaque = true;
  const std::uint32_t start = begin();
  const auto token = static_cast<std::uint32_t>(at_);
  skip_operator();
  const NodeId made = make(NodeKind::OpaqueTable, start);
  node(made).token = token;
  return made;
}

}  // namespace adxc::kql
