#include "compiler/catalogue/rule_pages.h"

#include <algorithm>
#include <array>

namespace adxc::catalogue {
namespace {

constexpr std::string_view kTopicLine = "\nHelp topic: ";
constexpr std::string_view kOffByDefault = ", off by default";

constexpr std::array<Family, 13> kFamilies = {{
    {"syntax", "text that is no JSON and no YAML"},
    {"schema", "properties and types that the definition language does not have, or misses"},
    {"reference", "names that lead nowhere, or to the wrong thing"},
    {"value", "values that a property cannot have"},
    {"secret", "secrets in plain text"},
    {"kql", "queries and management commands"},
    {"expression", "expressions of Data Factory"},
    {"mapping", "which source column becomes which sink column"},
    {"cost", "what is slower or dearer than it need be"},
    {"style", "what the service takes, but people stumble over"},
    {"plan", "what keeps a pipeline from being planned"},
    {"run", "what only a run can tell"},
    {"policy", "mistakes in adxc.yaml, in suppressions and in the baseline"},
}};

}  // namespace

const RulePage* rule_page(std::string_view slug) {
  const std::span<const RulePage> pages = rule_pages();
  const auto found = std::ranges::find(pages, slug, &RulePage::slug);
  return found == pages.end() ? nullptr : &*found;
}

std::string first_paragraph(const RulePage& page) {
  std::size_t begin = std::min(page.text.find('\n'), page.text.size());
  begin = std::min(page.text.find_first_not_of('\n', begin), page.text.size());
  std::string words(page.text.substr(begin, page.text.find("\n\n", begin) - begin));
  std::ranges::replace(words, '\n', ' ');
  return words;
}

std::vector<std::string_view> help_names(const RulePage& page) {
  std::vector<std::string_view> names;
  const std::size_t line = page.text.find(kTopicLine);
  if (line == std::string_view::npos) return names;
  std::string_view words = page.text.substr(line + kTopicLine.size());
  words = words.substr(0, words.find('\n'));
  while (!words.empty()) {
    const std::size_t comma = std::min(words.find(", "), words.size());
    names.push_back(words.substr(0, comma));
    words.remove_prefix(std::min(comma + 2, words.size()));
  }
  return names;
}

std::string_view title(const RulePage& page) {
  const std::string_view line = page.text.substr(0, page.text.find('\n'));
  return line.substr(std::min(line.find_first_not_of("# "), line.size()));
}

std::span<const Family> families() {
  return kFamilies;
}

const Family* family(std::string_view name) {
  const auto found = std::ranges::find(kFamilies, name, &Family::name);
  return found == kFamilies.end() ? nullptr : &*found;
}

Standing standing(const RulePage& page) {
  std::string_view words = page.family;
  const bool off = words.ends_with(kOffByDefault);
  if (off) words.remove_suffix(kOffByDefault.size());
  return {words, !off};
}

}  // namespace adxc::catalogue
