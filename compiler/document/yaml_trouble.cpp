#include "compiler/document/yaml_trouble.h"

#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/document/yaml_scalar.h"

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<std::size_t> kTooDeep{{"document-too-deep", Severity::Error},
                                           "values are nested more than {} deep"};
constexpr diag::Kind<std::size_t> kTooManyValues{{"document-too-large", Severity::Error},
                                                 "the file has more than {} values"};
constexpr diag::Kind<std::string_view> kSecondDocument{
    {"yaml-syntax", Severity::Error},
    "`{}` does not belong to the value above; its indentation is wrong, or `---` is missing before "
    "it"};
constexpr diag::Kind<> kTab{{"yaml-syntax", Severity::Error},
                            "a tab indents this line; YAML wants blanks"};
constexpr diag::Kind<std::string_view> kReserved{{"yaml-syntax", Severity::Error},
                                                 "text that begins with {} needs quotes"};
constexpr diag::Kind<> kSecondColon{
    {"yaml-syntax", Severity::Error},
    "a second `: ` stands in this line; text with `: ` in it needs quotes"};
constexpr diag::Kind<> kColonBlank{{"yaml-syntax", Severity::Error},
                                   "a blank is missing after this `:`"};
constexpr diag::Kind<> kDeeper{
    {"yaml-syntax", Severity::Error},
    "this line is indented deeper than the key above, which has its value already"};
constexpr diag::Kind<> kLongKey{{"yaml-syntax", Severity::Error},
                                "this key has more than 1024 characters; begin it with `? `"};
constexpr diag::Kind<> kNoKey{{"yaml-syntax", Severity::Error},
                              "no key stands before this `:` that it could belong to"};
constexpr diag::Kind<std::string_view> kAfterValue{{"yaml-syntax", Severity::Error},
                                                   "`{}` stands after the end of the value"};
constexpr diag::Kind<> kEntryForKey{{"yaml-syntax", Severity::Error},
                                    "a list entry stands where a key is wanted"};
constexpr diag::Kind<std::string_view> kNotAKey{{"yaml-syntax", Severity::Error},
                                                "`{}` stands where `key: value` is wanted"};
constexpr diag::Kind<std::size_t> kIndentation{
    {"yaml-syntax", Severity::Error}, "the indentation of this line ({}) fits no line above"};
constexpr diag::Kind<std::string_view> kNotAnEntry{{"yaml-syntax", Severity::Error},
                                                   "`{}` stands where a list entry `- ` is wanted"};
constexpr diag::Kind<char> kNeverClosed{{"yaml-syntax", Severity::Error},
                                        "this `{}` is never closed"};
constexpr diag::Kind<std::string_view, char> kFlowComma{{"yaml-syntax", Severity::Error},
                                                        "`{}` stands where `,` or `{}` is wanted"};
constexpr diag::Kind<char> kClosesNothing{
    {"yaml-syntax", Severity::Error}, "`{}` closes nothing; text that begins with it needs quotes"};
constexpr diag::Kind<> kEntryInLine{{"yaml-syntax", Severity::Error},
                                    "a list entry `- ` must begin on a line of its own"};
constexpr diag::Kind<> kClosingQuote{{"yaml-syntax", Severity::Error},
                                     "the closing quote of this text is missing"};
constexpr diag::Kind<std::string_view> kEscape{
    {"yaml-syntax", Severity::Error},
    "`{}` is not an escape of YAML; in single quotes a backslash stands for itself"};
constexpr diag::Kind<std::string_view> kHexDigits{{"yaml-syntax", Severity::Error},
                                                  "`{}` wants more hexadecimal digits"};
constexpr diag::Kind<std::string_view> kUnicode{
    {"yaml-syntax", Severity::Error},
    "`{}` is not a character; one beyond U+FFFF is written `\\U` with eight digits"};
constexpr diag::Kind<std::string_view> kUnknownAnchor{
    {"yaml-syntax", Severity::Error}, "alias `{}` repeats an anchor that is not above it"};
