// What we tell people about their text. A diagnostic kind is a constant declared beside its only
// emission; its slug is the rule's name, and docs/rules/<slug>.md is its page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "compiler/text/source_file.h"

namespace adxc::diag {

enum class Severity { Error, Warning, Info };

/// "error", "warning" or "info".
std::string_view word(Severity severity);

/// In a Rule that knows what to write instead, at least sometimes. Its page then shows a fix and
/// the fixed text: the test `pages/catalogue` holds it to that.
inline constexpr bool kFixable = true;

/// The parts of a kind that do not depend on its arguments.
struct Rule {
  std::string_view slug;  // kebab case, names the fault: "query-timeout-above-limit"
  Severity severity;
  bool fixable = false;
  bool absence = false;  // says that something is missing: not certain where a text breaks off
};

/// A kind of diagnostic whose text takes `Args`; the format string is checked against them when
/// compiled. Declare it `constexpr diag::Kind<std::string_view> kThing{{"slug", Severity::Error},
/// "`{}` is wrong"};`. Texts are lower case with no full stop: what was found, then what is wanted;
/// the user's words in backticks; nothing secret.
template <typename... Args>
struct Kind {
  Rule rule;
  fmt::format_string<Args...> text;
};

/// Where a finding stands: a stretch of source, and the JSON pointer of the value inside its file's
/// document ("/properties/type"; "" for the whole document; YAML files with several documents begin
/// it with the document's index, "/1/properties").
struct Place {
  text::Span span;
  std::string pointer;
};

/// A second place that helps to understand the first.
struct Related {
  Place place;
  std::string message;
};

/// Bytes to be put in place of a stretch of source; an empty span inserts.
struct Edit {
  text::Span span;
  std::string text;
};

/// A way to mend a finding. Edits are in one file, in order, and do not overlap.
struct Fix {
  std::string title;  // what it does: "write `copyBehavior`"
  bool safe = false;  // the service does the same before and after
  std::vector<Edit> edits;
};

/// Why a finding does not count although it was found.
struct Suppression {
  enum class Kind { InSource, External };  // External: by the baseline
  Kind kind = Kind::InSource;
  std::string reason;  // of the author's; "" when none is kept
};

struct Diagnostic {
  Rule rule;
  std::string message;
  Place place;
  std::vector<Related> related = {};
  std::vector<std::string> notes = {};  // shown as "= note: …"
  bool secret = false;  // the source lines at the place hold a secret: never show them
  std::optional<Fix> fix = {};
  std::optional<Suppression> suppressed = {};
};

/// Gives a finding its fix, where there is one. Only findings of fixable rules take one.
void offer(Diagnostic& finding, std::optional<Fix> fix);

/// Collects diagnostics in the order they were reported.
class Sink {
 public:
  /// Adds one finding and returns it, so that related places and notes can be added at once. The
  /// reference is valid until the next report.
  template <typename... Args>
  Diagnostic& report(const Kind<Args...>& kind, Place place,
                     const std::type_identity_t<Args>&... args) {
    return add({kind.rule,
                fmt::vformat(fmt::string_view(kind.text), fmt::make_format_args(args...)),
                std::move(place)});
  }

  Diagnostic& add(Diagnostic diagnostic);
  /// Makes a warning of an error that turned out to be none; other findings stay.
  void weaken(std::size_t index);
  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  std::vector<Diagnostic> take() { return std::move(all_); }

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// Orders findings by file path, place and rule, and drops exact repeats, so that output is the
/// same twice.
void sort_findings(std::vector<Diagnostic>& findings, const text::SourceMap& sources);

}  // namespace adxc::diag
