#include "compiler/document/yaml_scalar.h"

#include <algorithm>

#include "compiler/document/json_string.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {
namespace {

/// Plain and quoted scalars: one line, or several that are folded.
class FlowScalar {
 public:
  FlowScalar(std::string_view text, text::Span place, std::string_view decoded)
      : text_(text), decoded_(decoded), at_(place.begin), run_(place.begin), fragment_(place) {}

  YamlScalar plain() {
    while (at_ < text_.size() && produced() < decoded_.size()) pass_over_character();
    flush();
    return finish();
  }

  YamlScalar single_quoted() {
    run_ = ++at_;
    while (at_ < text_.size()) {
      if (text_[at_] != '\'') {
        pass_over_character();
        continue;
      }
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '\'') break;
      flush();
      take("'", 2);
    }
    return closed();
  }

  YamlScalar double_quoted() {
    run_ = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      text_[at_] == '\\' ? read_escape() : pass_over_character();
    }
    return closed();
  }

 private:
  std::size_t produced() const { return fragment_.text().size() + (at_ - run_); }

  void flush() {
    fragment_.append(text_.substr(run_, at_ - run_), run_, at_ - run_);
    run_ = at_;
  }

  /// Adds what the next `size` bytes stand for.
  void take(std::string_view decoded, std::uint32_t size) {
    fragment_.append(decoded, at_, size);
    run_ = at_ = std::min(at_ + size, static_cast<std::uint32_t>(text_.size()));
  }

  /// One character, or blanks up to the next one; blanks around line breaks fold.
  void pass_over_character() {
    const std::uint32_t after = skip_yaml_blanks(text_, at_);
    if (after < text_.size() && is_line_break(text_[after])) {
      flush();
      fold();
    } else {
      at_ = std::max(after, at_ + 1);
    }
  }

  /// A line break is a blank, several are one less.
  void fold() {
    std::uint32_t end = at_;
    const std::size_t breaks = count_breaks(end);
    take(breaks == 1 ? " " : std::string(breaks - 1, '\n'), end - at_);
  }

  /// Moves `end` over blanks and line breaks; returns how many breaks there were.
  std::size_t count_breaks(std::uint32_t& end) const {
    std::size_t breaks = 0;
    for (end = skip_yaml_blanks(text_, end); end < text_.size() && is_line_break(text_[end]);
         end = skip_yaml_blanks(text_, end)) {
      end = skip_line_break(text_, end);
      ++breaks;
    }
    return breaks;
  }

  void read_escape() {
    flush();
    const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (is_line_break(letter)) return escape_line_break();
    if (letter == 'x') return escape_code_point(2);
    if (letter == 'u') return escape_code_point(4);
    if (letter == 'U') return escape_code_point(8);
    take(simple_escape(letter), 2);
  }

  void escape_line_break() {
    std::uint32_t end = at_ + 1;
    const std::size_t breaks = count_breaks(end);
    take(std::string(breaks - 1, '\n'), end - at_);
  }

  void escape_code_point(std::uint32_t digits) {
    const HexRun hex = read_hex(text_, at_ + 2, digits);
    std::string utf8;
    append_utf8(utf8, hex.value);
    take(utf8, 2 + hex.digits);
  }

  /// YAML 1.2 section 5.7.
  static std::string_view simple_escape(char letter) {
    using namespace std::string_view_literals;
    constexpr std::string_view kLetters = "0abt\tnvfre \"/\\N_LP";
    constexpr std::string_view kMeanings[] = {
        "\0"sv, "\a", "\b", "\t", "\t", "\n",       "\v",       "\f",           "\r",
        "\x1B", " ",  "\"", "/",  "\\", "\xC2\x85", "\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    const std::size_t index = kLetters.find(letter);
    return index == std::string_view::npos ? ""sv : kMeanings[index];
  }

  YamlScalar closed() {
    flush();
    YamlScalar scalar = finish();
    scalar.closed = at_ < text_.size();
    if (scalar.closed) ++scalar.end;
    return scalar;
  }

  YamlScalar finish() {
    const bool exact = fragment_.text() == decoded_;
    return {std::move(fragment_), at_, exact};
  }

  std::string_view text_;
  std::string_view decoded_;
  std::uint32_t at_;
  std::uint32_t run_;  // what stands for itself begins here
  text::Fragment fragment_;
};

