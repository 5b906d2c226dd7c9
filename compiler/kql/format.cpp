#include "compiler/kql/format.h"

#include <algorithm>

#include "compiler/kql/command.h"
#include "compiler/kql/gaps.h"
#include "compiler/kql/parser.h"

namespace adxc::kql {
namespace {

using std::size_t;

constexpr size_t kWidth = 100;
constexpr size_t kIndent = 4;
/// Deeper brackets, which only operators that are read over can have, stay on one line.
constexpr size_t kDeepest = 500;

size_t characters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// Text with a line break that is asked for first and written when something follows.
class Page {
 public:
  void new_line(size_t indent, bool empty_line) {
    wanted_ = true;
    empty_line_ = empty_line_ || empty_line;
    indent_ = indent;
  }

  void write(std::string_view text) {
    flush();
    text_ += text;
    const size_t line = text.rfind('\n');
    column_ = line == std::string_view::npos ? column_ + characters(text)
                                             : characters(text.substr(line + 1));
  }

  /// Behind what stands on the line, whatever line break is asked for.
  void write_behind(std::string_view text) {
    text_ += text_.empty() ? "" : " ";
    text_ += text;
  }

  bool at_line_start() const { return wanted_ || text_.empty(); }
  size_t column() const { return wanted_ ? indent_ : column_; }
  size_t indent() const { return indent_; }

  std::string take() {
    if (!text_.empty()) text_ += '\n';
    return std::move(text_);
  }

 private:
  void flush() {
    if (!wanted_) return;
    if (!text_.empty()) text_ += empty_line_ ? "\n\n" : "\n";
    text_.append(indent_, ' ');
    column_ = indent_;
    wanted_ = empty_line_ = false;
  }

  std::string text_;
  bool wanted_ = false;
  bool empty_line_ = false;
  size_t indent_ = 0;
  size_t column_ = 0;
};

/// What is known of the tokens before anything is written. Sums make each question one subtraction.
class Measures {
 public:
  Measures(const Tree& tree, const std::vector<Gap>& gaps)
      : close_(tree.tokens.size(), 0), width_(1, 0), broken_(1, 0) {
    match(tree);
    for (size_t i = 0; i < tree.tokens.size(); ++i) {
      width_.push_back(width_.back() + characters(tree.view(tree.tokens[i].range)) +
                       (gaps[i].blank ? 1 : 0));
      const bool breaks = heavy_[i] || !gaps[i].comments.empty();
      broken_.push_back(broken_.back() + (breaks ? 1 : 0));
    }
  }

  /// Where the bracket that opens at `i` closes; 0 for everything else.
  size_t close_of(size_t i) const { return close_[i]; }
  size_t width(size_t begin, size_t end) const { return width_[end] - width_[begin]; }
  /// True if [begin, end) may stand on one line. Comments before it do not count.
  bool flat(size_t begin, size_t end) const {
    return begin >= end || (!heavy_[begin] && broken_[end] == broken_[std::min(begin + 1, end)]);
  }

 private:
  void match(const Tree& tree) {
    std::vector<size_t> open;
    std::vector<size_t> pipes;
    heavy_.assign(tree.tokens.size(), false);
    for (size_t i = 0; i < tree.tokens.size(); ++i) {
      const TokenKind kind = tree.tokens[i].kind;
      using enum TokenKind;
      if (kind == OpenParen || kind == OpenBracket || kind == OpenBrace) {
        open.push_back(i);
        pipes.push_back(0);
      } else if (kind == CloseParen || kind == CloseBracket || kind == CloseBrace) {
        if (open.empty()) continue;
        close_[open.back()] = i;
        heavy_[open.back()] = pipes.back() > 1;
        open.pop_back();
        pipes.pop_back();
      } else if (!pipes.empty()) {
        pipes.back() += kind == Pipe ? 1 : kind == Semicolon ? 2 : 0;
      }
    }
  }

  std::vector<size_t> close_;
  std::vector<size_t> width_;
  std::vector<size_t> broken_;
  std::vector<bool> heavy_;  // brackets around several operators
};

class Layout {
 public:
  explicit Layout(const Tree& tree)
      : tree_(tree), gaps_(gaps_of(tree)), measures_(tree, gaps_), rows_(tree.tokens.size(), 0) {
    for (const Node& node : tree.nodes) {
      if (node.kind == NodeKind::Datatable) rows_of(node);
    }
  }

