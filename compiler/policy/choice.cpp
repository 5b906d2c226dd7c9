#include "compiler/policy/choice.h"

#include <algorithm>

#include "compiler/catalogue/rule_pages.h"
#include "compiler/policy/rule_names.h"

namespace adxc::policy {
namespace {

Level own_level(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::Error: return Level::Error;
    case diag::Severity::Warning: return Level::Warning;
    case diag::Severity::Info: return Level::Info;
  }
  return Level::Info;
}

bool by_default(std::string_view slug) {
  const catalogue::RulePage* page = catalogue::rule_page(slug);
  return page == nullptr || catalogue::standing(*page).by_default;
}

/// How narrowly a list names a rule: 3 by its slug, 2 by its family, 1 among many, 0 not.
int nearness(const std::vector<std::string>& names, std::string_view slug) {
  int nearest = 0;
  for (const std::string& name : names) {
    if (name == slug) return 3;
    if (name == family_of(slug)) nearest = 2;
    if (name == "all" || (name == "default" && by_default(slug))) nearest = std::max(nearest, 1);
  }
  return nearest;
}

/// The level that a map has for a rule, by its slug, its family, or among many.
const Level* level_in(const std::map<std::string, Level>& levels, std::string_view slug) {
  for (const std::string_view name : {slug, family_of(slug), std::string_view("all")}) {
    const auto found = levels.find(std::string(name));
    if (found != levels.end()) return &found->second;
  }
  return nullptr;
}

bool is_chosen(const Config& config, const Wishes& wishes, std::string_view slug) {
  const auto& select = wishes.select.empty() ? config.select : wishes.select;
  // A rule with a severity of its own is wanted, also where it is off by default.
  const bool named =
      config.severity.contains(std::string(slug)) || wishes.severity.contains(std::string(slug));
  const int wanted = std::max(nearness(select, slug), named && wishes.select.empty() ? 3 : 0);
  if (nearness(wishes.ignore, slug) >= std::max(wanted, 1)) return false;
  const bool asked = !wishes.select.empty() && nearness(wishes.select, slug) == 3;
  const int refused = asked ? 0 : nearness(config.ignore, slug);
  return wanted > refused || (wanted > 0 && refused == 0);
}

}  // namespace

Level Choice::everywhere(const diag::Rule& rule) {
  const std::lock_guard lock(*asking_);
  const auto [found, fresh] =
      known_.try_emplace({std::string(rule.slug), rule.severity}, Level::Off);
  if (!fresh) return found->second;
  Level& level = found->second;
  level = own_level(rule.severity);
  if (family_of(rule.slug) == "syntax") return level;
  if (!is_chosen(config_, wishes_, rule.slug)) return level = Level::Off;
  const Level* other = level_in(wishes_.severity, rule.slug);
  if (other == nullptr) other = level_in(config_.severity, rule.slug);
  if (other != nullptr) level = *other;
  return level;
}

Level Choice::level(const diag::Rule& rule, std::string_view path) {
  Level level = everywhere(rule);
  for (const PathSetting& entry : config_.per_path) {
    const bool over = !entry.until.empty() && entry.until < today_;
    if (level == Level::Off || over || !matches(entry.path, path)) continue;
    if (nearness(entry.ignore, rule.slug) > 0) return Level::Off;
    if (const Level* other = level_in(entry.severity, rule.slug)) level = *other;
  }
  return level;
}

bool Choice::is_on(std::string_view slug) {
  return everywhere({slug, diag::Severity::Warning}) != Level::Off;
}

bool matches(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  if (pattern.starts_with("**")) {
    std::string_view rest = pattern.substr(2);
    if (rest.empty()) return true;
    if (rest.front() == '/') rest.remove_prefix(1);
    for (std::size_t at = 0; at <= path.size(); ++at) {
      const bool begins = at == 0 || path[at - 1] == '/';
      if (begins && matches(rest, path.substr(at))) return true;
    }
    return false;
  }
  if (pattern.front() == '*') {
    for (std::size_t at = 0; at <= path.size(); ++at) {
      if (matches(pattern.substr(1), path.substr(at))) return true;
      if (at < path.size() && path[at] == '/') break;
    }
    return false;
  }
  const bool same = !path.empty() && (pattern.front() == path.front() ||
                                      (pattern.front() == '?' && path.front() != '/'));
  return same && matches(pattern.substr(1), path.substr(1));
}

}  // namespace adxc::policy
