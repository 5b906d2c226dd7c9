#include "compiler/base/names.h"
#include "compiler/document/intake.h"
#include "compiler/document/json_lexer.h"
#include "compiler/document/json_words.h"
#include "compiler/document/tree.h"

namespace adxc::document {
namespace {

using diag::Severity;
using Kind = JsonTokenKind;

constexpr diag::Kind<> kEmpty{{"json-syntax", Severity::Error},
                              "the file is empty; a JSON value is wanted"};
constexpr diag::Kind<std::string_view> kAfterEnd{{"json-syntax", Severity::Error},
                                                 "{} stands after the end of the JSON value"};
constexpr diag::Kind<> kBareMembers{{"json-syntax", Severity::Error},
                                    "`key: value` stands here without `{{` and `}}` around it"};
constexpr diag::Kind<> kMissingComma{{"json-syntax", Severity::Error},
                                     "a comma is missing after this value"};
constexpr diag::Kind<std::string_view> kTrailingComma{{"json-syntax", Severity::Error},
                                                      "the comma before {} is one too many"};
constexpr diag::Kind<> kExtraComma{{"json-syntax", Severity::Error},
                                   "a value is missing before this comma"};
constexpr diag::Kind<std::string_view, std::string_view> kUnexpected{
    {"json-syntax", Severity::Error}, "{} stands where `,` or `{}` is wanted"};
constexpr diag::Kind<std::string_view> kColonInArray{
    {"json-syntax", Severity::Error},
    "{} stands in an array; `key: value` needs `{{` and `}}` around it"};
constexpr diag::Kind<char> kUnclosed{{"json-syntax", Severity::Error}, "this `{}` is never closed"};
constexpr diag::Kind<std::string_view, std::string_view> kWrongClosing{
    {"json-syntax", Severity::Error}, "{} stands where `{}` is wanted"};
constexpr diag::Kind<std::string_view, std::string_view> kBareKey{
    {"json-syntax", Severity::Error}, "key `{}` has no quotes; write `\"{}\"`"};
constexpr diag::Kind<std::string_view> kWantedKey{
    {"json-syntax", Severity::Error}, "{} stands where a key in double quotes is wanted"};
constexpr diag::Kind<std::string_view> kMissingColon{{"json-syntax", Severity::Error},
                                                     "`:` is missing after key {}"};
constexpr diag::Kind<std::string_view> kWrongColon{{"json-syntax", Severity::Error},
                                                   "{} stands where `:` is wanted"};
constexpr diag::Kind<std::string_view> kMissingValue{{"json-syntax", Severity::Error},
                                                     "{} stands where a value is wanted"};
constexpr diag::Kind<std::string_view, std::string_view> kOtherLiteral{
    {"json-syntax", Severity::Error}, "`{}` is not a JSON value; write `{}`"};
constexpr diag::Kind<std::string_view> kBareText{{"json-syntax", Severity::Error},
                                                 "`{}` has no quotes; text needs double quotes"};
bool begins_value(Kind kind) {
  return kind == Kind::String || kind == Kind::Number || kind == Kind::Word ||
         kind == Kind::OpenObject || kind == Kind::OpenArray;
}

bool closes(Kind kind) {
  return kind == Kind::CloseObject || kind == Kind::CloseArray || kind == Kind::End;
}

class JsonReader {
 public:
  JsonReader(Document& document, std::string_view text, std::uint32_t begin, diag::Sink& sink,
             const Limits& limits)
      : text_(text),
        limits_(limits),
        sink_(sink),
        mistakes_(document, sink),
        lexer_(text, begin, mistakes_),
        tree_(document) {}

  void run() {
    Tree::Open top;
    advance();
    if (token_.kind == Kind::End) {
      mistakes_.report(kEmpty, token_.begin, token_.end);
      return;
    }
    read_value(top, 1);
    if (token_.kind == Kind::Colon) {
      mistakes_.report(kBareMembers, token_.begin, token_.end);
    } else if (token_.kind != Kind::End && !stopped_) {
      mistakes_.report(kAfterEnd, token_.begin, token_.end, quoted(token_, text_));
    }
    mistakes_.finish();
  }

