#include "compiler/report/secrets.h"

#include <algorithm>

namespace adxc::report {
namespace {

bool overlap(text::Span a, text::Span b) {
  return a.begin < b.end && b.begin < a.end;
}

/// The text of a value without the quotes around it.
std::string_view bare(std::string_view value) {
  const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

Secrets::Secrets(const Findings& findings) : sources_(findings.sources) {
  for (const diag::Diagnostic& diagnostic : findings.diagnostics) {
    const text::Span span = diagnostic.place.span;
    if (diagnostic.secret) hidden_[span.file].push_back(span);
  }
  for (auto& [file, spans] : hidden_) std::ranges::sort(spans, {}, &text::Span::begin);
}

std::span<const text::Span> Secrets::in(text::FileId file) const {
  const auto found = hidden_.find(file);
  return found == hidden_.end() ? std::span<const text::Span>() : found->second;
}

bool Secrets::touches(text::Span span) const {
  return std::ranges::any_of(in(span.file),
                             [&](text::Span secret) { return overlap(secret, span); });
}

/// An edit may replace a secret or write it once more.
bool Secrets::shows(const diag::Edit& edit) const {
  if (touches(edit.span)) return true;
  const text::SourceFile& file = sources_.file(edit.span.file);
  return std::ranges::any_of(in(edit.span.file), [&](text::Span secret) {
    const std::string_view words = bare(file.view(secret));
    return !words.empty() && edit.text.find(words) != std::string::npos;
  });
}

std::span<const diag::Edit> Secrets::edits(const diag::Diagnostic& diagnostic) const {
  if (!diagnostic.fix || diagnostic.secret) return {};
  const std::vector<diag::Edit>& all = diagnostic.fix->edits;
  const bool secret = std::ranges::any_of(all, [&](const diag::Edit& edit) { return shows(edit); });
  return secret ? std::span<const diag::Edit>() : all;
}

}  // namespace adxc::report
