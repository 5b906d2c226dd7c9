#include <algorithm>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/policy/suppressions.h"

namespace adxc::policy {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;
using std::string_view;

constexpr string_view kWord = "adxc:";
constexpr string_view kUserProperty = "adxc.ignore";

bool is_leaf(NodeKind kind) {
  return kind == NodeKind::String || kind == NodeKind::Plain;
}

/// Where a node begins: with its key, if it has one.
std::uint32_t begin_of(const document::Node& node) {
  return node.key_span.size() > 0 ? std::min(node.key_span.begin, node.span.begin)
                                  : node.span.begin;
}

class Finder {
 public:
  Finder(const Document& document, std::vector<Mark>& marks, diag::Sink& sink)
      : document_(document), text_(document.file->text), marks_(marks), sink_(sink) {}

  void find_in_values() {
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      const NodeId id{i};
      const document::Node& node = document_[id];
      if (node.parent.valid() && document_.kind(node.parent) == NodeKind::Array &&
          equal_fold(document_.key(node.parent), "userProperties")) {
        add_user_property(id);
      }
      if (is_leaf(node.kind) && node.text.find(kWord) != string_view::npos) add_kql_comments(id);
    }
  }

  void add_annotations(const program::Object& object) {
    if (!object.properties.valid()) return;
    const NodeId list = document_.find(object.properties, "annotations");
    if (!list.valid() || document_.kind(list) != NodeKind::Array) return;
    for (const NodeId item : document_.children(list)) {
      const string_view words = document_.text(item);
      if (!is_leaf(document_.kind(item)) || !words.starts_with(kWord)) continue;
      add(document_.fragment(item).part(kWord.size(), words.size()), false, document_.place(item),
          document_[object.root].span);
    }
  }

  void find_yaml_comments() {
    for (std::size_t at = text_.find(kWord); at != string_view::npos;
         at = text_.find(kWord, at + 1)) {
      const std::size_t mark = text_.find_last_not_of(" \t", at - (at > 0 ? 1 : 0));
      if (at == 0 || mark == string_view::npos || text_[mark] != '#') continue;
      const bool apart =
          mark == 0 || string_view(" \t\n\r").find(text_[mark - 1]) != string_view::npos;
      if (apart && !inside_text(mark)) add_yaml_comment(mark, at);
    }
  }

 private:
  void add(const text::Fragment& words, bool bare, diag::Place place, text::Span scope) {
    Mark mark;
    mark.place = std::move(place);
    mark.scope = scope;
    if (read_mark(words, bare, mark, sink_)) marks_.push_back(std::move(mark));
  }

  /// `{"name": "adxc.ignore", "value": "rule -- reason"}` of an activity.
  void add_user_property(NodeId id) {
    const NodeId name = document_.find(id, "name");
    const NodeId value = document_.find(id, "value");
    if (!name.valid() || !value.valid() || document_.text(name) != kUserProperty) return;
    const NodeId activity = document_[document_[id].parent].parent;
    if (!activity.valid() || !is_leaf(document_.kind(value))) return;
    add(document_.fragment(value), true, document_.place(value), document_[activity].span);
  }

  /// `// adxc: ignore[rule] -- reason` on a line of a query.
  void add_kql_comments(NodeId id) {
    const string_view words = document_.text(id);
    for (std::size_t at = words.find(kWord); at != string_view::npos;
         at = words.find(kWord, at + 1)) {
      const std::size_t before =
          at == 0 ? string_view::npos : words.find_last_not_of(" \t", at - 1);
      if (before == string_view::npos || before == 0) continue;
      if (words[before] != '/' || words[before - 1] != '/') continue;
      const std::size_t end = std::min(words.find_first_of("\r\n", at), words.size());
      const text::Fragment fragment = document_.fragment(id);
      add(fragment.part(at + kWord.size(), end), false,
          {fragment.span(before - 1, end), document_.pointer(id)}, document_[id].span);
    }
  }