 private:
  /// A container that is being read.
  struct Container {
    Tree::Open open;
    NodeKind kind;
    std::uint32_t begin;
    std::size_t depth;
    Kind closing() const { return kind == NodeKind::Object ? Kind::CloseObject : Kind::CloseArray; }
    std::string_view bracket() const { return kind == NodeKind::Object ? "}" : "]"; }
  };

  void advance() {
    last_end_ = token_.end;
    swallowed_ = token_.kind == Kind::String && token_.text_end == token_.end;
    if (!stopped_) token_ = lexer_.next();
  }

  text::Span span(std::uint32_t begin, std::uint32_t end) const {
    return {tree_.document().file->id, begin, end};
  }

  // ---- values ----

  void read_value(Tree::Open& parent, std::size_t depth) {
    if (tree_.size() >= limits_.nodes) return stop(parent);
    switch (token_.kind) {
      case Kind::OpenObject: return read_container(parent, NodeKind::Object, depth);
      case Kind::OpenArray: return read_container(parent, NodeKind::Array, depth);
      case Kind::String: return read_string(parent);
      case Kind::Number: return read_scalar(parent, NodeKind::Number);
      case Kind::Word: return read_word(parent);
      default: return read_nothing(parent);
    }
  }

  void stop(const Tree::Open& parent) {
    if (!stopped_)
      report_too_many_values(tree_.document(), parent.id, span(token_.begin, token_.end),
                             limits_.nodes, sink_);
    stopped_ = true;
    tree_.mark_cut();
    token_.kind = Kind::End;
  }

  NodeId add(Tree::Open& parent, NodeKind kind) {
    const NodeId id = tree_.add(parent, kind, span(token_.begin, token_.end));
    if (token_.faulty) tree_.node(id).kind = NodeKind::Broken;
    return id;
  }

  /// The token's text, from the source when it stands there as it is.
  std::string_view text_of(JsonToken& token) {
    return JsonLexer::needs_decoding(token) ? tree_.keep(lexer_.decoded(token))
                                            : lexer_.view(token);
  }

  void read_string(Tree::Open& parent) {
    const std::string_view text = text_of(token_);
    Node& node = tree_.node(add(parent, NodeKind::String));
    node.text = text;
    if (!token_.mended) node.style = Style::JsonString;
    advance();
  }

  void read_scalar(Tree::Open& parent, NodeKind kind) {
    Node& node = tree_.node(add(parent, kind));
    if (kind != NodeKind::Null) node.text = lexer_.view(token_);
    advance();
  }

  void read_word(Tree::Open& parent) {
    const std::string_view word = lexer_.view(token_);
    if (word == "true" || word == "false") return read_scalar(parent, NodeKind::Bool);
    if (word == "null") return read_scalar(parent, NodeKind::Null);
    const std::string_view literal = literal_for(word);
    if (literal.empty()) {
      mistakes_.report(kBareText, token_.begin, token_.end, shortened(word));
    } else {
      mistakes_.report(kOtherLiteral, token_.begin, token_.end, word, literal);
    }
    read_scalar(parent, NodeKind::Broken);
  }

  /// Something that no value begins with stands where one is wanted; only junk is passed over.
  void read_nothing(Tree::Open& parent) {
    const bool junk = token_.kind == Kind::Junk;
    if (token_.kind != Kind::End)
      mistakes_.report(kMissingValue, token_.begin, token_.end, quoted(token_, text_));
    tree_.add(parent, NodeKind::Broken, span(token_.begin, junk ? token_.end : token_.begin));
    if (junk) advance();
  }

  // ---- containers ----

