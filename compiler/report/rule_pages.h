// The pages of docs/rules, compiled into the program: for reports and `adxc explain`.
#pragma once

#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace adxc::report {

struct RulePage {
  std::string_view slug;
  std::string_view text;  // Markdown, as committed
};

/// Sorted by slug.
std::span<const RulePage> rule_pages();

/// The page of a rule, or null.
const RulePage* rule_page(std::string_view slug);

/// What the rule finds: the paragraph below the page's title, on one line.
std::string first_paragraph(const RulePage& page);

}  // namespace adxc::report
