#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/report/report.h"
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
      : findings_(findings), look_(look), out_(out) {
    for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
      const text::Span span = diagnostic.place.span;
      if (diagnostic.secret) hidden_[span.file].push_back(span);
    }
  }

  void print(const diag::Diagnostic& diagnostic) {
    const Region at = region(findings_.sources, diagnostic.place.span);
    const std::string number = std::to_string(at.begin.line);
    const std::string gutter(number.size(), ' ');
    print_head(diagnostic, at);
    if (diagnostic.secret) {
      row(gutter, "=", "the text is not shown, it holds a secret");
    } else {
      print_excerpt(diagnostic, number);
    }
    for (const std::string& note : diagnostic.notes) {
      row(gutter, "=", "note: " + text::printable(note));
    }
    for (const diag::Related& related : diagnostic.related) {
      row(gutter, "=", located(related.place) + ": " + text::printable(related.message));
    }
    row(gutter, "=", page(diagnostic.rule));
  }

 private:
  std::string paint(std::string_view color, std::string_view words) const {
    return look_.color ? fmt::format("{}{}{}", color, words, kPlain) : std::string(words);
  }

  std::string located(const diag::Place& place) const {
    const Region at = region(findings_.sources, place.span);
    return fmt::format("{}:{}:{}", text::printable(at.path), at.begin.line, at.begin.column);
  }

  void print_head(const diag::Diagnostic& diagnostic, const Region& at) const {
    const std::string where =
        fmt::format("{}:{}:{}:", text::printable(at.path), at.begin.line, at.begin.column);
    const std::string severity = fmt::format("{}:", diag::word(diagnostic.rule.severity));
    out_ << paint(kBold, where) << ' ' << paint(color_of(diagnostic.rule.severity), severity) << ' '
         << paint(kBold, text::printable(diagnostic.message)) << " [" << diagnostic.rule.slug
         << "]\n";
  }

  void print_excerpt(const diag::Diagnostic& diagnostic, const std::string& number) {
    const text::Span span = diagnostic.place.span;
    const text::SourceFile& file = findings_.sources.file(span.file);
    const std::size_t taken = number.size() + 3;  // "14 | "
    const text::Excerpt part =
        text::excerpt(file, span, hidden_[file.id], look_.width - std::min(look_.width, taken));
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
  /// Another finding's line may show a secret that stands on it.
  std::map<text::FileId, std::vector<text::Span>> hidden_;
  const Look& look_;
  std::ostream& out_;
};

void print(const Findings& findings, const Look& look, std::ostream& out) {
  Printer printer(findings, look, out);
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
    printer.print(diagnostic);
    out << '\n';
  }
}

}  // namespace

constexpr Report text{"text", "for people: the line, and a mark under what is meant", print};

}  // namespace adxc::report
