#include "compiler/writer/remarks.h"

#include <algorithm>

namespace adxc::writer {
namespace {

using document::Document;
using document::Node;
using document::NodeId;
using document::NodeKind;
using document::Style;

/// Where something of the document begins in the source; outer nodes before inner ones.
struct Begin {
  std::uint32_t at;
  std::size_t depth;
  NodeId node;
};

/// A key, a scalar or an empty container: text that cannot hold a comment.
struct Token {
  std::uint32_t begin;
  std::uint32_t end;
  NodeId node;
  bool block = false;
};

class Collector {
 public:
  explicit Collector(const Document& document) : document_(document), text_(document.file->text) {}

  Remarks run() {
    for (const NodeId root : document_.roots) add(root, 0);
    std::stable_sort(begins_.begin(), begins_.end(), [](const Begin& a, const Begin& b) {
      return a.at != b.at ? a.at < b.at : a.depth < b.depth;
    });
    std::stable_sort(tokens_.begin(), tokens_.end(),
                     [](const Token& a, const Token& b) { return a.begin < b.begin; });
    std::size_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (const Token& token : tokens_) {
      if (token.begin < at) continue;  // repeats an anchor's
      read_between(at, token.begin);
      at = token.end;
      last_ = &token;
      if (token.block) read_header(token);
    }
    read_between(at, text_.size());
    while (!pending_.empty() && pending_.back().empty()) pending_.pop_back();
    remarks_.last = std::move(pending_);
    return std::move(remarks_);
  }

 private:
  void add(NodeId id, std::size_t depth) {
    const Node& node = document_[id];
    const bool keyed = node.key_span.size() > 0;
    begins_.push_back({keyed ? node.key_span.begin : node.span.begin, depth, id});
    if (keyed) tokens_.push_back({node.key_span.begin, node.key_span.end, id});
    const bool container = node.kind == NodeKind::Array || node.kind == NodeKind::Object;
    const bool block = node.style == Style::Literal || node.style == Style::Folded;
    if (!container || node.child_count == 0)
      tokens_.push_back({node.span.begin, node.span.end, id, block});
    for (const NodeId child : document_.children(id)) add(child, depth + 1);
  }

  /// Text between two tokens: blanks, marks of structure, comments.
  void read_between(std::size_t at, std::size_t end) {
    while (at < end) {
      const char c = text_[at];
      if (c == '#' && begins_comment(at)) {
        at = read_comment(at);
      } else if (c == '\n') {
        note_empty_line(at, end);
        ++at;
      } else {
        // What is left then is an anchor, an alias, a tag or a directive.
        if (std::string_view(" \t\r-:,[]{}?.").find(c) == std::string_view::npos)
          remarks_.more_than_values = true;
        ++at;
      }
    }
    if (end < text_.size()) give_to_next();
  }

  bool begins_comment(std::size_t at) const {
    return at == 0 || std::string_view(" \t\r\n").find(text_[at - 1]) != std::string_view::npos ||
           text_.substr(0, at) == "\xEF\xBB\xBF";
  }

  bool alone_on_line(std::size_t at) const {
    const std::size_t line = text_.rfind('\n', at);
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    const std::string_view before = text_.substr(begin, at - begin);
    return before.find_first_not_of(" \t\xEF\xBB\xBF") == std::string_view::npos;
  }

  std::size_t read_comment(std::size_t at) {
    std::size_t end = std::min(text_.find('\n', at), text_.size());
    const std::size_t next = end;
    while (end > at && (text_[end - 1] == '\r' || text_[end - 1] == ' ')) --end;
    const std::string comment(text_.substr(at, end - at));
    ++remarks_.comments;
    const bool same_line =
        last_ != nullptr &&
        text_.substr(last_->end, at - last_->end).find('\n') == std::string_view::npos;
    if (same_line && !alone_on_line(at)) {
      put_behind(last_->node, comment);
    } else {
      note(at, comment);
    }
    return next;
  }

  /// `|  # comment`
  void read_header(const Token& token) {
    const std::string_view block = text_.substr(token.begin, token.end - token.begin);
    const std::string_view header = block.substr(0, block.find_first_of("\r\n"));
    const std::size_t comment = header.find(" #");
    if (comment == std::string_view::npos) return;
    ++remarks_.comments;
    put_behind(token.node, std::string(header.substr(comment + 1)));
  }

  void put_behind(NodeId node, const std::string& comment) {
    std::string& behind = remarks_.beside[node.value].behind;
    behind += behind.empty() ? comment : " " + comment;
  }

  void note(std::size_t at, std::string line) {
    if (pending_.empty()) pending_at_ = at;
    pending_.push_back(std::move(line));
  }

  /// An empty line, once however many there are.
  void note_empty_line(std::size_t at, std::size_t end) {
    const std::size_t next = text_.find_first_not_of(" \t\r", at + 1);
    const bool empty = next != std::string_view::npos && next < end && text_[next] == '\n';
    const bool repeats = pending_.empty() ? last_ == nullptr : pending_.back().empty();
    if (empty && !repeats) note(at, "");
  }

  void give_to_next() {
    if (pending_.empty()) return;
    const auto next =
        std::lower_bound(begins_.begin(), begins_.end(), pending_at_,
                         [](const Begin& begin, std::size_t at) { return begin.at < at; });
    if (next == begins_.end()) return;
    std::vector<std::string>& above = remarks_.beside[next->node.value].above;
    above.insert(above.end(), pending_.begin(), pending_.end());
    pending_.clear();
  }

  const Document& document_;
  std::string_view text_;
  std::vector<Begin> begins_;
  std::vector<Token> tokens_;
  const Token* last_ = nullptr;
  std::vector<std::string> pending_;
  std::size_t pending_at_ = 0;
  Remarks remarks_;
};

}  // namespace

Remarks remarks_of(const Document& document) {
  return Collector(document).run();
}

}  // namespace adxc::writer