  std::string run() {
    const size_t end = tree_.tokens.size() - 1;
    statements(0, end, 0);
    page_.new_line(0, false);
    comments(end);
    return page_.take();
  }

 private:
  /// The values of a datatable stand row by row.
  void rows_of(const Node& node) {
    const NodeId schema = node.first_child;
    const NodeId values = schema.valid() ? tree_[schema].next_sibling : NodeId{};
    if (!values.valid()) return;
    const size_t columns = tree_.children(schema).size();
    const auto at = std::lower_bound(
        tree_.tokens.begin(), tree_.tokens.end(), tree_[values].range.begin,
        [](const Token& token, std::uint32_t wanted) { return token.range.begin < wanted; });
    rows_[static_cast<size_t>(at - tree_.tokens.begin())] = columns;
  }

  TokenKind kind(size_t i) const { return tree_.tokens[i].kind; }
  std::string_view text(size_t i) const { return tree_.view(tree_.tokens[i].range); }
  bool is_word(size_t i, std::string_view word) const {
    return kind(i) == TokenKind::Word && text(i) == word;
  }

  /// The next token at this level: brackets are passed over.
  size_t next(size_t i) const { return std::max(i, measures_.close_of(i)) + 1; }

  template <typename Wanted>
  std::vector<size_t> find(size_t begin, size_t end, Wanted wanted) const {
    std::vector<size_t> found;
    for (size_t i = begin; i < end; i = next(i)) {
      if (wanted(i)) found.push_back(i);
    }
    return found;
  }

  std::vector<size_t> find(size_t begin, size_t end, TokenKind wanted) const {
    return find(begin, end, [&](size_t i) { return kind(i) == wanted; });
  }

  bool fits(size_t begin, size_t end) const {
    return measures_.flat(begin, end) && page_.column() + measures_.width(begin, end) <= kWidth;
  }

  void comments(size_t i) {
    for (const Comment& one : gaps_[i].comments) {
      const size_t indent = page_.at_line_start() ? page_.column() : page_.indent();
      if (one.own_line) {
        page_.new_line(indent, one.empty_line);
        page_.write(tree_.view(one.range));
      } else {
        page_.write_behind(tree_.view(one.range));
      }
      page_.new_line(indent, &one == &gaps_[i].comments.back() && gaps_[i].empty_line);
    }
  }

  void token(size_t i) {
    comments(i);
    if (gaps_[i].blank && !page_.at_line_start()) page_.write(" ");
    page_.write(text(i));
  }

  void flat(size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) token(i);
  }

  void statements(size_t begin, size_t end, size_t indent) {
    for (size_t start = begin; start < end;) {
      size_t stop = start;
      while (stop < end && kind(stop) != TokenKind::Semicolon) stop = next(stop);
      stop = std::min(stop, end);
      if (start > begin) {
        page_.new_line(indent, gaps_[start].comments.empty() && gaps_[start].empty_line);
      }
      pipeline(start, stop, indent + (is_word(start, "let") ? kIndent : 0));
      if (stop < end) token(stop);
      start = stop + 1;
    }
  }

  /// A source, and each operator on a line of its own.
  void pipeline(size_t begin, size_t end, size_t indent) {
    size_t from = begin;
    for (const size_t pipe : find(begin, end, TokenKind::Pipe)) {
      operation(from, pipe, indent + (from == begin ? 0 : kIndent));
      page_.new_line(indent, false);
      token(pipe);
      from = pipe + 1;
    }
    operation(from, end, indent + kIndent);
  }

  /// Where an operator that does not fit on its line is broken: before these tokens.
  std::vector<size_t> breaks(size_t begin, size_t end) const {
    std::vector<size_t> found = find(begin, end, [&](size_t i) {
      const bool keys = is_word(i, "by") && i > begin + 1;
      return keys || (i > begin && kind(i - 1) == TokenKind::Comma);
    });
    if (!found.empty()) return found;
    return find(begin, end,
                [&](size_t i) { return i > begin && (is_word(i, "and") || is_word(i, "or")); });
  }