  bool inside_text(std::size_t offset) const {
    return std::ranges::any_of(document_.nodes, [&](const document::Node& node) {
      const bool scalar = node.kind != NodeKind::Object && node.kind != NodeKind::Array;
      return scalar && node.span.begin <= offset && offset < node.span.end;
    });
  }

  void add_yaml_comment(std::size_t mark, std::size_t at) {
    const auto begin = static_cast<std::uint32_t>(mark);
    const auto words = static_cast<std::uint32_t>(at + kWord.size());
    const auto end = static_cast<std::uint32_t>(line_end(mark));
    const text::FileId file = document_.file->id;
    const std::size_t line = line_begin(mark);
    const bool alone =
        text_.substr(line, mark - line).find_first_not_of(" \t") == string_view::npos;
    const text::Span scope = alone ? scope_below(end) : scope_beside(line, end);
    const string_view said = text_.substr(words, end - words);
    add(text::Fragment::verbatim(said, {file, words, end}), false, {{file, begin, end}, ""}, scope);
  }

  std::size_t line_begin(std::size_t offset) const {
    const std::size_t before = offset == 0 ? string_view::npos : text_.rfind('\n', offset - 1);
    return before == string_view::npos ? 0 : before + 1;
  }

  std::size_t line_end(std::size_t offset) const {
    std::size_t end = std::min(text_.find('\n', offset), text_.size());
    if (end > offset && text_[end - 1] == '\r') --end;
    return end;
  }

  /// A comment at the end of a line: the line, and the value of the last key that begins on it.
  text::Span scope_beside(std::size_t line, std::size_t end) const {
    text::Span scope{document_.file->id, static_cast<std::uint32_t>(line),
                     static_cast<std::uint32_t>(end)};
    std::optional<document::Node> last;
    for (const document::Node node : document_.nodes) {
      const bool here =
          node.key_span.size() > 0 && node.key_span.begin >= line && node.key_span.begin < end;
      if (here && (!last || node.key_span.begin > last->key_span.begin)) last = node;
    }
    if (last) scope.end = std::max(scope.end, last->span.end);
    return scope;
  }

  /// A comment alone on its line: the widest value that begins on the next line with text.
  text::Span scope_below(std::size_t end) const {
    std::size_t line = end;
    do {
      line = std::min(text_.find('\n', line), text_.size());
      if (line < text_.size()) ++line;
    } while (line < text_.size() && is_passed_over(line));
    const std::size_t stop = line_end(line);
    text::Span scope{document_.file->id, static_cast<std::uint32_t>(line),
                     static_cast<std::uint32_t>(stop)};
    for (const document::Node node : document_.nodes) {
      const std::uint32_t begin = begin_of(node);
      if (begin >= line && begin < stop) scope.end = std::max(scope.end, node.span.end);
    }
    return scope;
  }

  /// Empty lines, comments and the line between two documents.
  bool is_passed_over(std::size_t line) const {
    const string_view words = text_.substr(line, line_end(line) - line);
    const std::size_t first = words.find_first_not_of(" \t");
    return first == string_view::npos || words[first] == '#' || words.starts_with("---");
  }

  const Document& document_;
  string_view text_;
  std::vector<Mark>& marks_;
  diag::Sink& sink_;
};

bool is_yaml(const Document& document) {
  return ends_with_fold(document.file->path, ".yaml") ||
         ends_with_fold(document.file->path, ".yml");
}

/// Few files hold a suppression; the rest cost one search of their bytes.
bool may_hold_marks(const Document& document) {
  return document.file->text.find("adxc") != std::string::npos;
}

}  // namespace

std::vector<Mark> find_marks(const program::Workspace& workspace, diag::Sink& sink) {
  std::vector<Mark> marks;
  for (const Document& document : workspace.documents) {
    if (!may_hold_marks(document)) continue;
    Finder finder(document, marks, sink);
    finder.find_in_values();
    if (is_yaml(document)) finder.find_yaml_comments();
  }
  for (const program::Object& object : workspace.objects) {
    const Document& document = workspace.document_of(object);
    if (may_hold_marks(document)) Finder(document, marks, sink).add_annotations(object);
  }
  return marks;
}

}  // namespace adxc::policy
