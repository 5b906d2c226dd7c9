#include <algorithm>

#include <fmt/format.h>

#include "compiler/report/secrets.h"
#include "compiler/report/words.h"
#include "compiler/text/excerpt.h"
#include "compiler/text/glyphs.h"

namespace adxc::report {

extern const Report text;

namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kBlue = "\x1b[34m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string_view color_of(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::Error: return "\x1b[1;31m";
    case diag::Severity::Warning: return "\x1b[1;33m";
    case diag::Severity::Info: return "\x1b[1;36m";
  }
  return kBold;
}

/// Prints one finding after the other to the same place.
class Printer {
 public:
  Printer(const Findings& findings, const Look& look, std::ostream& out)
      : findings_(findings), secrets_(findings), look_(look), out_(out) {}

  void print(const diag::Diagnostic& diagnostic) const {
    const text::SourceFile& file = findings_.sources.file(diagnostic.place.span.file);
    const std::string number = std::to_string(file.position(diagnostic.place.span.begin).line);
    const std::string gutter(number.size(), ' ');
    print_head(diagnostic);
    if (diagnostic.secret) {
      row(gutter, "=", "the text is not shown, it holds a secret");
    } else {
      print_excerpt(diagnostic, number);
    }
    for (const std::string& line : remarks(findings_, diagnostic)) row(gutter, "=", line);
    row(gutter, "=", fmt::format("adxc explain {}", diagnostic.rule.slug));
  }

 private:
  std::string paint(std::string_view color, std::string_view words) const {
    return look_.color ? fmt::format("{}{}{}", color, words, kPlain) : std::string(words);
  }

  void print_head(const diag::Diagnostic& diagnostic) const {
    const std::string severity = fmt::format("{}:", diag::word(diagnostic.rule.severity));
    out_ << paint(kBold, shown_place(findings_, diagnostic.place) + ":") << ' '
         << paint(color_of(diagnostic.rule.severity), severity) << ' '
         << paint(kBold, text::printable(diagnostic.message)) << " [" << diagnostic.rule.slug
         << "]\n";
  }

  void print_excerpt(const diag::Diagnostic& diagnostic, const std::string& number) const {
    const text::Span span = diagnostic.place.span;
    const text::SourceFile& file = findings_.sources.file(span.file);
    const std::size_t taken = number.size() + 3;  // "14 | "
    const text::Excerpt part =
        text::excerpt(file, span, secrets_.in(file.id), look_.width - std::min(look_.width, taken));
    const std::string gutter(number.size(), ' ');
    row(gutter, "|", "");
    row(number, "|", part.line);
    row(gutter, "|", part.indent + paint(kGreen, part.mark));
  }

  void row(std::string_view left, std::string_view bar, std::string_view words) const {
    out_ << paint(kBlue, fmt::format("{} {}", left, bar)) << (words.empty() ? "" : " ") << words
         << '\n';
  }

  const Findings& findings_;
  Secrets secrets_;  // another finding's line may show a secret that stands on it
  const Look& look_;
  std::ostream& out_;
};

void print(const Findings& findings, const Look& look, std::ostream& out) {
  const Printer printer(findings, look, out);
  for (const diag::Diagnostic* diagnostic : counting(findings)) {
    printer.print(*diagnostic);
    out << '\n';
  }
}

}  // namespace

constexpr Report text{"text", "for people: the line, and a mark under what is meant", print};

}  // namespace adxc::report