  void operation(size_t begin, size_t end, size_t indent) {
    if (fits(begin, end)) return flat(begin, end);
    size_t from = begin;
    for (const size_t at : breaks(begin, end)) {
      tokens(from, at);
      page_.new_line(indent, false);
      from = at;
    }
    tokens(from, end);
  }

  void tokens(size_t begin, size_t end) {
    if (fits(begin, end)) return flat(begin, end);
    for (size_t i = begin; i < end; i = next(i)) {
      const size_t close = measures_.close_of(i);
      close > i&& close < end ? group(i, close) : token(i);
    }
  }

  /// What is in brackets, on this line or indented on the lines below.
  void group(size_t open, size_t close) {
    const bool whole = close - open <= 2 || depth_ >= kDeepest;
    if (fits(open, close + 1) || (whole && measures_.flat(open, close + 1))) {
      return flat(open, close + 1);
    }
    ++depth_;
    token(open);
    const size_t outside = page_.indent();
    page_.new_line(outside + kIndent, false);
    inside(open, close, outside + kIndent);
    page_.new_line(outside, false);
    token(close);
    --depth_;
  }

  void inside(size_t open, size_t close, size_t indent) {
    const bool several = !find(open + 1, close, [&](size_t i) {
                            return kind(i) == TokenKind::Pipe || kind(i) == TokenKind::Semicolon;
                          }).empty();
    if (several) return statements(open + 1, close, indent);
    const std::vector<size_t> commas = find(open + 1, close, TokenKind::Comma);
    if (commas.empty()) return operation(open + 1, close, indent);
    const size_t row = std::max<size_t>(rows_[open], 1);
    size_t from = open + 1;
    for (size_t i = row - 1; i < commas.size(); i += row) {
      tokens(from, commas[i] + 1);
      from = commas[i] + 1;
      if (from < close) page_.new_line(indent, false);
    }
    tokens(from, close);
  }

  const Tree& tree_;
  std::vector<Gap> gaps_;
  Measures measures_;
  std::vector<size_t> rows_;  // values in a row, at the bracket that opens a datatable's values
  Page page_;
  size_t depth_ = 0;
};

/// The tokens and the comments of a text, in their order.
std::vector<std::string_view> pieces(const Tree& tree) {
  std::vector<std::string_view> all;
  const std::vector<Gap> gaps = gaps_of(tree);
  for (size_t i = 0; i < tree.tokens.size(); ++i) {
    for (const Comment& one : gaps[i].comments) all.push_back(tree.view(one.range));
    all.push_back(tree.view(tree.tokens[i].range));
  }
  return all;
}

std::string with_line_break(std::string_view text) {
  std::string made(text);
  if (!made.empty() && made.back() != '\n') made += '\n';
  return made;
}

std::optional<std::string> format_query(std::string_view text) {
  const Tree tree = parse(text);
  if (!tree.errors.empty()) return std::nullopt;
  std::string made = Layout(tree).run();
  // The layout may be poor, never wrong: what would read otherwise, or would not settle, stays as
  // it is.
  const Tree again = parse(made);
  const bool same = again.errors.empty() && pieces(tree) == pieces(again) &&
                    dump(tree) == dump(again) && Layout(again).run() == made;
  return same ? made : with_line_break(text);
}

}  // namespace

std::optional<std::string> format(std::string_view text) {
  if (!is_command(text)) return format_query(text);
  const CommandParts parts = split_command(text);
  // Behind `.ingest inline … <|` stand data.
  const Lexed head = lex(text.substr(parts.head.begin, parts.head.size()));
  const bool data =
      head.tokens.size() > 1 && head.tokens[1].kind == TokenKind::Word &&
      text.substr(parts.head.begin + head.tokens[1].range.begin).starts_with("ingest");
  if (parts.kind != CommandTail::Input || data) return with_line_break(text);
  const auto query = format_query(text.substr(parts.tail.begin));
  if (!query) return with_line_break(text);
  return std::string(text.substr(0, parts.tail.begin)) + "\n" + *query;
}

}  // namespace adxc::kql
