#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/catalogue/rule_pages.h"
#include "compiler/cli/run.h"

namespace adxc::commands {

extern const cli::Command explain;

namespace {

int list_rules(cli::Context& context) {
  for (const catalogue::RulePage& page : catalogue::rule_pages()) {
    context.out << fmt::format("{}: {}\n", page.slug, catalogue::first_paragraph(page));
  }
  return cli::kOk;
}

int unknown_rule(std::string_view name, cli::Context& context) {
  std::vector<std::string_view> slugs;
  for (const catalogue::RulePage& page : catalogue::rule_pages()) slugs.push_back(page.slug);
  const std::string_view meant = nearest_name(name, slugs);
  return cli::misuse(context,
                     fmt::format("`{}` is not a rule; {}", name,
                                 meant.empty() ? "`adxc explain` lists the rules"
                                               : fmt::format("did you mean `{}`?", meant)));
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string name = arguments.text("RULE");
  if (name.empty()) return list_rules(context);
  const catalogue::RulePage* page = catalogue::rule_page(name);
  if (page == nullptr) return unknown_rule(name, context);
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
