#include "compiler/policy/suppressions.h"

#include <algorithm>
#include <map>

#include "compiler/base/names.h"
#include "compiler/catalogue/rule_pages.h"
#include "compiler/policy/dates.h"
#include "compiler/policy/rule_names.h"

namespace adxc::policy {
namespace {

using diag::Kind;
using diag::Severity;
using std::string_view;

constexpr Kind<string_view, string_view> kSuppressionSyntax{
    {"suppression-syntax", Severity::Warning}, "`{}` is not understood here, {} is wanted"};
constexpr Kind<> kWithoutReason{{"suppression-without-reason", Severity::Warning},
                                "the suppression has no reason, so it silences nothing; ` -- ` and "
                                "a reason are wanted at its end"};
constexpr Kind<string_view> kUnused{{"unused-suppression", Severity::Warning},
                                    "there is no `{}` here to suppress"};
constexpr Kind<string_view> kExpired{{"expired-suppression", Severity::Error},
                                     "the suppression held until {}"};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\n';
}

/// Reads one mark word by word.
class Reader {
 public:
  Reader(const text::Fragment& words, Mark& mark, diag::Sink& sink)
      : words_(words), text_(words.text()), mark_(mark), sink_(sink) {}

  bool read(bool bare) {
    if (!bare && !take_ignore()) return false;
    skip_blanks();
    const bool brackets = at_ < text_.size() && text_[at_] == '[';
    if (brackets) ++at_;
    if (!take_rules(brackets)) return false;
    return take_rest();
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  /// The next word; it ends at a blank, a comma or a bracket.
  string_view word() {
    skip_blanks();
    begin_ = at_;
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '[' && text_[at_] != ']')
      ++at_;
    return text_.substr(begin_, at_ - begin_);
  }

  bool refuse(string_view found, string_view wanted) {
    const string_view shown = found.empty() ? text_ : found;
    const std::size_t begin = found.empty() ? 0 : begin_;
    sink_.report(kSuppressionSyntax,
                 {words_.span(begin, begin + shown.size()), mark_.place.pointer}, shortened(shown),
                 wanted);
    return false;
  }

  bool take_ignore() {
    const string_view found = word();
    return found == "ignore" || refuse(found, "`ignore`");
  }

  bool take_rules(bool brackets) {
    for (;;) {
      skip_blanks();
      if (brackets && at_ < text_.size() && text_[at_] == ']') {
        ++at_;
        break;
      }
      if (!brackets && (rest().empty() || rest().starts_with("--") || rest().starts_with("until=")))
        break;
      const string_view name = word();
      if (name.empty()) return refuse("", brackets ? "`]`" : "the name of a rule");
      mark_.rules.push_back({std::string(name), words_.span(begin_, at_)});
    }
    return !mark_.rules.empty() || refuse("", "the name of a rule");
  }

  string_view rest() const { return text_.substr(at_); }

  bool take_rest() {
    skip_blanks();
    if (rest().starts_with("until=")) {
      at_ += 6;
      const string_view day = word();
      if (!is_date(day)) return refuse(day, "a day such as `2027-01-31`");
      mark_.until = day;
      mark_.until_span = words_.span(begin_, at_);
      skip_blanks();
    }
    if (rest().empty()) return true;
    if (!rest().starts_with("--")) return refuse(word(), "`-- reason`");
    at_ += 2;
    skip_blanks();
    mark_.reason = rest();
    while (!mark_.reason.empty() && is_blank(mark_.reason.back())) mark_.reason.pop_back();
    return true;
  }

  const text::Fragment& words_;
  string_view text_;
  Mark& mark_;
  diag::Sink& sink_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // of the last word
};

bool holds(const text::Span& scope, const text::Span& span) {
  return scope.file == span.file && scope.begin <= span.begin && span.begin < scope.end;
}

/// Reports what is wrong with a mark itself; true if it silences.
bool is_valid(Mark& mark, const std::string& today, diag::Sink& sink) {
  std::erase_if(mark.rules, [&](const Silenced& silenced) {
    const bool known = catalogue::rule_page(silenced.rule) != nullptr;
    if (!known) report_unknown_rule(silenced.rule, {silenced.span, mark.place.pointer}, sink);
    return !known;
  });
  if (mark.reason.empty()) {
    sink.report(kWithoutReason, mark.place);
    return false;
  }
  if (mark.until.empty() || mark.until >= today) return true;
  sink.report(kExpired, {mark.until_span, mark.place.pointer}, mark.until);
  return false;
}

}  // namespace

bool read_mark(const text::Fragment& words, bool bare, Mark& mark, diag::Sink& sink) {
  return Reader(words, mark, sink).read(bare);
}

void suppress(std::vector<Mark>& marks, const std::string& today,
              const std::function<bool(string_view)>& is_on,
              std::vector<diag::Diagnostic>& findings, diag::Sink& sink) {
  std::map<text::FileId, std::vector<Mark*>> by_file;
  for (Mark& mark : marks)
    if (is_valid(mark, today, sink)) by_file[mark.scope.file].push_back(&mark);
  for (diag::Diagnostic& finding : findings) {
    const auto here = by_file.find(finding.place.span.file);
    if (here == by_file.end() || family_of(finding.rule.slug) == "syntax") continue;
    for (Mark* mark : here->second) {
      if (!holds(mark->scope, finding.place.span)) continue;
      for (Silenced& silenced : mark->rules) {
        if (silenced.rule != finding.rule.slug) continue;
        silenced.used = true;
        finding.suppressed = {diag::Suppression::Kind::InSource, mark->reason};
      }
    }
  }
  for (const auto& [file, here] : by_file) {
    for (const Mark* mark : here)
      for (const Silenced& silenced : mark->rules)
        if (!silenced.used && is_on(silenced.rule))
          sink.report(kUnused, {silenced.span, mark->place.pointer}, silenced.rule);
  }
}

}  // namespace adxc::policy
