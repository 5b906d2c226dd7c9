#include "compiler/program/ignore.h"

namespace adxc::program {
namespace {

/// `*` and `?` stay inside a name, `**` spans names. Steps back to the last star at most, so the
/// time is bounded by the product of both lengths for each kind of star.
bool matches(std::string_view pattern, std::string_view path) {
  std::size_t p = 0, t = 0;
  std::size_t star = std::string_view::npos, star_text = 0;
  std::size_t wide = std::string_view::npos, wide_text = 0;
  while (t < path.size()) {
    if (pattern.substr(p).starts_with("**")) {
      wide = p += pattern.substr(p).starts_with("**/") ? 3 : 2;
      wide_text = t;
      star = std::string_view::npos;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_text = t;
    } else if (p < pattern.size() &&
               (pattern[p] == path[t] || (pattern[p] == '?' && path[t] != '/'))) {
      ++p, ++t;
    } else if (star != std::string_view::npos && path[star_text] != '/') {
      p = star;
      t = ++star_text;
    } else if (wide != std::string_view::npos) {
      p = wide;
      t = ++wide_text;
      star = std::string_view::npos;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

IgnoreRules::IgnoreRules(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Rule rule;
    rule.negated = line.front() == '!';
    if (rule.negated || line.front() == '\\') line.remove_prefix(1);
    rule.folders_only = line.ends_with('/');
    if (rule.folders_only) line.remove_suffix(1);
    rule.anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    rule.pattern = line;
    if (!rule.pattern.empty()) rules_.push_back(std::move(rule));
  }
}

IgnoreRules::Verdict IgnoreRules::verdict(std::string_view path, bool is_folder) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  Verdict last = Verdict::Silent;
  for (const Rule& rule : rules_) {
    if (rule.folders_only && !is_folder) continue;
    if (!matches(rule.pattern, rule.anchored ? path : name)) continue;
    last = rule.negated ? Verdict::Kept : Verdict::Ignored;
  }
  return last;
}

}  // namespace adxc::program
