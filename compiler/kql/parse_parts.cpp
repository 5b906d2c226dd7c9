// What stands after an operator's name, operator by operator.
#include "compiler/kql/parser_state.h"

namespace adxc::kql {

void Parser::no_parts(Nodes& parts) {
  options(parts, false);
}

void Parser::consume_parts(Nodes&) {
  skip_operator();
}

void Parser::as_parts(Nodes& parts) {
  options(parts, false);
  parts.push_back(new_name());
}

void Parser::filter_parts(Nodes& parts) {
  options(parts, false);
  parts.push_back(named());
}

void Parser::item_parts(Nodes& parts) {
  options(parts, false);
  comma_list(parts, [this] { return named(); });
}

void Parser::optional_item_parts(Nodes& parts) {
  options(parts, false);
  if (!at_end_of_operator()) item_parts(parts);
}

void Parser::distinct_parts(Nodes& parts) {
  options(parts, false);
  comma_list(parts,
             [this] { return at(TokenKind::Star) ? make_token(NodeKind::Star) : expression(); });
}

void Parser::pattern_parts(Nodes& parts) {
  comma_list(parts, [this] { return name_pattern(); });
}

void Parser::reorder_parts(Nodes& parts) {
  comma_list(parts, [this] { return ordered(name_pattern()); });
}

void Parser::rename_parts(Nodes& parts) {
  comma_list(parts, [this] {
    const NodeId item = named();
    if (!panic_ && node(item).kind != NodeKind::Named) {
      report(node(item).range, "this renames nothing; expected `new = old`");
    }
    return item;
  });
}

void Parser::take_parts(Nodes& parts) {
  options(parts, false);
  parts.push_back(expression());
}

void Parser::top_parts(Nodes& parts) {
  options(parts, false);
  parts.push_back(expression());
  if (!panic_ && !take_word("by")) expected("`by` and what to order by");
  if (!panic_) comma_list(parts, [this] { return ordered(expression()); });
}

void Parser::sort_parts(Nodes& parts) {
  options(parts, false);
  if (!take_word("by")) return expected("`by` and what to order by");
  options(parts, false);
  comma_list(parts, [this] { return ordered(named()); });
}

/// A key with its direction; the key alone when no direction is written counts as descending.
NodeId Parser::ordered(NodeId key) {
  if (panic_) return key;
  Ordering order;
  ordering(order);
  const NodeId made = make(NodeKind::Ordered, node(key).range.begin, {key});
  node(made).order = order;
  return made;
}

void Parser::ordering(Ordering& order) {
  const std::size_t size = operator_name_size(0);
  const std::string_view word = size > 0 ? joined_text(size) : std::string_view{};
  const bool granny = word.starts_with("granny-");
  if (word.ends_with("asc") && (granny || size == 1) && (word == "asc" || granny)) {
    order.given = true;
    order.descending = false;
  } else if (word == "desc" || (granny && word.ends_with("desc"))) {
    order.given = true;
  }
  order.granny = granny && order.given;
  for (std::size_t i = 0; order.given && i < size; ++i) take();
  order.nulls_first = !order.descending;
  if (!take_word("nulls")) return;
  order.nulls_given = true;
  order.nulls_first = at_word("first");
  if (!take_word("first") && !take_word("last")) expected("`first` or `last`");
}

void Parser::summarize_parts(Nodes& parts) {
  options(parts, false);
  const std::uint32_t start = begin();
  Nodes aggregates;
  if (!at_word("by") && !at_end_of_operator()) comma_list(aggregates, [this] { return named(); });
  parts.push_back(make(NodeKind::List, start, aggregates));
  const std::uint32_t keys_start = begin();
  Nodes keys;
  if (!panic_ && take_word("by")) {
    options(parts, false);
    comma_list(keys, [this] { return named(); });
  }
  parts.push_back(make(NodeKind::List, keys_start, keys));
}

void Parser::join_parts(Nodes& parts) {
  options(parts, true);
  parts.push_back(join_source());
  if (panic_) return;
  const std::uint32_t start = begin();
  if (at_word("where")) {
    tree_.opaque = true;
    return skip_operator();
  }
  if (!take_word("on")) return expected("`on` and the columns to match");
  Nodes conditions;
  comma_list(conditions, [this] { return expression(); });
  parts.push_back(make(NodeKind::List, start, conditions));
}

void Parser::union_parts(Nodes& parts) {
  options(parts, true);
  comma_list(parts, [this] { return join_source(); });
}

void Parser::range_parts(Nodes& parts) {
  parts.push_back(new_name());
  for (const std::string_view word : {"from", "to", "step"}) {
    if (panic_) return;
    if (!take_word(word)) return expected(std::string("`") + std::string(word) + "`");
    parts.push_back(expression());
  }
}

/// Only the kind of picture is kept; how it is drawn is no matter of a query's result.
void Parser::render_parts(Nodes& parts) {
  parts.push_back(any_name());
  skip_operator();
}

bool Parser::at_wildcard() const {
  if (at(TokenKind::Star)) return true;
  return at(TokenKind::Word) && at(TokenKind::Star, 1) && joined(1);
}

/// A column or table by name, by quoted name, or by a name with stars.
NodeId Parser::name_pattern() {
  if (!at_wildcard()) return any_name();
  const std::uint32_t start = begin();
  std::size_t size = 1;
  const auto part = [&](std::size_t offset) {
    return at(TokenKind::Star, offset) || at(TokenKind::Word, offset) ||
           at(TokenKind::Long, offset);
  };
  while (part(size) && joined(size)) ++size;
  if (size == 1 && at(TokenKind::Star)) return make_token(NodeKind::Star);
  for (std::size_t i = 0; i < size; ++i) take();
  return make(NodeKind::Wildcard, start);
}

}  // namespace adxc::kql