std::size_t leading_spaces(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// Literal and folded block scalars (YAML 1.2 section 8.1).
class BlockScalar {
 public:
  BlockScalar(std::string_view text, text::Span place, std::string_view decoded)
      : text_(text), decoded_(decoded), at_(place.begin), fragment_(place) {}

  YamlScalar read() {
    folded_ = text_[at_] == '>';
    read_header();
    end_ = at_;
    at_ = skip_line_break(text_, at_);
    find_indent();
    while (at_ < text_.size() && read_line()) {
    }
    chomp();
    const bool exact = fragment_.text() == decoded_;
    return {std::move(fragment_), end_, exact};
  }

 private:
  struct Stretch {
    std::uint32_t begin;
    std::uint32_t size;
  };

  void read_header() {
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '+' || c == '-') {
        chomping_ = c;
      } else if (c >= '1' && c <= '9') {
        explicit_indent_ = true;
      } else {
        break;
      }
    }
    end_ = at_;
    at_ = line_end(text_, at_);
  }

  /// The first line with text has the indentation; when it is given as a number, which counts from
  /// the parent's, the expected text tells how many of its blanks are text.
  void find_indent() {
    if (decoded_.find_first_not_of('\n') == std::string_view::npos) return;
    for (std::uint32_t at = at_; at < text_.size(); at = next_line(text_, at)) {
      const std::string_view line = line_at(text_, at);
      const std::size_t spaces = leading_spaces(line);
      if (spaces == line.size()) continue;
      indent_ = spaces;
      if (explicit_indent_) indent_ -= std::min(indent_, expected_spaces());
      return;
    }
  }

  std::size_t expected_spaces() const {
    return leading_spaces(decoded_.substr(decoded_.find_first_not_of('\n')));
  }

  /// False at the line that does not belong to the scalar any more.
  bool read_line() {
    const std::string_view line = line_at(text_, at_);
    const std::size_t spaces = leading_spaces(line);
    const bool empty = spaces == line.size();
    if (!empty && (spaces < indent_ || is_document_marker(line))) return false;
    const std::uint32_t after = next_line(text_, at_);
    if (line.size() > indent_) take_line(line);
    const auto size = static_cast<std::uint32_t>(line.size());
    if (after > at_ + size) breaks_.push_back({at_ + size, after - at_ - size});
    at_ = after;
    return true;
  }

  void take_line(std::string_view line) {
    const auto begin = static_cast<std::uint32_t>(at_ + indent_);
    const std::string_view content = line.substr(indent_);
    const bool indented = content.front() == ' ' || content.front() == '\t';
    take_breaks(folded_ && any_ && !indented && !indented_);
    fragment_.append(content, begin, static_cast<std::uint32_t>(content.size()));
    indented_ = indented;
    any_ = true;
    end_ = static_cast<std::uint32_t>(begin + content.size());
  }

  void take_breaks(bool fold) {
    if (fold && breaks_.size() == 1) fragment_.append(" ", breaks_[0].begin, breaks_[0].size);
    for (std::size_t i = fold ? 1 : 0; i < breaks_.size(); ++i)
      fragment_.append("\n", breaks_[i].begin, breaks_[i].size);
    breaks_.clear();
  }

  void chomp() {
    if (chomping_ == '-') return;
    if (chomping_ == '+' && !breaks_.empty()) end_ = breaks_.back().begin;
    if (chomping_ != '+') breaks_.resize(std::min<std::size_t>(breaks_.size(), any_ ? 1 : 0));
    take_breaks(false);
    // The last line of a file may lack its break; yaml-cpp supplies it.
    if (fragment_.text().size() + 1 == decoded_.size()) fragment_.append("\n", end_, 0);
  }

  std::string_view text_;
  std::string_view decoded_;
  std::uint32_t at_;
  text::Fragment fragment_;
  bool folded_ = false;
  bool explicit_indent_ = false;
  char chomping_ = ' ';  // '-' drops line breaks at the end, '+' keeps all, ' ' keeps one
  std::size_t indent_ = std::string_view::npos;  // blanks that are not text; npos: no line has text
  bool any_ = false;                             // a line with text has been taken
  bool indented_ = false;                        // that line began with a blank: it does not fold
  std::uint32_t end_ = 0;
  std::vector<Stretch> breaks_;  // since that line
};

}  // namespace

Style yaml_style(std::string_view text, std::uint32_t begin) {
  switch (begin < text.size() ? text[begin] : '\0') {
    case '"': return Style::DoubleQuoted;
    case '\'': return Style::SingleQuoted;
    case '|': return Style::Literal;
    case '>': return Style::Folded;
    default: return Style::Plain;
  }
}

YamlScalar scan_yaml_scalar(std::string_view text, text::Span place, std::string_view decoded) {
  switch (yaml_style(text, place.begin)) {
    case Style::DoubleQuoted: return FlowScalar(text, place, decoded).double_quoted();
    case Style::SingleQuoted: return FlowScalar(text, place, decoded).single_quoted();
    case Style::Literal:
    case Style::Folded: return BlockScalar(text, place, decoded).read();
    default: return FlowScalar(text, place, decoded).plain();
  }
}

}  // namespace adxc::document