constexpr diag::Kind<char> kNoName{
    {"yaml-syntax", Severity::Error},
    "a name is wanted after `{0}`; text that begins with `{0}` needs quotes"};
constexpr diag::Kind<std::string_view, std::string_view> kOther{{"yaml-syntax", Severity::Error},
                                                                "`{}` is not YAML here: {}"};

class Explainer {
 public:
  Explainer(const YamlTrouble& trouble, YamlReports& reports)
      : trouble_(trouble), text_(trouble.text), reports_(reports), fault_(*trouble.read.fault) {
    at_ = std::min(fault_.at, trouble.part.end);
    line_ = line_begin(text_, at_);
    first_ = skip_yaml_blanks(text_, line_);
  }

  void run() {
    if (explain_tab()) return;
    struct Row {
      std::string_view said;  // the beginning of yaml-cpp's words
      void (Explainer::*explain)();
    };
    static constexpr Row kRows[] = {
        {"unknown token", &Explainer::explain_token},
        {"illegal map value", &Explainer::explain_colon},
        {"end of map not found", &Explainer::explain_end_of_map},
        {"end of sequence not found", &Explainer::explain_end_of_list},
        {"end of map flow", &Explainer::explain_flow},
        {"end of sequence flow", &Explainer::explain_flow},
        {"illegal flow end", &Explainer::explain_flow_end},
        {"illegal block entry", &Explainer::explain_entry},
        {"illegal EOF", &Explainer::explain_quote},
        {"illegal document indicator", &Explainer::explain_quote},
        {"unknown escape", &Explainer::explain_escape},
        {"bad character found while scanning hex", &Explainer::explain_hex},
        {"invalid unicode", &Explainer::explain_unicode},
        {"the referenced anchor", &Explainer::explain_alias},
        {"alias not found", &Explainer::explain_name},
        {"anchor not found", &Explainer::explain_name},
    };
    for (const Row& row : kRows) {
      if (std::string_view(fault_.said).starts_with(row.said)) return (this->*row.explain)();
    }
    report(kOther, at_, end_of_word(), rest_of_line(), fault_.said);
  }

 private:
  template <typename... Args>
  void report(const diag::Kind<Args...>& kind, std::uint32_t begin, std::uint32_t end,
              const std::type_identity_t<Args>&... args) {
    reports_.report(kind, trouble_.inside, {trouble_.file, begin, std::max(begin, end)}, args...);
  }

  char character() const { return at_ < text_.size() ? text_[at_] : ' '; }

  /// From the fault to the end of its line, without a comment.
  std::string_view line_rest() const {
    std::string_view rest = line_at(text_, at_);
    rest = rest.substr(0, rest.find(" #"));
    return rest.substr(0, rest.find_last_not_of(" \t") + 1);
  }
  std::string rest_of_line() const { return shortened(line_rest()); }
  std::uint32_t end_of_word() const { return at_ + static_cast<std::uint32_t>(line_rest().size()); }

  /// The last line with text above the one of the fault; "" when there is none.
  std::string_view line_above(std::uint32_t& begin) const {
    begin = line_;
    while (begin > trouble_.part.begin) {
      begin = line_begin(text_, begin - 1 - (text_.substr(0, begin).ends_with("\r\n") ? 1 : 0));
      const std::string_view line = line_at(text_, begin);
      if (line.find_first_not_of(" \t") != std::string_view::npos) return line;
    }
    return {};
  }

  /// Tabs in indentation lead to all kinds of words.
  bool explain_tab() {
    std::uint32_t above = line_;
    line_above(above);
    for (const std::uint32_t line : {line_, above}) {
      const std::uint32_t end = skip_yaml_blanks(text_, line);
      const std::size_t tab = text_.substr(line, end - line).find('\t');
      if (tab == std::string_view::npos) continue;
      report(kTab, line + static_cast<std::uint32_t>(tab),
             line + static_cast<std::uint32_t>(tab) + 1);
      return true;
    }
    return false;
  }

  void explain_token() {
    const std::string name = character() == '`' ? "a backtick" : fmt::format("`{}`", character());
    report(kReserved, at_, end_of_word(), name);
  }

