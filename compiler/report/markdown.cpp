#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "compiler/report/words.h"
#include "compiler/text/glyphs.h"

// The comment on a pull request, or the page of a run: counts, errors in a table, the rest folded.
// GitHub takes 65,536 characters in a comment and 1 MiB in the summary of a step.
namespace adxc::report {

extern const Report markdown;

namespace {

/// Bytes of the tables of findings; what stands around them has at most a row a rule.
constexpr std::size_t kMostBytes = 50'000;

constexpr SeverityWords kTitles{"Errors", "Warnings", "Infos"};

/// Words outside of code: nothing of them is markup, mentions a person or names an issue.
std::string plain(std::string_view words) {
  constexpr std::string_view kMarkup = "\\*_[]<>#|~!+$^`";
  std::string safe;
  for (const char c : words) {
    if (c == '@') {
      safe += "&#64;";
    } else if (c == '&') {
      safe += "&amp;";
    } else {
      safe.append(kMarkup.find(c) == std::string_view::npos ? "" : "\\").push_back(c);
    }
  }
  return safe;
}

/// A code span in a table: longer fences where the words have backticks.
std::string code(std::string_view words) {
  std::string fence = "`";
  while (words.find(fence) != std::string_view::npos) fence += '`';
  const std::string_view room = fence.size() > 1 ? " " : "";
  std::string safe = fence + std::string(room);
  for (const char c : words) safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe.append(room).append(fence);
}

/// A message: what stands between two backticks is code.
std::string marked(std::string_view message) {
  const std::string words = text::printable(message);
  std::string out;
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t open = std::min(words.find('`', at), words.size());
    out += plain(std::string_view(words).substr(at, open - at));
    if (open == words.size()) break;
    const std::size_t close = words.find('`', open + 1);
    if (close == std::string::npos) return out + plain(std::string_view(words).substr(open));
    if (close > open + 1) out += code(std::string_view(words).substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return out;
}

std::string row(const Findings& findings, const diag::Diagnostic& diagnostic) {
  std::string cell = marked(diagnostic.message);
  for (const std::string& line : remarks(findings, diagnostic)) cell += "<br>" + marked(line);
  return fmt::format("| {} | {} | {} |\n", code(shown_place(findings, diagnostic.place)), cell,
                     code(diagnostic.rule.slug));
}

/// Counts of all rules, the most frequent first.
std::string by_rule(const Chosen& found) {
  std::map<std::string_view, std::size_t> counts;
  for (const diag::Diagnostic* diagnostic : found) ++counts[diagnostic->rule.slug];
  std::vector<std::pair<std::string_view, std::size_t>> order(counts.begin(), counts.end());
  std::ranges::stable_sort(order, std::greater(), &decltype(order)::value_type::second);
  std::string words = "| Rule | Findings |\n|---|---:|\n";
  for (const auto& [rule, count] : order) words += fmt::format("| {} | {} |\n", code(rule), count);
  return words;
}

/// Prints the findings of one severity while there is room.
class Sections {
 public:
  Sections(const Findings& findings, std::ostream& out) : findings_(findings), out_(out) {}

  void print(diag::Severity severity) {
    const std::size_t count = findings_.count(severity);
    if (count == 0) return;
    const std::string title = fmt::format("{}: {}", kTitles.of(severity), count);
    if (full_) {
      out_ << '\n' << title << ", `adxc lint` shows them\n";
      return;
    }
    const bool folded = severity != diag::Severity::Error;
    out_ << (folded ? "\n<details><summary>" + title + "</summary>\n" : "\n#### " + title + "\n");
    print_table(severity, count);
    if (folded) out_ << "\n</details>\n";
  }

 private:
  void print_table(diag::Severity severity, std::size_t left) {
    out_ << "\n| Where | What | Rule |\n|---|---|---|\n";
    for (const diag::Diagnostic* diagnostic : counting(findings_)) {
      if (diagnostic->rule.severity == severity && add(*diagnostic)) --left;
    }
    if (left > 0) out_ << fmt::format("\n… and {} more, `adxc lint` shows them\n", left);
  }

  bool add(const diag::Diagnostic& diagnostic) {
    if (full_) return false;
    const std::string words = row(findings_, diagnostic);
    full_ = bytes_ + words.size() > kMostBytes;
    if (full_) return false;
    bytes_ += words.size();
    out_ << words;
    return true;
  }

  const Findings& findings_;
  std::ostream& out_;
  std::size_t bytes_ = 0;
  bool full_ = false;
};

void print(const Findings& findings, const Look&, std::ostream& out) {
  const Chosen found = counting(findings);
  out << "### adxc lint\n\n" << summary(findings) << '\n';
  Sections sections(findings, out);
  for (const auto severity :
       {diag::Severity::Error, diag::Severity::Warning, diag::Severity::Info}) {
    sections.print(severity);
  }
  if (found.size() > 1) {
    out << "\n<details><summary>By rule</summary>\n\n" << by_rule(found) << "\n</details>\n";
  }
  if (const std::string line = not_judged(findings); !line.empty()) out << '\n' << line << '\n';
}

}  // namespace

constexpr Report markdown{"markdown", "a comment for a pull request", print};

}  // namespace adxc::report
