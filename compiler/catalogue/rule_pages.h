// What is known of every rule before any definition is read: its page in docs/rules, compiled into
// the program, and what the page says of its family. Beside them the pages of docs/ that say that
// they are topics of help.
#pragma once

#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace adxc::catalogue {

struct RulePage {
  std::string_view slug;
  std::string_view text;    // Markdown, as committed
  std::string_view family;  // what its line `Family: …` says; "" when it has none
};

/// Sorted by file name.
std::span<const RulePage> rule_pages();

/// The page of a rule, or null.
const RulePage* rule_page(std::string_view slug);

/// What the rule finds: the paragraph below the page's title, on one line.
std::string first_paragraph(const RulePage& page);

/// Pages of docs/ with a line `Help topic: config, configuration`, sorted by file name.
std::span<const RulePage> help_pages();

/// The names in that line of a page, in their order.
std::vector<std::string_view> help_names(const RulePage& page);

/// The page's title.
std::string_view title(const RulePage& page);

/// A group of rules that can be chosen as one.
struct Family {
  std::string_view name;
  std::string_view meaning;
};

/// Every family there is, in the order of the way of the data.
std::span<const Family> families();

/// The family of that name, or null.
const Family* family(std::string_view name);

/// What a line `Family: schema` says; `Family: style, off by default` is that of a rule that runs
/// only where somebody asks for it.
struct Standing {
  std::string_view family;  // "" when the page has no such line
  bool by_default = true;
};
Standing standing(const RulePage& page);

}  // namespace adxc::catalogue
