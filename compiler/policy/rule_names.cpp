#include "compiler/policy/rule_names.h"

#include <vector>

#include "compiler/base/names.h"
#include "compiler/catalogue/rule_pages.h"

namespace adxc::policy {
namespace {

constexpr diag::Kind<std::string_view, std::string> kUnknownRule{
    {"unknown-rule", diag::Severity::Warning}, "`{}` is no rule{}"};

}  // namespace

bool is_rule_name(std::string_view name) {
  return name == "default" || name == "all" || catalogue::family(name) != nullptr ||
         catalogue::rule_page(name) != nullptr;
}

std::string_view family_of(std::string_view name) {
  if (const catalogue::Family* family = catalogue::family(name)) return family->name;
  const catalogue::RulePage* page = catalogue::rule_page(name);
  return page == nullptr ? "" : catalogue::standing(*page).family;
}

std::string meant_rule(std::string_view name) {
  std::vector<std::string_view> names;
  for (const catalogue::RulePage& page : catalogue::rule_pages()) names.push_back(page.slug);
  for (const catalogue::Family& family : catalogue::families()) names.push_back(family.name);
  const std::string_view near = nearest_name(name, names);
  return near.empty() ? "; `adxc explain` lists the rules"
                      : fmt::format("; did you mean `{}`?", near);
}

void report_unknown_rule(std::string_view name, const diag::Place& place, diag::Sink& sink) {
  sink.report(kUnknownRule, place, name, meant_rule(name));
}

}  // namespace adxc::policy