  /// yaml-cpp stands at a `:` that has no key.
  void explain_colon() {
    std::uint32_t above = line_;
    const std::string_view before = line_above(above);
    const std::uint32_t indent = skip_yaml_blanks(text_, above) - above;
    const std::string_view line = text_.substr(first_, at_ - first_);
    if (line.find(": ") != std::string_view::npos) return report(kSecondColon, at_, at_ + 1);
    if (line.size() > 1024) return report(kLongKey, first_, first_ + 1);
    if (const std::size_t tight = tight_colon(before); tight != std::string_view::npos) {
      const auto colon = static_cast<std::uint32_t>(above + tight);
      return report(kColonBlank, colon, colon + 1);
    }
    if (!before.empty() && !has_colon(before)) {
      at_ = above + static_cast<std::uint32_t>(before.find_first_not_of(" \t"));
      return report_not_a_key();
    }
    const bool deeper = !before.empty() && first_ - line_ > indent;
    if (deeper) return report(kDeeper, first_, at_);
    report(kNoKey, at_, at_ + 1);
  }

  /// Where a line `key:value` lacks its blank; npos when it does not.
  static std::size_t tight_colon(std::string_view line) {
    const std::size_t colon = line.find(':');
    const bool tight = colon != std::string_view::npos && colon + 1 < line.size() &&
                       !is_yaml_blank(line[colon + 1]) && line[colon + 1] != '/';
    return tight && !has_colon(line) ? colon : std::string_view::npos;
  }

  void explain_end_of_map() {
    const std::string_view rest = line_rest();
    if (const std::uint32_t quote = open_quote(); quote < at_)
      return report(kClosingQuote, quote, line_end(text_, quote));
    if (at_ != first_) return report_after_value();
    if (is_entry(rest)) return report(kEntryForKey, at_, at_ + 1);
    if (has_colon(rest)) return report_indentation();
    report_not_a_key();
  }

  void report_after_value() { report(kAfterValue, at_, end_of_word(), rest_of_line()); }

  static bool is_entry(std::string_view line) { return line.starts_with("- ") || line == "-"; }

  static bool has_colon(std::string_view line) {
    return line.find(": ") != std::string_view::npos || line.ends_with(':');
  }

  void report_indentation() {
    report(kIndentation, at_, end_of_word(), std::size_t{first_ - line_});
  }

  void report_not_a_key() { report(kNotAKey, at_, end_of_word(), rest_of_line()); }

  /// Where quoted text of several lines begins that ends right before the fault: its own closing
  /// quote was forgotten, and the next opening one has closed it. The fault's place when not so.
  std::uint32_t open_quote() const {
    const std::uint32_t begin = begin_of_last_scalar();
    if (at_ == 0 || begin >= line_) return at_;
    const char quote = text_[at_ - 1];
    const bool adjacent = (quote == '"' || quote == '\'') && text_[begin] == quote;
    return adjacent && end_of_last_value() == at_ ? begin : at_;
  }

  std::uint32_t begin_of_last_scalar() const {
    std::uint32_t begin = trouble_.part.begin;
    for (const YamlEvent& event : trouble_.read.events) {
      if (event.kind == YamlEventKind::Scalar) begin = skip_yaml_properties(text_, event.at);
    }
    return begin;
  }

  void explain_end_of_list() {
    if (at_ != first_) return report_after_value();
    if (is_entry(line_rest())) return report_indentation();
    report(kNotAnEntry, at_, end_of_word(), rest_of_line());
  }

  void explain_flow() {
    const std::uint32_t open = fault_.open_flow.value_or(at_);
    const char bracket = open < text_.size() && text_[open] == '[' ? '[' : '{';
    const bool at_end = skip_yaml_trivia(text_, at_) >= trouble_.part.end;
    const bool same_line = line_begin(text_, open) == line_;
    if (at_end || !same_line) return report(kNeverClosed, open, open + 1, bracket);
    const std::string_view rest = line_rest();
    const std::string_view word = rest.substr(0, rest.find_first_of(",]}", 1));
    report(kFlowComma, at_, at_ + static_cast<std::uint32_t>(word.size()), shortened(word),
           bracket == '[' ? ']' : '}');
  }

