#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "compiler/expr/functions.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule date_format;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string_view, std::string> kDateFormat{
    {"date-format", diag::Severity::Warning, diag::kFixable},
    "`{}` in a date format {}; did you mean `{}`?"};

/// A run of one letter.
struct Part {
  char letter;
  std::size_t begin;
  std::size_t size;
};

/// The letters of a .NET format that stand for something, quoted text left out.
std::vector<Part> parts_of(std::string_view format) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < format.size();) {
    const char c = format[i];
    if (c == '\'' || c == '"') {
      const std::size_t end = format.find(c, i + 1);
      i = end == std::string_view::npos ? format.size() : end + 1;
    } else if (c == '\\' || c == '%') {
      i += 2;
    } else {
      const std::size_t end = std::min(format.find_first_not_of(c, i), format.size());
      if (std::isalpha(static_cast<unsigned char>(c)) != 0) parts.push_back({c, i, end - i});
      i = end;
    }
  }
  return parts;
}

struct Mistake {
  Part part;
  std::string_view words;
  char meant;
};

bool has(const std::vector<Part>& parts, char letter) {
  for (const Part& part : parts) {
    if (part.letter == letter) return true;
  }
  return false;
}

/// What is wrong with part `i`, seen with its neighbours.
std::optional<Mistake> mistake(const std::vector<Part>& parts, std::size_t i) {
  const Part& part = parts[i];
  const char before = i > 0 ? parts[i - 1].letter : ' ';
  const char after = i + 1 < parts.size() ? parts[i + 1].letter : ' ';
  const auto is_hour = [](char c) {
    return c == 'h' || c == 'H';
  };
  const auto is_date = [](char c) {
    return c == 'y' || c == 'd' || c == 'Y' || c == 'D';
  };
  constexpr std::string_view kText = "stands for itself";
  if (part.letter == 'Y' && part.size >= 2) return Mistake{part, kText, 'y'};
  if (part.letter == 'D' && part.size >= 2) return Mistake{part, kText, 'd'};
  if (part.letter == 'S' && part.size == 2) return Mistake{part, kText, 's'};
  if (part.letter == 'S' && part.size > 2) return Mistake{part, kText, 'f'};
  if (part.letter == 'm' && is_date(before) && !is_hour(after))
    return Mistake{part, "is minutes", 'M'};
  if (part.letter == 'm' && i == 0 && is_date(after)) return Mistake{part, "is minutes", 'M'};
  if (part.letter == 'M' && is_hour(before)) return Mistake{part, "is months", 'm'};
  if (part.letter == 'h' && !has(parts, 't'))
    return Mistake{part, "counts to 12 and there is no `tt`", 'H'};
  return std::nullopt;
}

/// The place inside a literal that stands in the source as it is; otherwise the whole literal.
text::Span place_of(std::string_view source, const expr::Node& literal, std::string_view format,
                    const Part& part) {
  text::Span span = literal.span;
  const std::string quoted = fmt::format("'{}'", format);
  if (source.substr(span.begin, span.end - span.begin) != quoted) return span;
  span.begin += static_cast<std::uint32_t>(part.begin + 1);
  span.end = span.begin + static_cast<std::uint32_t>(part.size);
  return span;
}

/// A format of one letter is one of .NET's standard ones.
void check_format(const Program& program, const Computed& computed, const expr::Node& literal,
                  diag::Sink& sink) {
  const auto format = literal.value.get<std::string>();
  if (format.size() < 2) return;
  const std::vector<Part> parts = parts_of(format);
  const std::string_view source = program.document_of(computed.object).file->text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::optional<Mistake> found = mistake(parts, i);
    if (!found) continue;
    const text::Span span = place_of(source, literal, format, found->part);
    const std::string meant(found->part.size, found->meant);
    diag::Diagnostic& finding =
        sink.report(kDateFormat, {span, computed.tree.pointer},
                    std::string(found->part.size, found->part.letter), found->words, meant);
    if (span.end - span.begin == meant.size())
      diag::offer(finding, diag::Fix{"write `" + meant + "`", false, {{span, meant}}});
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  each_expression(program, [&](const Computed& computed, const expr::Tree& tree) {
    for (const expr::Node& call : tree.nodes) {
      if (call.function == nullptr || call.function->format_at < 0) continue;
      const auto at = static_cast<std::size_t>(call.function->format_at);
      if (call.parts.size() <= at) continue;
      const expr::Node& format = tree[call.parts[at]];
      const bool literal = format.kind == expr::NodeKind::Literal && format.value.is_string();
      if (literal) check_format(program, computed, format, sink);
    }
  });
}

}  // namespace

const Rule date_format = {check_program};

}  // namespace adxc::rules
