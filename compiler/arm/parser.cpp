#include "compiler/arm/parser.h"

#include <algorithm>

#include "compiler/arm/functions.h"
#include "compiler/base/names.h"

namespace adxc::arm {
namespace {

constexpr diag::Kind<std::string, std::string_view> kSyntax{
    {"arm-expression-syntax", diag::Severity::Error}, "found {}, wanted {}"};
/// Deeper expressions than anybody writes; bounds the recursion of parser and evaluator.
constexpr int kDeepest = 100;

constexpr std::string_view kOperand = "a function call, a text in single quotes or a number";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '$';
}

/// What to say of characters that look like another language.
std::string_view hint(char c) {
  if (c == '"') return "texts stand in single quotes: 'text'";
  if (c == '@') {
    return "an expression of Data Factory is written without brackets, a text that begins with a "
           "bracket as `[[`";
  }
  if (std::string_view("+-*/%=<>!&|").find(c) != std::string_view::npos) {
    return "there are no operators; use functions such as `add`, `equals` or `concat`";
  }
  return {};
}

class Parser {
 public:
  Parser(const text::Fragment& fragment, std::string pointer, diag::Sink& sink)
      : fragment_(fragment), text_(fragment.text()), sink_(sink) {
    tree_.pointer = std::move(pointer);
  }

  Tree run() {
    at_ = 1;
    const NodeId root = expression();
    skip_blanks();
    if (!failed_ && !take(']')) expected("`]`");
    if (!failed_ && at_ < text_.size()) expected("nothing after the last `]`");
    tree_.root = failed_ ? broken() : root;
    return std::move(tree_);
  }

 private:
  NodeId expression() {
    if (++depth_ > kDeepest) return too_deep();
    skip_blanks();
    const std::size_t begin = at_;
    NodeId node = operand();
    while (!failed_ && accessor(begin, node)) {
      if (heights_[node.value] > kDeepest) return too_deep();
    }
    --depth_;
    return node;
  }

  NodeId operand() {
    if (at_ >= text_.size()) return expected(kOperand);
    const char c = text_[at_];
    if (c == '\'') return quoted();
    if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])))
      return number();
    return is_letter(c) ? call() : expected(kOperand);
  }

  NodeId quoted() {
    const std::size_t begin = at_++;
    std::string value;
    while (at_ < text_.size()) {
      if (text_[at_] != '\'') {
        value += text_[at_++];
      } else if (text_.substr(at_).starts_with("''")) {
        value += '\'';
        at_ += 2;
      } else {
        ++at_;
        return add({NodeKind::Text, fragment_.span(begin, at_), {}, std::move(value), {}});
      }
    }
    return fail(begin, begin + 1, "a text that never ends", "`'` at its end");
  }

  NodeId number() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    const std::string spelling(text_.substr(begin, at_ - begin));
    return add({NodeKind::Number, fragment_.span(begin, at_), {}, spelling, {}});
  }

  /// `name(…)` or `namespace.name(…)`.
  NodeId call() {
    const std::size_t begin = at_;
    skip_word();
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_letter(text_[at_ + 1])) {
      ++at_;
      skip_word();
    }
    const std::size_t end = at_;
    skip_blanks();
    if (!take('(')) {
      at_ = end;
      return fail(begin, end, quoted_word(begin, end), kOperand);
    }
    std::vector<NodeId> arguments;
    skip_blanks();
    if (!take(')')) {
      do {
        arguments.push_back(expression());
        skip_blanks();
      } while (!failed_ && take(','));
      if (!failed_ && !take(')')) expected("`,` or `)`");
    }
    return add({NodeKind::Call, fragment_.span(begin, at_), fragment_.span(begin, end),
                std::string(text_.substr(begin, end - begin)), std::move(arguments)});
  }

  /// One `.name`, `.?name`, `[x]` or `[?x]` after `node`, which becomes the access; false if none.
  bool accessor(std::size_t begin, NodeId& node) {
    const std::size_t before = at_;
    skip_blanks();
    if (take('.')) {
      take('?');
      node = member(begin, node);
    } else if (take('[')) {
      take('?');
      node = index(begin, node);
    } else {
      at_ = before;
      return false;
    }
    return true;
  }

  NodeId member(std::size_t begin, NodeId base) {
    skip_blanks();
    const std::size_t name_begin = at_;
    skip_word();
    if (at_ == name_begin) return expected("the name of a property");
    return add({NodeKind::Member,
                fragment_.span(begin, at_),
                fragment_.span(name_begin, at_),
                std::string(text_.substr(name_begin, at_ - name_begin)),
                {base}});
  }

  NodeId index(std::size_t begin, NodeId base) {
    const NodeId key = expression();
    skip_blanks();
    if (!failed_ && !take(']')) expected("`]`");
    return add({NodeKind::Index, fragment_.span(begin, at_), {}, {}, {base, key}});
  }

  NodeId too_deep() { return fail(at_, at_, "more than 100 levels of nesting", "fewer"); }

  NodeId add(Node node) {
    int height = 0;
    for (const NodeId part : node.parts) height = std::max(height, heights_[part.value]);
    heights_.push_back(height + 1);
    tree_.nodes.push_back(std::move(node));
    return NodeId{static_cast<std::uint32_t>(tree_.nodes.size() - 1)};
  }

  NodeId broken() { return add({NodeKind::Broken, fragment_.whole(), {}, {}, {}}); }

  NodeId expected(std::string_view wanted) {
    if (at_ >= text_.size()) return fail(at_, at_, "the end of the text", wanted);
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_word(text_[at_]) && is_word(text_[end])) ++end;
    return fail(at_, end, quoted_word(at_, end), wanted);
  }

  NodeId fail(std::size_t begin, std::size_t end, const std::string& found,
              std::string_view wanted) {
    if (!failed_) {
      diag::Diagnostic& finding =
          sink_.report(kSyntax, {fragment_.span(begin, end), tree_.pointer}, found, wanted);
      const std::string_view more = begin < text_.size() ? hint(text_[begin]) : std::string_view{};
      if (!more.empty()) finding.notes.emplace_back(more);
    }
    failed_ = true;
    return broken();
  }

  std::string quoted_word(std::size_t begin, std::size_t end) const {
    return "`" + shortened(text_.substr(begin, end - begin)) + "`";
  }

  void skip_word() {
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  const text::Fragment& fragment_;
  std::string_view text_;
  diag::Sink& sink_;
  Tree tree_;
  std::vector<int> heights_;  // of each node of the tree; a leaf is 1
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

/// `[name(` with the name of a function of the template language.
bool begins_with_call(std::string_view text) {
  const std::size_t open = text.find('(');
  return open != std::string_view::npos && open > 1 &&
         find_function(text.substr(1, open - 1)) != nullptr;
}

}  // namespace

TextKind text_kind(std::string_view text) {
  if (text.size() < 2 || text.front() != '[') return TextKind::Literal;
  if (text.back() != ']') return begins_with_call(text) ? TextKind::Unclosed : TextKind::Literal;
  return text[1] == '[' ? TextKind::Escaped : TextKind::Expression;
}

Tree parse(const text::Fragment& fragment, std::string pointer, diag::Sink& sink) {
  Tree tree = Parser(fragment, std::move(pointer), sink).run();
  if (tree.sound()) check_calls(tree, sink);
  return tree;
}

}  // namespace adxc::arm
