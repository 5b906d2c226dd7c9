#include "compiler/document/intake.h"
#include "compiler/document/json_string.h"
#include "compiler/document/yaml_scalar.h"

namespace adxc::document {
namespace {

/// All of `text` stands for all of `span`: for text that does not stand in the source as such.
text::Fragment as_a_whole(std::string_view text, text::Span span) {
  text::Fragment fragment(span);
  fragment.append(text, span.begin, span.size());
  return fragment;
}

text::Fragment json_fragment(const text::SourceFile& file, text::Span span) {
  const std::string_view source = std::string_view(file.text).substr(0, span.end);
  if (find_not_utf8(source.substr(span.begin)) == std::string_view::npos)
    return decode_json_string(source, span).fragment;
  return decode_json_string(with_stand_ins(source), span).fragment;
}

text::Fragment from_source(const Document& document, const Node& node) {
  switch (node.style) {
    case Style::JsonString: return json_fragment(*document.file, node.span);
    case Style::SingleQuoted:
    case Style::DoubleQuoted:
    case Style::Plain:
    case Style::Literal:
    case Style::Folded: return scan_yaml_scalar(document.file->text, node.span, node.text).fragment;
    case Style::None: break;
  }
  return text::Fragment::verbatim(document.file->view(node.span), node.span);
}

}  // namespace

text::Fragment Document::fragment(NodeId id) const {
  const Node& node = (*this)[id];
  text::Fragment fragment = from_source(*this, node);
  if (fragment.text() == node.text) return fragment;
  // A template of ARM doubles the bracket that a text begins with; the document has lost it.
  const bool escaped = fragment.text().starts_with("[[") && fragment.text().substr(1) == node.text;
  if (escaped) return fragment.part(1, fragment.text().size());
  return as_a_whole(node.text, node.span);
}

}  // namespace adxc::document