  void explain_flow_end() { report(kClosesNothing, at_, at_ + 1, character()); }

  void explain_entry() { report(kEntryInLine, at_, at_ + 1); }

  /// yaml-cpp stands at the end of the file; the quote is the next one after the last good value.
  void explain_quote() {
    std::uint32_t quote = end_of_last_value();
    while (quote < at_ && text_[quote] != '"' && text_[quote] != '\'') {
      const std::uint32_t next = skip_yaml_trivia(text_, quote);
      quote = next > quote ? next : quote + 1;
    }
    report(kClosingQuote, quote, line_end(text_, quote));
  }

  std::uint32_t end_of_last_value() const {
    std::uint32_t end = trouble_.part.begin;
    for (const YamlEvent& event : trouble_.read.events) {
      if (event.kind == YamlEventKind::End || event.kind == YamlEventKind::Broken) continue;
      end = std::max(end, event.at);
      if (event.kind != YamlEventKind::Scalar) continue;
      const std::uint32_t begin = skip_yaml_properties(text_, event.at);
      end = scan_yaml_scalar(text_, {trouble_.file, begin, begin}, event.text).end;
    }
    return end;
  }

  /// The backslash of the escape that yaml-cpp has just read.
  std::uint32_t backslash() const {
    const std::size_t found = text_.substr(0, at_).rfind('\\');
    return found == std::string_view::npos ? at_ : static_cast<std::uint32_t>(found);
  }

  void explain_escape() {
    const std::uint32_t begin = backslash();
    std::uint32_t end = std::max(at_, begin + 1);
    while (end < text_.size() && (text_[end] & 0xC0) == 0x80) ++end;
    report(kEscape, begin, end, text_.substr(begin, end - begin));
  }

  void explain_hex() {
    const std::uint32_t begin = backslash();
    const std::size_t wrong = text_.find_first_not_of("0123456789abcdefABCDEF", begin + 2);
    const auto end = static_cast<std::uint32_t>(std::min(wrong, text_.size()));
    report(kHexDigits, begin, end, text_.substr(begin, end - begin));
  }

  void explain_unicode() {
    const std::uint32_t begin = backslash();
    report(kUnicode, begin, at_, text_.substr(begin, at_ - begin));
  }

  void explain_alias() {
    const std::uint32_t end = skip_yaml_name(text_, at_);
    report(kUnknownAnchor, at_, end, shortened(text_.substr(at_, end - at_)));
  }

  void explain_name() {
    const std::uint32_t begin = at_ > 0 ? at_ - 1 : 0;
    report(kNoName, begin, at_, text_[begin]);
  }

  const YamlTrouble& trouble_;
  std::string_view text_;
  YamlReports& reports_;
  const YamlFault& fault_;
  std::uint32_t at_;     // of the fault
  std::uint32_t line_;   // where its line begins
  std::uint32_t first_;  // where that line's text begins
};

}  // namespace

void explain(const YamlTrouble& trouble, const Limits& limits, YamlReports& reports) {
  const YamlFault& fault = *trouble.read.fault;
  const std::uint32_t at = std::min(fault.at, trouble.part.end);
  const text::Span place{trouble.file, at, std::min(at + 1, trouble.part.end)};
  switch (fault.kind) {
    case YamlFaultKind::TooDeep:
      reports.report(kTooDeep, trouble.inside, place, limits.depth);
      return;
    case YamlFaultKind::TooManyValues:
      reports.report(kTooManyValues, trouble.inside, place, limits.nodes);
      return;
    case YamlFaultKind::SecondDocument: {
      const std::string_view line = line_at(trouble.text, at);
      reports.report(kSecondDocument, trouble.inside,
                     {trouble.file, at, at + static_cast<std::uint32_t>(line.size())},
                     shortened(line));
      return;
    }
    case YamlFaultKind::Syntax: return Explainer(trouble, reports).run();
  }
}

}  // namespace adxc::document