  void read_container(Tree::Open& parent, NodeKind kind, std::size_t depth) {
    if (depth > limits_.depth) return pass_over_too_deep(parent);
    Container container{{add(parent, kind), {}}, kind, token_.begin, depth};
    ++open_[kind == NodeKind::Object];
    mistakes_.enter(container.open.id);
    advance();
    read_children(container);
    --open_[kind == NodeKind::Object];
    mistakes_.enter(parent.id);
    tree_.node(container.open.id).span.end = last_end_;
  }

  void pass_over_too_deep(Tree::Open& parent) {
    report_too_deep(tree_.document(), parent.id, span(token_.begin, token_.end), limits_.depth,
                    sink_);
    const NodeId id = add(parent, NodeKind::Broken);
    pass_over_value();
    tree_.node(id).span.end = last_end_;
  }

  /// Passes over one token, or over everything up to the bracket that closes it.
  void pass_over_value() {
    tree_.mark_cut();
    std::size_t depth = 0;
    do {
      if (token_.kind == Kind::OpenObject || token_.kind == Kind::OpenArray) ++depth;
      if (token_.kind == Kind::CloseObject || token_.kind == Kind::CloseArray) --depth;
      advance();
    } while (depth > 0 && token_.kind != Kind::End);
  }

  void read_children(Container& container) {
    while (!closes(token_.kind)) {
      if (token_.kind == Kind::Comma) {
        mistakes_.report(kExtraComma, token_.begin, token_.end);
        advance();
        continue;
      }
      container.kind == NodeKind::Object ? read_member(container)
                                         : read_value(container.open, container.depth + 1);
      const JsonToken comma = read_comma(container);
      if (comma.kind == Kind::Comma && closes(token_.kind) && token_.kind != Kind::End)
        mistakes_.report(kTrailingComma, comma.begin, comma.end, quoted(token_, text_));
    }
    close(container);
  }

  /// Reads up to the next child: usually one comma. Returns it, or a token that is none.
  JsonToken read_comma(const Container& container) {
    while (token_.kind != Kind::Comma && !closes(token_.kind)) {
      if (begins_child(container)) {
        mistakes_.report(kMissingComma, last_end_, last_end_);
        return {};
      }
      report_unexpected(container);
      if (token_.kind == Kind::Colon) advance();
      if (token_.kind != Kind::Comma && !closes(token_.kind)) pass_over_value();
    }
    const JsonToken comma = token_;
    if (comma.kind == Kind::Comma) advance();
    return comma;
  }

  bool begins_child(const Container& container) const {
    if (container.kind == NodeKind::Array) return begins_value(token_.kind);
    return (token_.kind == Kind::String || token_.kind == Kind::Word) &&
           lexer_.colon_follows(token_.end);
  }

  void report_unexpected(const Container& container) {
    if (container.kind == NodeKind::Array && token_.kind == Kind::Colon) {
      mistakes_.report(kColonInArray, token_.begin, token_.end, quoted(token_, text_));
    } else {
      mistakes_.report(kUnexpected, token_.begin, token_.end, quoted(token_, text_),
                       container.bracket());
    }
  }

  void close(const Container& container) {
    if (token_.kind == container.closing()) return advance();
    tree_.mark_cut();
    const char bracket = container.kind == NodeKind::Object ? '{' : '[';
    if (token_.kind == Kind::End) return report_unclosed_at_end(container, bracket);
    const bool of_outer = open_[token_.kind == Kind::CloseObject] > 0;
    if (of_outer) {
      diag::Diagnostic* finding =
          mistakes_.report(kUnclosed, container.begin, container.begin + 1, bracket);
      if (finding != nullptr)
        finding->related.push_back(
            {mistakes_.place(token_.begin, token_.end), "what closes here was opened before it"});
      last_end_ = token_.begin;
      return;
    }
    mistakes_.report(kWrongClosing, token_.begin, token_.end, quoted(token_, text_),
                     container.bracket());
    advance();
  }

