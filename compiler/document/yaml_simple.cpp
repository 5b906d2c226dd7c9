#include "compiler/document/yaml_simple.h"

#include <algorithm>

#include "compiler/document/tree.h"
#include "compiler/document/yaml_simple_scalars.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {
namespace {

/// A key that begins without `? ` has at most 1024 characters; near that, yaml-cpp is asked.
constexpr std::uint32_t kLongestKey = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Every function that answers false has met something for yaml-cpp, and reading ends.
class SimpleReader {
 public:
  SimpleReader(std::string_view text, std::uint32_t begin, const Limits& limits, Document& document)
      : text_(text),
        at_(begin),
        limits_(limits),
        tree_(document),
        scalars_(text, document.decoded),
        file_(document.file->id) {}

  bool run() {
    line_ = at_;
    if (line_at(text_, at_) == "---") line_ = at_ = next_line(text_, at_);
    Tree::Open top;
    return next_content() && more_ && read_block(top, 1) && !more_;
  }

 private:
  text::Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }

  // ---- lines ----

  /// Moves from `at_`, somewhere in a line or at its end, to the next text that is no comment.
  bool next_content() {
    while (at_ < text_.size()) {
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;
      if (at_ >= text_.size()) break;
      const char c = text_[at_];
      if (is_line_break(c)) {
        line_ = at_ = skip_line_break(text_, at_);
      } else if (c == '#') {
        // In the first column, or after a blank, as every way here makes sure.
        at_ = line_end(text_, at_);
      } else {
        more_ = true;
        return c != '\t' && !(at_ == line_ && is_document_line());
      }
    }
    more_ = false;
    return true;
  }

  bool is_document_line() const {
    return text_[at_] == '%' || is_document_marker(line_at(text_, at_));
  }

  std::uint32_t column() const { return at_ - line_; }

  /// True if nothing but a comment follows a value in its line.
  bool line_is_over(std::uint32_t at) const {
    if (scalars_.line_ends_at(at)) return true;
    if (text_[at] != ' ') return false;
    while (at < text_.size() && text_[at] == ' ') ++at;
    return scalars_.line_ends_at(at) || text_[at] == '#';
  }

  bool is_entry() const { return text_[at_] == '-' && scalars_.blank_at(at_ + 1); }

  // ---- blocks ----

  bool admits(std::size_t depth) const {
    return tree_.size() < limits_.nodes && depth <= limits_.depth;
  }

  bool read_block(Tree::Open& parent, std::size_t depth) {
    return is_entry() ? read_list(parent, depth) : read_mapping(parent, depth);
  }

  bool read_list(Tree::Open& parent, std::size_t depth) {
    if (!admits(depth)) return false;
    const std::uint32_t indent = column();
    Tree::Open list{tree_.add(parent, NodeKind::Array, span(at_, at_)), {}};
    while (more_ && column() == indent && is_entry()) {
      cursor_ = ++at_;
      const std::uint32_t line = line_;
      if (!next_content()) return false;
      const bool here = more_ && line_ == line;
      if (!(here ? read_entry(list, indent, depth + 1) : read_below(list, indent, depth + 1)))
        return false;
    }
    tree_.node(list.id).span.end = cursor_;
    return !more_ || column() <= indent;
  }

  /// What stands after `- ` in the same line.
  bool read_entry(Tree::Open& list, std::uint32_t indent, std::size_t depth) {
    if (is_entry() || key_at(at_)) return read_block(list, depth);
    return read_value(list, indent, depth);
  }

  /// A value that does not begin in the line of its key or dash; at `at_` is the next text.
  bool read_below(Tree::Open& parent, std::uint32_t indent, std::size_t depth) {
    if (more_ && column() > indent) return read_deeper(parent, indent, depth);
    return add(parent, NodeKind::Null, Style::None, cursor_, cursor_, {});
  }

  bool read_deeper(Tree::Open& parent, std::uint32_t indent, std::size_t depth) {
    const bool block = is_entry() || key_at(at_);
    return block ? read_block(parent, depth) : read_value(parent, indent, depth);
  }

  bool read_mapping(Tree::Open& parent, std::size_t depth) {
    if (!admits(depth)) return false;
    const std::uint32_t indent = column();
    Tree::Open mapping{tree_.add(parent, NodeKind::Object, span(at_, at_)), {}};
    while (more_ && column() == indent && !is_entry()) {
      if (!read_member(mapping, indent, depth + 1)) return false;
    }
    tree_.node(mapping.id).span.end = cursor_;
    return !more_ || column() <= indent;
  }

  bool read_member(Tree::Open& mapping, std::uint32_t indent, std::size_t depth) {
    const std::optional<SimpleScalar> key = key_at(at_);
    if (!key) return false;
    tree_.set_key(key->text, span(key->begin, key->end));
    cursor_ = at_ = colon_after(*key) + 1;
    const std::uint32_t line = line_;
    if (!next_content()) return false;
    if (more_ && line_ == line) return read_value(mapping, indent, depth);
    // A list below a key may stand as far to the left as the key.
    const bool list = more_ && column() == indent && is_entry();
    return list ? read_list(mapping, depth) : read_below(mapping, indent, depth);
  }

