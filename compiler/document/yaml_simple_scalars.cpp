#include "compiler/document/yaml_simple_scalars.h"

#include <algorithm>

#include "compiler/document/json_string.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {
namespace {

/// Of these only `-` may begin plain text here, before a character that is no blank.
constexpr std::string_view kIndicators = "-?:,[]{}#&*!|>'\"%@`";
constexpr std::string_view kLikeStructure = "#-?:";
constexpr std::string_view kFlowEnds = ",]}";

std::uint32_t without_blanks(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (end > begin && text[end - 1] == ' ') --end;
  return end;
}

/// What an escape of one letter stands for; 0 for those that are left to yaml-cpp.
char letter_escape(char letter) {
  switch (letter) {
    case ' ': return ' ';
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

}  // namespace

bool is_plain_null(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

// ---- quoted ----

/// Appends what the line break at `at`, and blank lines after it, are in text that is folded: one
/// is a blank, more are one less. Where the text goes on; nothing when it is not indented enough.
std::optional<std::uint32_t> SimpleScalars::fold(std::uint32_t at, std::uint32_t indent,
                                                 std::string& out) const {
  if (indent == kOneLine) return std::nullopt;
  std::size_t breaks = 0;
  std::uint32_t line = at;
  for (; at < text_.size() && is_line_break(text_[at]); ++breaks) {
    line = at = skip_line_break(text_, at);
    while (at < text_.size() && text_[at] == ' ') ++at;
  }
  const bool inside = at < text_.size() && text_[at] != '\t' && at - line > indent;
  if (!inside) return std::nullopt;
  breaks == 1 ? out.push_back(' ') : void(out.append(breaks - 1, '\n'));
  return at;
}

std::optional<SimpleScalar> SimpleScalars::quoted_text(std::uint32_t at, std::uint32_t indent) {
  const char quote = text_[at];
  const Style style = quote == '"' ? Style::DoubleQuoted : Style::SingleQuoted;
  scratch_.clear();
  bool decoded = false;
  for (std::uint32_t run = at + 1, next = run; next < text_.size();) {
    const char c = text_[next];
    const std::string_view piece = text_.substr(run, next - run);
    const bool doubled = c == '\'' && next + 1 < text_.size() && text_[next + 1] == c;
    if (c == quote && !(doubled && quote == c)) {
      if (decoded) scratch_.append(piece);
      return SimpleScalar{style, at, next + 1, decoded ? decoded_.keep(scratch_) : piece};
    }
    const bool special = is_line_break(c) || c == quote || (c == '\\' && quote == '"');
    if (!special) {
      ++next;
      continue;
    }
    decoded = true;
    const std::size_t kept = is_line_break(c) ? piece.find_last_not_of(' ') + 1 : piece.size();
    if (kept > 0 && is_line_break(c) && piece[kept - 1] == '\t') return std::nullopt;
    scratch_.append(piece.substr(0, kept));
    const auto after = read_special(next, quote, indent);
    if (!after) return std::nullopt;
    run = next = *after;
  }
  return std::nullopt;
}

/// A line break, a doubled quote or an escape inside quotes.
std::optional<std::uint32_t> SimpleScalars::read_special(std::uint32_t at, char quote,
                                                         std::uint32_t indent) {
  if (is_line_break(text_[at])) return fold(at, indent, scratch_);
  if (quote == '"') return decode_escape(at + 1, indent);
  scratch_.push_back('\'');
  return at + 2;
}

/// Appends what the escape whose letter is at `at` stands for; where it ends.
std::optional<std::uint32_t> SimpleScalars::decode_escape(std::uint32_t at, std::uint32_t indent) {
  if (at >= text_.size()) return std::nullopt;
  if (is_line_break(text_[at])) {
    // The line goes on in the next one; blanks before it are not text.
    std::string folded;
    const auto next = fold(at, indent, folded);
    return folded == " " ? next : std::nullopt;
  }
  if (const char meant = letter_escape(text_[at]); meant != 0) {
    scratch_.push_back(meant);
    return at + 1;
  }
  const HexRun hex = text_[at] == 'u' ? read_hex(text_, at + 1, 4) : HexRun{};
  const bool surrogate = hex.value >= 0xD800 && hex.value < 0xE000;
  if (hex.digits < 4 || hex.value == 0 || surrogate) return std::nullopt;
  append_utf8(scratch_, hex.value);
  return at + 5;
}

// ---- plain ----

std::optional<SimpleScalar> SimpleScalars::plain(std::uint32_t at) const {
  if (line_ends_at(at)) return std::nullopt;
  const bool indicator = kIndicators.find(text_[at]) != std::string_view::npos;
  if (indicator && (text_[at] != '-' || blank_at(at + 1))) return std::nullopt;
  return plain_to_end(at);
}

std::optional<SimpleScalar> SimpleScalars::plain_to_end(std::uint32_t at) const {
  std::uint32_t end = at;
  for (; !line_ends_at(end); ++end) {
    const char c = text_[end];
    if (c == '\t') return std::nullopt;
    if (c == ':' && blank_at(end + 1)) break;
    if (c == '#' && text_[end - 1] == ' ') break;
  }
  end = without_blanks(text_, at, end);
  return SimpleScalar{Style::Plain, at, end, text_.substr(at, end - at)};
}

std::optional<SimpleScalar> SimpleScalars::plain_lines(std::uint32_t at, std::uint32_t indent) {
  std::optional<SimpleScalar> scalar = plain(at);
  scratch_.clear();
  while (scalar && line_ends_at(skip_yaml_blanks(text_, scalar->end))) {
    const std::size_t known = scratch_.size();
    if (known == 0) scratch_.append(scalar->text);
    const auto next = fold(skip_yaml_blanks(text_, scalar->end), indent, scratch_);
    if (!next) {
      scratch_.resize(known);
      break;
    }
    // Comments, and what looks like a key or an element of a list, are for yaml-cpp.
    if (kLikeStructure.find(text_[*next]) != std::string_view::npos) return std::nullopt;
    const std::optional<SimpleScalar> more = plain_to_end(*next);
    if (!more) return std::nullopt;
    scratch_.append(more->text);
    scalar->end = more->end;
  }
  if (scalar && !scratch_.empty()) scalar->text = decoded_.keep(scratch_);
  return scalar;
}

std::optional<SimpleScalar> SimpleScalars::plain_in_flow(std::uint32_t at) const {
  std::uint32_t end = at;
  for (; !line_ends_at(end); ++end) {
    const char c = text_[end];
    if (kFlowEnds.find(c) != std::string_view::npos) break;
    if (c == ':' && end > at && blank_at(end + 1)) break;
    const bool inside = end > at && (c == '-' || c == '>' || c == '|' || c == '*' || c == '@');
    if (c == '\t' || (!inside && kIndicators.find(c) != std::string_view::npos))
      return std::nullopt;
  }
  end = without_blanks(text_, at, end);
  if (end == at) return std::nullopt;
  return SimpleScalar{Style::Plain, at, end, text_.substr(at, end - at)};
}

// ---- block ----

struct SimpleScalars::BlockLines {
  bool folded;
  std::uint32_t indent;    // blanks before each line that are not text
  std::size_t breaks = 0;  // blank lines since the last line with text
  bool any = false;
  bool indented = false;  // the last line with text began with a blank
};

std::optional<SimpleScalar> SimpleScalars::block(std::uint32_t at, std::uint32_t indent) {
  const bool strip = at + 1 < text_.size() && text_[at + 1] == '-';
  const std::uint32_t header = at + (strip ? 2 : 1);
  SimpleScalar scalar{text_[at] == '|' ? Style::Literal : Style::Folded, at, header, {}};
  if (!line_ends_at(header) || header >= text_.size()) return std::nullopt;
  const std::uint32_t first = skip_line_break(text_, header);
  const std::size_t text = text_.find_first_not_of(' ', first);
  if (text == std::string_view::npos || is_yaml_blank(text_[text]) || is_line_break(text_[text]))
    return std::nullopt;
  BlockLines lines{text_[at] == '>', static_cast<std::uint32_t>(text) - first};
  if (lines.indent <= indent) return std::nullopt;
  scratch_.clear();
  for (std::uint32_t line = first; line < text_.size(); line = next_line(text_, line)) {
    const std::string_view whole = line_at(text_, line);
    const std::size_t blanks = std::min(whole.find_first_not_of(' '), whole.size());
    if (blanks < whole.size() && blanks < lines.indent) {
      if (whole[blanks] == '\t') return std::nullopt;
      break;
    }
    if (!take_block_line(lines, whole)) return std::nullopt;
    if (blanks < whole.size()) scalar.end = line + static_cast<std::uint32_t>(whole.size());
    // yaml-cpp and the end of the file have an understanding of their own.
    if (line + whole.size() >= text_.size()) return std::nullopt;
  }
  if (!strip) scratch_.push_back('\n');
  scalar.text = decoded_.keep(scratch_);
  return scalar;
}

/// False for blank lines whose blanks mean something.
bool SimpleScalars::take_block_line(BlockLines& lines, std::string_view line) {
  if (line.find_first_not_of(' ') == std::string_view::npos) {
    ++lines.breaks;
    return line.size() <= lines.indent;
  }
  const std::string_view text = line.substr(lines.indent);
  const bool indented = is_yaml_blank(text.front());
  const bool folds = lines.folded && !indented && !lines.indented;
  if (lines.any && folds && lines.breaks == 0) scratch_.push_back(' ');
  if (lines.any && !folds) scratch_.push_back('\n');
  scratch_.append(lines.breaks, '\n').append(text);
  lines.any = true;
  lines.indented = indented;
  lines.breaks = 0;
  return true;
}

}  // namespace adxc::document
