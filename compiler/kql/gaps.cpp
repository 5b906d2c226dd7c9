#include "compiler/kql/gaps.h"

#include <algorithm>

namespace adxc::kql {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

/// Reads the comments of one stretch between tokens.
Gap read_gap(std::string_view text, Range range) {
  Gap gap;
  gap.blank = range.size() > 0;
  std::size_t lines = range.begin == 0 ? 1 : 0;  // line breaks since the last thing
  for (std::uint32_t at = range.begin; at < range.end;) {
    const bool comment = text[at] == '#' || (text[at] == '/' && at + 1 < range.end);
    if (!comment) {
      lines += text[at++] == '\n' ? 1 : 0;
      continue;
    }
    const auto line_end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
    std::uint32_t end = line_end;
    while (end > at && is_blank(text[end - 1])) --end;
    const bool first = range.begin == 0 && gap.comments.empty();
    gap.comments.push_back({{at, end}, lines > 0, lines > 1 && !first});
    at = line_end;
    lines = 0;
  }
  gap.empty_line = lines > 1;
  return gap;
}

/// Puts blanks where the tree knows that they belong or do not.
class Blanks {
 public:
  Blanks(const Tree& tree, std::vector<Gap>& gaps) : tree_(tree), gaps_(gaps) {}

  void run() {
    for (std::size_t i = 1; i < gaps_.size(); ++i) by_kind(i);
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) by_node(NodeId{i});
  }

 private:
  void by_kind(std::size_t i) {
    const TokenKind before = tree_.tokens[i - 1].kind;
    const TokenKind here = tree_.tokens[i].kind;
    using enum TokenKind;
    if (before == Comma || before == Semicolon || before == Pipe || here == Pipe) {
      gaps_[i].blank = true;
    }
    const bool tight = here == Comma || here == Semicolon || here == Dot || before == Dot ||
                       before == OpenParen || before == OpenBracket || here == CloseParen ||
                       here == CloseBracket;
    if (tight) gaps_[i].blank = false;
    if (before == Arrow || here == Arrow) gaps_[i].blank = true;
  }

  void by_node(NodeId id) {
    switch (tree_[id].kind) {
      case NodeKind::Binary:
      case NodeKind::InList:
      case NodeKind::Between:
        if (tree_[id].op != Op::Search) between_children(id, true, true);
        return;
      case NodeKind::Named:
      case NodeKind::Let: return between_children(id, true, true);
      case NodeKind::Option: return between_children(id, false, false);
      case NodeKind::JsonPair:
      case NodeKind::Parameter: return pairs(id);
      case NodeKind::Call: return call(id);
      case NodeKind::Unary: return set(first_token(tree_[id].range.begin) + 1, false);
      default: return;
    }
  }

  /// The first token that begins at `offset` or later.
  std::size_t first_token(std::uint32_t offset) const {
    const auto at = std::lower_bound(
        tree_.tokens.begin(), tree_.tokens.end(), offset,
        [](const Token& token, std::uint32_t wanted) { return token.range.begin < wanted; });
    return static_cast<std::size_t>(at - tree_.tokens.begin());
  }

  static bool is_bracket(TokenKind kind) {
    return kind >= TokenKind::OpenParen && kind <= TokenKind::CloseBrace;
  }

  void set(std::size_t token, bool blank) {
    if (token < gaps_.size()) gaps_[token].blank = blank;
  }

  /// What stands between two children is an operator, or a bracket of one of them.
  void between(NodeId left, NodeId right, bool before, bool after) {
    const std::uint32_t end = tree_[right].range.begin;
    for (std::size_t i = first_token(tree_[left].range.end);
         i < tree_.tokens.size() && tree_.tokens[i].range.begin < end; ++i) {
      if (is_bracket(tree_.tokens[i].kind)) continue;
      set(i, before);
      set(i + 1, after);
    }
  }

  void between_children(NodeId id, bool before, bool after) {
    NodeId left = tree_[id].first_child;
    for (; left.valid() && tree_[left].next_sibling.valid(); left = tree_[left].next_sibling) {
      between(left, tree_[left].next_sibling, before, after);
    }
    if (tree_[id].kind != NodeKind::InList || !left.valid()) return;
    set(first_token(tree_[left].range.begin), true);
  }

  /// `name: value`, and a default with blanks around its `=`.
  void pairs(NodeId id) {
    const NodeId name = tree_[id].first_child;
    const NodeId value = name.valid() ? tree_[name].next_sibling : NodeId{};
    if (!value.valid()) return;
    between(name, value, false, true);
    const NodeId otherwise = tree_[value].next_sibling;
    if (otherwise.valid()) between(value, otherwise, true, true);
  }

  void call(NodeId id) {
    const std::size_t open = first_token(tree_[tree_[id].first_child].range.end);
    if (open < tree_.tokens.size() && tree_.tokens[open].kind == TokenKind::OpenParen) {
      set(open, false);
    }
  }

  const Tree& tree_;
  std::vector<Gap>& gaps_;
};

}  // namespace

std::vector<Gap> gaps_of(const Tree& tree) {
  std::vector<Gap> gaps;
  gaps.reserve(tree.tokens.size());
  std::uint32_t end = 0;
  for (const Token& token : tree.tokens) {
    gaps.push_back(read_gap(tree.text, {end, token.range.begin}));
    end = token.range.end;
  }
  Blanks(tree, gaps).run();
  return gaps;
}

}  // namespace adxc::kql
