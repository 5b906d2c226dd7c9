// Operators that take values apart or put them together: mv-expand, mv-apply, parse, make-series,
// and the samples.
#include <fmt/format.h>

#include "compiler/kql/parser_state.h"

namespace adxc::kql {

/// Takes a word that must stand here, or reports it.
bool Parser::take_keyword(std::string_view word) {
  if (panic_ || take_word(word)) return !panic_;
  expected(fmt::format("`{}`", word));
  return false;
}

/// `plugin(…)`, with the columns it gives when they are told: `: (a: long, …)`.
void Parser::evaluate_parts(Nodes& parts) {
  options(parts, false);
  invoke_parts(parts);
  if (panic_ || !take_if(TokenKind::Colon)) return;
  parts.push_back(type_or_schema());
}

void Parser::invoke_parts(Nodes& parts) {
  if (!at(TokenKind::Word) || !at(TokenKind::OpenParen, 1)) return expected("a call of a function");
  parts.push_back(call());
  while (!panic_ && take_if(TokenKind::Dot)) {
    tree_.opaque = true;
    parts.back() = make(NodeKind::Path, node(parts.back()).range.begin, {parts.back(), selector()});
  }
}

/// `name = expression to typeof(type), …`
void Parser::expanded_items(Nodes& parts) {
  comma_list(parts, [this] {
    const std::uint32_t start = begin();
    Nodes item{named()};
    const bool typed = !panic_ && take_word("to");
    if (typed && at_word("typeof") && at(TokenKind::OpenParen, 1)) {
      item.push_back(type_of());
    } else if (typed) {
      expected("`typeof(…)`");
    }
    return make(NodeKind::Expanded, start, item);
  });
}

void Parser::mv_expand_parts(Nodes& parts) {
  options(parts, true);
  expanded_items(parts);
  if (!panic_ && take_word("limit")) parts.push_back(expression());
}

void Parser::mv_apply_parts(Nodes& parts) {
  mv_expand_parts(parts);
  if (!take_keyword("on")) return;
  const Token open = peek();
  if (!expect(TokenKind::OpenParen, "`(` and operators")) return;
  parts.push_back(inner_pipeline());
  close(TokenKind::CloseParen, open);
}

/// Operators whose input is what stands around them: the first step is an operator.
NodeId Parser::inner_pipeline() {
  const Level level(*this);
  if (too_deep()) return broken();
  const std::uint32_t start = begin();
  Nodes steps;
  do steps.push_back(piped_operator());
  while (take_if(TokenKind::Pipe));
  return make(NodeKind::Pipeline, start, steps);
}

/// `subject with * "text" name: type …`
void Parser::parse_parts(Nodes& parts) {
  options(parts, true);
  parts.push_back(expression());
  if (!take_keyword("with")) return;
  const std::uint32_t start = begin();
  Nodes pattern;
  while (!panic_ && !at_end_of_operator()) pattern.push_back(pattern_part());
  if (pattern.empty()) expected("a pattern");
  parts.push_back(make(NodeKind::List, start, pattern));
}

NodeId Parser::pattern_part() {
  if (at(TokenKind::Star)) return make_token(NodeKind::Star);
  if (at(TokenKind::String)) return string_literal();
  if (name_size(0) == 0) {
    expected("`*`, a string or a column");
    return broken();
  }
  const std::uint32_t start = begin();
  const NodeId name = new_name();
  if (panic_ || !take_if(TokenKind::Colon)) return name;
  return make(NodeKind::Parameter, start, {name, type_or_schema()});
}

void Parser::parse_kv_parts(Nodes& parts) {
  parts.push_back(expression());
  if (!take_keyword("as")) return;
  parts.push_back(parameter_list(NodeKind::Schema));
  if (panic_ || !take_word("with")) return;
  Nodes ignored;
  settings(ignored);
}

void Parser::sample_distinct_parts(Nodes& parts) {
  options(parts, false);
  parts.push_back(expression());
  if (take_keyword("of")) parts.push_back(named());
}

void Parser::top_hitters_parts(Nodes& parts) {
  sample_distinct_parts(parts);
  if (!panic_ && take_word("by")) parts.push_back(expression());
}

/// `name = aggregate default = value, … on axis from a to b step c by keys`.
void Parser::make_series_parts(Nodes& parts) {
  options(parts, true);
  const std::uint32_t start = begin();
  Nodes series;
  comma_list(series, [this] {
    const std::uint32_t item_start = begin();
    Nodes item{named()};
    if (!panic_ && take_word("default") && expect(TokenKind::Assign, "`=`")) {
      item.push_back(expression());
    }
    return make(NodeKind::Series, item_start, item);
  });
  parts.push_back(make(NodeKind::List, start, series));
  if (!take_keyword("on")) return;
  parts.push_back(named());
  const std::uint32_t bounds_start = begin();
  Nodes bounds;
  series_bounds(bounds);
  parts.push_back(make(NodeKind::List, bounds_start, bounds));
  const std::uint32_t keys_start = begin();
  Nodes keys;
  if (!panic_ && take_word("by")) comma_list(keys, [this] { return named(); });
  parts.push_back(make(NodeKind::List, keys_start, keys));
}

/// `from a to b step c`, where only the step must be there, or `in range(a, b, c)`.
void Parser::series_bounds(Nodes& parts) {
  if (!panic_ && take_word("in")) return parts.push_back(call());
  for (const std::string_view word : {"from", "to"}) {
    if (!panic_ && take_word(word)) parts.push_back(expression());
  }
  if (take_keyword("step")) parts.push_back(expression());
}

}  // namespace adxc::kql
