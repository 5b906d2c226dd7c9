// Operators that look through many tables or run several pipelines: search, find, facet, fork,
// partition, macro-expand, scan, top-nested, reduce.
#include "compiler/kql/parser_state.h"

namespace adxc::kql {

/// `(operators)`, whose input is what stands around them.
NodeId Parser::bracketed_pipeline() {
  const Token open = peek();
  if (!expect(TokenKind::OpenParen, "`(` and operators")) return broken();
  const NodeId made = inner_pipeline();
  close(TokenKind::CloseParen, open);
  return made;
}

/// `in (T, U*)`, as a List that is empty when it is not there.
NodeId Parser::searched_tables() {
  const std::uint32_t start = begin();
  Nodes tables;
  const Token open = peek(1);
  if (at_word("in") && at(TokenKind::OpenParen, 1)) {
    take();
    take();
    comma_list(tables, [this] { return join_source(); });
    close(TokenKind::CloseParen, open);
  }
  return make(NodeKind::List, start, tables);
}

/// `search kind=case_sensitive in (T) "text" and a > 1`
void Parser::search_parts(Nodes& parts) {
  options(parts, true);
  parts.push_back(searched_tables());
  options(parts, true);
  if (!panic_) parts.push_back(searched_for());
}

/// A condition, or `*`.
NodeId Parser::searched_for() {
  const bool all = at(TokenKind::Star) && (at(TokenKind::Pipe, 1) || at(TokenKind::Semicolon, 1) ||
                                           at(TokenKind::End, 1) || at(TokenKind::CloseParen, 1));
  return all ? make_token(NodeKind::Star) : expression();
}

/// `find withsource=x in (T, U) where a == 1 project a, b: long, pack(*)`
void Parser::find_parts(Nodes& parts) {
  options(parts, true);
  parts.push_back(searched_tables());
  options(parts, true);
  if (panic_) return;
  take_word("where");
  parts.push_back(searched_for());
  if (panic_ || !at(TokenKind::Word)) return;
  const std::uint32_t start = begin();
  const std::string_view kind = joined_text(operator_name_size(0));
  if (kind != "project" && kind != "project-smart" && kind != "project-away") return;
  parts.push_back(make(NodeKind::Name, start));
  for (std::size_t size = operator_name_size(0); size > 0; --size) take();
  node(parts.back()).range = {start, start + static_cast<std::uint32_t>(kind.size())};
  if (kind == "project-smart") return;
  const std::uint32_t list_start = begin();
  Nodes columns;
  comma_list(columns, [this] { return found_column(); });
  parts.push_back(make(NodeKind::List, list_start, columns));
}

/// `a`, `a: long`, `pack(*)` or `*`.
NodeId Parser::found_column() {
  if (at_wildcard()) return name_pattern();
  if (at(TokenKind::Word) && at(TokenKind::OpenParen, 1)) return call();
  return pattern_part();
}

/// `facet by a, b with (…)`
void Parser::facet_parts(Nodes& parts) {
  if (!take_keyword("by")) return;
  const std::uint32_t start = begin();
  Nodes names;
  comma_list(names, [this] { return any_name(); });
  parts.push_back(make(NodeKind::List, start, names));
  if (panic_ || !take_word("with")) return;
  const bool brackets = at(TokenKind::OpenParen);
  parts.push_back(brackets ? bracketed_pipeline() : piped_operator());
}

/// `fork name=(…) (…)`
void Parser::fork_parts(Nodes& parts) {
  do {
    const std::uint32_t start = begin();
    const bool named = name_size(0) > 0 && at(TokenKind::Assign, name_size(0));
    if (!named) {
      parts.push_back(bracketed_pipeline());
      continue;
    }
    Nodes pair{new_name()};
    take();
    pair.push_back(bracketed_pipeline());
    parts.push_back(make(NodeKind::Named, start, pair));
  } while (!panic_ && !at_end_of_operator());
}

/// `partition by a (…)`, or with a query in braces.
void Parser::partition_parts(Nodes& parts) {
  options(parts, true);
  if (!take_keyword("by")) return;
  parts.push_back(postfix_name());
  if (panic_) return;
  if (take_word("in") && !panic_) parts.push_back(primary());
  const Token open = peek();
  if (!at(TokenKind::OpenBrace)) return parts.push_back(bracketed_pipeline());
  const Level level(*this);
  if (too_deep()) return;
  take();
  parts.push_back(query(TokenKind::CloseBrace));
  calm();
  close(TokenKind::CloseBrace, open);
}

/// A column, maybe a member of one: `a.b`.
NodeId Parser::postfix_name() {
  NodeId made = any_name();
  while (!panic_ && at(TokenKind::Dot)) {
    take();
    made = make(NodeKind::Path, node(made).range.begin, {made, any_name()});
  }
  return made;
}

/// `macro-expand isfuzzy=true group as name (query)`
void Parser::macro_expand_parts(Nodes& parts) {
  options(parts, true);
  parts.push_back(at_word("entity_group") ? entity_group() : any_name());
  if (!take_keyword("as")) return;
  parts.push_back(new_name());
  const Token open = peek();
  if (panic_ || !expect(TokenKind::OpenParen, "`(` and a query")) return;
  const Level level(*this);
  if (too_deep()) return;
  parts.push_back(query(TokenKind::CloseParen));
  calm();
  close(TokenKind::CloseParen, open);
}

/// `reduce kind=k by a with threshold=0.1, characters="x"`
void Parser::reduce_parts(Nodes& parts) {
  options(parts, true);
  if (!take_keyword("by")) return;
  parts.push_back(named());
  if (panic_ || !take_word("with")) return;
  comma_list(parts, [this] { return option(); });
}

/// `top-nested 2 of a with others="x" by sum(b) desc, …`
void Parser::top_nested_parts(Nodes& parts) {
  comma_list(parts, [this] { return top_nested_level(); });
}

NodeId Parser::top_nested_level() {
  const std::uint32_t start = begin();
  Nodes level;
  // The name of the operator may stand before each level.
  const std::size_t name = operator_name_size(0);
  const bool again = name > 0 && joined_text(name) == "top-nested";
  for (std::size_t i = 0; again && i < name; ++i) take();
  if (!at_word("of")) level.push_back(expression());
  if (!take_keyword("of")) return make(NodeKind::Nested, start, level);
  level.push_back(named());
  if (!panic_ && take_word("with")) {
    if (at_word("others") && at(TokenKind::Assign, 1))
      level.push_back(option());
    else
      expected("`others=`");
  }
  if (take_keyword("by")) level.push_back(ordered(named()));
  return make(NodeKind::Nested, start, level);
}

/// `scan with_match_id=m order by a partition by b declare (x: long) with (step s: c => x = 1;)`
void Parser::scan_parts(Nodes& parts) {
  options(parts, true);
  for (const std::string_view word : {"order", "partition"}) {
    if (panic_ || !take_word(word) || !take_keyword("by")) continue;
    const std::uint32_t start = begin();
    Nodes keys;
    const bool rows = word == "order";
    comma_list(keys, [&] { return rows ? ordered(named()) : named(); });
    parts.push_back(make(NodeKind::List, start, keys));
  }
  if (!panic_ && take_word("declare")) parts.push_back(parameter_list(NodeKind::Schema));
  if (!take_keyword("with")) return;
  const Token open = peek();
  if (!expect(TokenKind::OpenParen, "`(` and steps")) return;
  while (!panic_ && at_word("step")) parts.push_back(scan_step());
  if (!panic_ && !at(TokenKind::CloseParen)) expected("`step` or `)`");
  close(TokenKind::CloseParen, open);
}

NodeId Parser::scan_step() {
  const std::uint32_t start = begin();
  take();
  Nodes step{new_name()};
  if (!panic_) take_word("optional");
  options(step, true);
  if (!panic_ && expect(TokenKind::Colon, "`:` and a condition")) step.push_back(expression());
  if (!panic_ && take_if(TokenKind::Arrow)) {
    comma_list(step, [this] { return named(); });
  }
  if (!panic_) expect(TokenKind::Semicolon, "`;` behind the step");
  return make(NodeKind::ScanStep, start, step);
}

/// `assert-schema (a: long, …)`
void Parser::schema_parts(Nodes& parts) {
  parts.push_back(parameter_list(NodeKind::Schema));
}

}  // namespace adxc::kql