  void report_unclosed_at_end(const Container& container, char bracket) {
    if (!stopped_ && !unclosed_reported_ && !swallowed_)
      mistakes_.report(kUnclosed, container.begin, container.begin + 1, bracket);
    unclosed_reported_ = true;
    last_end_ = token_.begin;
  }

  // ---- members ----

  void read_member(Container& container) {
    if (!read_key()) return;
    if (read_colon()) return read_value(container.open, container.depth + 1);
    tree_.add(container.open, NodeKind::Broken, span(last_end_, last_end_));
  }

  /// Reads the key of the next member, or passes over what can be no member and returns false.
  bool read_key() {
    switch (token_.kind) {
      case Kind::String: break;
      case Kind::Word:
      case Kind::Number:
        if (!colon_comes()) return pass_over_key();
        report_bare_key();
        break;
      case Kind::Colon: report_wanted_key(); return set_key("", token_.begin, token_.begin);
      default: return pass_over_key();
    }
    const std::string_view key = text_of(token_);
    key_ = token_;
    advance();
    return set_key(key, key_.begin, key_.end);
  }

  /// True if a colon, or what people write for one, comes after the token.
  bool colon_comes() const {
    const std::size_t next = text_.find_first_not_of(" \t\r\n", token_.end);
    return next != std::string_view::npos && (text_[next] == ':' || text_[next] == '=');
  }

  bool pass_over_key() {
    report_wanted_key();
    pass_over_value();
    return false;
  }

  bool set_key(std::string_view key, std::uint32_t begin, std::uint32_t end) {
    tree_.set_key(key, span(begin, end));
    return true;
  }

  void report_wanted_key() {
    mistakes_.report(kWantedKey, token_.begin, token_.end, quoted(token_, text_));
  }

  void report_bare_key() {
    const std::string key = shortened(lexer_.view(token_));
    if (!token_.faulty) mistakes_.report(kBareKey, token_.begin, token_.end, key, key);
  }

  /// True if a value follows that belongs to the key just read.
  bool read_colon() {
    if (token_.kind == Kind::Colon) return advance(), true;
    if (token_.kind == Kind::Junk && text_[token_.begin] == '=') {
      mistakes_.report(kWrongColon, token_.begin, token_.end, quoted(token_, text_));
      return advance(), true;
    }
    if (!key_.faulty && token_.kind != Kind::End)
      mistakes_.report(kMissingColon, last_end_, last_end_, quoted(key_, text_));
    return begins_value(token_.kind) && !lexer_.colon_follows(token_.end);
  }

  std::string_view text_;
  const Limits& limits_;
  diag::Sink& sink_;
  JsonMistakes mistakes_;
  JsonLexer lexer_;
  Tree tree_;
  JsonToken token_;               // the one to be looked at next
  JsonToken key_;                 // of the member that is being read
  std::uint32_t last_end_ = 0;    // where the token before it ended
  std::size_t open_[2] = {0, 0};  // arrays and objects that are being read
  bool stopped_ = false;          // at the limit of values: everything closes quietly
  bool unclosed_reported_ = false;
  bool swallowed_ = false;  // the token before had no closing quote and may have eaten a bracket
};

}  // namespace

Document read_json(const text::SourceFile& file, diag::Sink& sink, const Limits& limits) {
  const Intake intake(file, {"json-syntax", Severity::Error}, sink, limits);
  if (!intake.readable()) return broken_document(file);
  Document document;
  document.file = &file;
  document.nodes.reserve(file.text.size() / 32 + 4);
  // Nodes show the text that is read, so a repaired one must live as long as they do.
  const std::string_view text =
      intake.repaired() ? document.decoded.keep(intake.text()) : intake.text();
  JsonReader(document, text, intake.begin(), sink, limits).run();
  report_duplicate_keys(document, sink);
  document.nodes.pack(file);
  return document;
}

}  // namespace adxc::document
