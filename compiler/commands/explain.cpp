#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "compiler/commands/rule_pages.h"

namespace adxc::commands {

extern const cli::Command explain;

namespace {

/// The first paragraph below the page's title, on one line: what the rule finds.
std::string first_paragraph(std::string_view page) {
  std::size_t begin = page.find('\n');
  if (begin == std::string_view::npos) return "";
  begin = std::min(page.find_first_not_of('\n', begin), page.size());
  std::string text(page.substr(begin, page.find("\n\n", begin) - begin));
  std::ranges::replace(text, '\n', ' ');
  return text;
}

int list_rules(cli::Context& context) {
  for (const RulePage& page : rule_pages()) {
    context.out << fmt::format("{}: {}\n", page.slug, first_paragraph(page.text));
  }
  return cli::kOk;
}

int unknown_rule(std::string_view name, cli::Context& context) {
  std::vector<std::string_view> slugs;
  for (const RulePage& page : rule_pages()) slugs.push_back(page.slug);
  const std::string_view meant = nearest_name(name, slugs);
  return cli::misuse(context,
                     fmt::format("`{}` is not a rule; {}", name,
                                 meant.empty() ? "`adxc explain` lists the rules"
                                               : fmt::format("did you mean `{}`?", meant)));
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string name = arguments.text("RULE");
  if (name.empty()) return list_rules(context);
  const auto pages = rule_pages();
  const auto page = std::ranges::find(pages, std::string_view(name), &RulePage::slug);
  if (page == pages.end()) return unknown_rule(name, context);
  context.out << page->text;
  return cli::kOk;
}

constexpr std::array kOptions = {
    cli::Option{"RULE", "", "the rule's name, as findings show it in brackets"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc explain", "lists every rule"},
    cli::Example{"adxc explain unused-dataset", "prints the rule's page"},
};

}  // namespace

constexpr cli::Command explain{"explain",
                               "tells what a rule finds, why, and what to write instead",
                               kOptions,
                               kExamples,
                               cli::Needs::Nothing,
                               run};

}  // namespace adxc::commands
