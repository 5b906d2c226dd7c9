// The part of YamlTree that reads the source along with the events.
#include <algorithm>

#include "compiler/document/yaml_scalar.h"
#include "compiler/document/yaml_source.h"
#include "compiler/document/yaml_tree.h"

namespace adxc::document {
namespace {

constexpr diag::Kind<> kClosingQuote{{"yaml-syntax", diag::Severity::Error},
                                     "the closing quote of this text is missing at the end"};

/// Length of a plain null at the start of `text`; 0 when none is spelled there.
std::size_t null_size(std::string_view text) {
  for (const std::string_view spelling : {"~", "null", "Null", "NULL"}) {
    if (!text.starts_with(spelling)) continue;
    const std::string_view rest = text.substr(spelling.size());
    if (rest.empty() ||
        std::string_view(" \t\r\n,]}:").find(rest.front()) != std::string_view::npos)
      return spelling.size();
  }
  return 0;
}

bool is_collection(YamlEventKind kind) {
  return kind == YamlEventKind::SequenceStart || kind == YamlEventKind::MapStart;
}

}  // namespace

text::Span YamlTree::span(std::uint32_t begin, std::uint32_t end) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  begin = std::min(begin, size);
  return {file_, begin, std::clamp(end, begin, size)};
}

YamlTree::Placed YamlTree::place_scalar(Index index) {
  YamlEvent& event = (*events_)[index];
  const std::uint32_t begin = skip_yaml_properties(text_, event.at);
  const Style style = yaml_style(text_, begin);
  const YamlScalar scalar = scan_yaml_scalar(text_, span(begin, begin), event.text);
  cursor_ = scalar.end;
  // yaml-cpp decodes \N and \_ to single bytes that are no UTF-8.
  const bool quoted = style == Style::SingleQuoted || style == Style::DoubleQuoted;
  if (quoted && !scalar.exact) event.text = scalar.fragment.text();
  // yaml-cpp takes the end of the file for a closing quote when it follows a line break.
  if (!scalar.closed) reports_.report(kClosingQuote, {}, span(begin, line_end(text_, begin)));
  if (style == Style::Plain && !scalar.exact) {
    // Never seen; the rest of the line is a fair guess.
    const std::string_view line = line_at(text_, begin);
    cursor_ = begin + static_cast<std::uint32_t>(line.find_last_not_of(" \t") + 1);
  }
  return {span(begin, cursor_), style};
}

/// An empty value carries the place of the next token. So it was spelled out only when a null is
/// spelled there and no later event claims the same place.
YamlTree::Placed YamlTree::place_null(Index index) {
  const std::uint32_t begin = skip_yaml_properties(text_, (*events_)[index].at);
  const auto size = static_cast<std::uint32_t>(
      null_size(text_.substr(std::min<std::size_t>(begin, text_.size()))));
  const auto later =
      std::find_if(events_->begin() + (*events_)[index].next, events_->end(),
                   [](const YamlEvent& event) { return event.kind != YamlEventKind::End; });
  const bool claimed =
      later != events_->end() && later->at == begin && later->kind != YamlEventKind::Broken;
  if (size == 0 || claimed || begin < cursor_) return {span(cursor_, cursor_), Style::None};
  cursor_ = begin + size;
  return {span(begin, cursor_), Style::Plain};
}

std::uint32_t YamlTree::begin_of(const YamlEvent& event) const {
  const bool has_tag = !event.tag.empty() && event.tag != "?";
  return event.anchor != 0 || has_tag ? skip_yaml_properties(text_, event.at) : event.at;
}

/// False for block style, and for a pair that stands among the values of [..] without braces.
bool YamlTree::has_bracket(Index index) const {
  const YamlEvent& event = (*events_)[index];
  const char bracket = event.kind == YamlEventKind::MapStart ? '{' : '[';
  const std::uint32_t begin = begin_of(event);
  if (!event.flow || begin >= text_.size() || text_[begin] != bracket) return false;
  const YamlEvent& first = (*events_)[index + 1];
  return !(is_collection(first.kind) && first.at == begin);
}

/// Moves over `-`, `?`, `:` or `,` when it comes next. The first two stand before a blank.
void YamlTree::pass_indicator(char indicator) {
  const std::uint32_t next = skip_yaml_trivia(text_, cursor_);
  if (next >= text_.size() || text_[next] != indicator) return;
  const bool needs_blank = indicator == '-' || indicator == '?';
  const char after = next + 1 < text_.size() ? text_[next + 1] : ' ';
  if (!needs_blank || is_yaml_blank(after) || is_line_break(after)) cursor_ = next + 1;
}

/// Moves over the bracket that closes `event`, when it has one.
void YamlTree::pass_bracket(const YamlEvent& event) {
  pass_indicator(',');
  pass_indicator(event.kind == YamlEventKind::MapStart ? '}' : ']');
}

/// Moves over the source of a value that becomes no node.
void YamlTree::pass_over(Index index) {
  std::vector<Index> open;
  for (Index at = index; at < (*events_)[index].next; ++at) {
    const YamlEvent& event = (*events_)[at];
    switch (event.kind) {
      case YamlEventKind::Scalar: place_scalar(at); break;
      case YamlEventKind::Null: place_null(at); break;
      case YamlEventKind::Alias: cursor_ = alias_span(event).end; break;
      case YamlEventKind::Broken: break;
      case YamlEventKind::SequenceStart:
      case YamlEventKind::MapStart:
        open.push_back(at);
        cursor_ = begin_of(event) + (has_bracket(at) ? 1 : 0);
        break;
      case YamlEventKind::End:
        if (has_bracket(open.back())) pass_bracket((*events_)[open.back()]);
        open.pop_back();
        break;
    }
  }
}

}  // namespace adxc::document