  /// The key at `at`; nothing when what stands there is no key or an unusual one.
  std::optional<SimpleScalar> key_at(std::uint32_t at) {
    const bool quoted = text_[at] == '"' || text_[at] == '\'';
    std::optional<SimpleScalar> key = quoted ? scalars_.quoted(at) : scalars_.plain(at);
    if (!key || key->end - key->begin > kLongestKey) return std::nullopt;
    const std::uint32_t colon = colon_after(*key);
    if (colon >= text_.size() || text_[colon] != ':' || !scalars_.blank_at(colon + 1))
      return std::nullopt;
    const bool unusual = !quoted && (key->text == "<<" || is_plain_null(key->text));
    return unusual ? std::nullopt : key;
  }

  std::uint32_t colon_after(const SimpleScalar& key) const {
    std::uint32_t at = key.end;
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }

  // ---- values ----

  bool add(Tree::Open& parent, NodeKind kind, Style style, std::uint32_t begin, std::uint32_t end,
           std::string_view text) {
    if (!admits(0)) return false;
    Node& node = tree_.node(tree_.add(parent, kind, span(begin, end)));
    node.style = style;
    node.text = text;
    cursor_ = end;
    return true;
  }

  bool add_scalar(Tree::Open& parent, const SimpleScalar& scalar) {
    const bool plain = scalar.style == Style::Plain;
    const bool null = plain && is_plain_null(scalar.text);
    const NodeKind kind = null ? NodeKind::Null : plain ? NodeKind::Plain : NodeKind::String;
    return add(parent, kind, scalar.style, scalar.begin, scalar.end,
               null ? std::string_view{} : scalar.text);
  }

  /// A value in the line of its key or dash, and the way to the next text.
  bool read_value(Tree::Open& parent, std::uint32_t indent, std::size_t depth) {
    const char c = text_[at_];
    if (c == '|' || c == '>') return read_block_scalar(parent, indent);
    const bool flow = c == '[' || c == '{';
    if (!(flow ? read_flow(parent, depth) : read_scalar(parent, c, indent))) return false;
    if (!line_is_over(cursor_)) return false;
    at_ = cursor_;
    // What is indented deeper goes on with the value.
    return next_content() && (!more_ || column() <= indent);
  }

  bool read_scalar(Tree::Open& parent, char first, std::uint32_t indent) {
    const bool quoted = first == '"' || first == '\'';
    const auto scalar =
        quoted ? scalars_.quoted_lines(at_, indent) : scalars_.plain_lines(at_, indent);
    return scalar && add_scalar(parent, *scalar);
  }

  bool read_block_scalar(Tree::Open& parent, std::uint32_t indent) {
    const std::optional<SimpleScalar> scalar = scalars_.block(at_, indent);
    if (!scalar || !add_scalar(parent, *scalar)) return false;
    at_ = cursor_;
    return next_content() && (!more_ || column() <= indent);
  }

  // ---- flow collections of one line ----

  bool read_flow(Tree::Open& parent, std::size_t depth) {
    if (!admits(depth)) return false;
    const bool object = text_[at_] == '{';
    const char closing = object ? '}' : ']';
    const NodeKind kind = object ? NodeKind::Object : NodeKind::Array;
    Tree::Open open{tree_.add(parent, kind, span(at_, at_)), {}};
    ++at_;
    skip_spaces();
    bool first = true;
    while (at_ < text_.size() && text_[at_] != closing) {
      if (!first && !pass(',')) return false;
      if (object && !read_flow_key()) return false;
      if (!read_flow_value(open, depth + 1)) return false;
      first = false;
    }
    if (!pass(closing)) return false;
    cursor_ = tree_.node(open.id).span.end = end_of_flow_;
    return true;
  }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  bool pass(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    end_of_flow_ = ++at_;
    skip_spaces();
    return true;
  }

  bool read_flow_key() {
    const std::optional<SimpleScalar> key = flow_scalar();
    if (!key || key->end - key->begin > kLongestKey) return false;
    const bool unusual =
        key->style == Style::Plain && (key->text == "<<" || is_plain_null(key->text));
    tree_.set_key(key->text, span(key->begin, key->end));
    at_ = key->end;
    if (unusual || at_ >= text_.size() || text_[at_] != ':') return false;
    if (scalars_.line_ends_at(at_ + 1) || text_[at_ + 1] != ' ') return false;
    return pass(':');
  }

  bool read_flow_value(Tree::Open& open, std::size_t depth) {
    if (at_ >= text_.size()) return false;
    if (text_[at_] == '[' || text_[at_] == '{') return read_flow(open, depth);
    const std::optional<SimpleScalar> scalar = flow_scalar();
    if (!scalar || !add_scalar(open, *scalar)) return false;
    at_ = scalar->end;
    skip_spaces();
    return at_ < text_.size() && text_[at_] != ':';
  }

  std::optional<SimpleScalar> flow_scalar() {
    if (at_ >= text_.size()) return std::nullopt;
    const bool quoted = text_[at_] == '"' || text_[at_] == '\'';
    return quoted ? scalars_.quoted(at_) : scalars_.plain_in_flow(at_);
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t line_ = 0;         // where the line of `at_` begins
  std::uint32_t cursor_ = 0;       // the end of what has become a node, a colon or a dash
  std::uint32_t end_of_flow_ = 0;  // after the last bracket or comma
  bool more_ = false;              // text stands at `at_`
  const Limits& limits_;
  Tree tree_;
  SimpleScalars scalars_;
  text::FileId file_;
};

}  // namespace

bool read_simple_yaml(std::string_view text, std::uint32_t begin, const Limits& limits,
                      Document& document) {
  const bool mark_inside = text.find(kByteOrderMark, begin) != std::string_view::npos;
  return !mark_inside && SimpleReader(text, begin, limits, document).run();
}

}  // namespace adxc::document
