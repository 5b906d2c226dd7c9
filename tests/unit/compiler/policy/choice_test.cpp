#include "compiler/policy/choice.h"

#include <doctest/doctest.h>

#include "compiler/policy/settings.h"

using namespace adxc;
using policy::Level;

namespace {

std::unique_ptr<policy::ConfigFile> config(std::string text) {
  auto made = policy::config_from("/somewhere/adxc.yaml", std::move(text));
  CHECK(made->mistakes.all().empty());
  return made;
}

std::string mistakes(std::string text) {
  const auto made = policy::config_from("/somewhere/adxc.yaml", std::move(text));
  std::string slugs;
  for (const diag::Diagnostic& finding : made->mistakes.all())
    slugs += (slugs.empty() ? "" : " ") + std::string(finding.rule.slug);
  return slugs;
}

constexpr diag::Rule kStyle{"non-canonical-case", diag::Severity::Info};
constexpr diag::Rule kValue{"timespan-above-limit", diag::Severity::Error};
constexpr diag::Rule kSyntax{"json-syntax", diag::Severity::Error};

}  // namespace

TEST_CASE("patterns name paths") {
  CHECK(policy::matches("a/*.json", "a/b.json"));
  CHECK_FALSE(policy::matches("a/*.json", "a/b/c.json"));
  CHECK(policy::matches("**/c.json", "a/b/c.json"));
  CHECK(policy::matches("**/c.json", "c.json"));
  CHECK(policy::matches("a/**", "a/b/c.json"));
  CHECK(policy::matches("a/?.json", "a/b.json"));
  CHECK_FALSE(policy::matches("a/?.json", "a/bb.json"));
  CHECK_FALSE(policy::matches("a", "a/b"));
}

TEST_CASE("a rule has its own severity unless somebody gives it another") {
  const auto plain = config("version: 1\n");
  CHECK(policy::Choice(plain->config, {}, "2026-01-01").level(kStyle, "x") == Level::Info);
  const auto other = config("lint:\n  severity: {style: warning, non-canonical-case: error}\n");
  CHECK(policy::Choice(other->config, {}, "2026-01-01").level(kStyle, "x") == Level::Error);
  const policy::Wishes wishes{{}, {}, {{"style", Level::Off}}};
  CHECK(policy::Choice(other->config, wishes, "2026-01-01").level(kStyle, "x") == Level::Off);
}

TEST_CASE("the nearer name wins, and the command line") {
  const auto file = config("lint:\n  select: [style]\n  ignore: [non-canonical-case]\n");
  policy::Choice choice(file->config, {}, "2026-01-01");
  CHECK(choice.level(kStyle, "x") == Level::Off);
  CHECK(choice.level(kValue, "x") == Level::Off);
  CHECK(choice.level(kSyntax, "x") == Level::Error);
  CHECK_FALSE(choice.is_on("non-canonical-case"));
  policy::Choice asked(file->config, {{"non-canonical-case"}, {}, {}}, "2026-01-01");
  CHECK(asked.level(kStyle, "x") == Level::Info);
}

TEST_CASE("a path has settings of its own until their day is over") {
  const auto file = config(
      "lint:\n  per-path:\n"
      "    - {path: \"old/**\", ignore: [syntax, value], until: 2026-06-30, reason: they go}\n");
  policy::Choice before(file->config, {}, "2026-06-30");
  CHECK(before.level(kValue, "old/a.json") == Level::Off);
  CHECK(before.level(kSyntax, "old/a.json") == Level::Off);
  CHECK(before.level(kValue, "new/a.json") == Level::Error);
  policy::Choice after(file->config, {}, "2026-07-01");
  CHECK(after.level(kValue, "old/a.json") == Level::Error);
}

TEST_CASE("a configuration with mistakes says so and gives the usual values") {
  CHECK(mistakes("lint:\n  selct: [all]\n") == "unknown-setting");
  CHECK(mistakes("lint:\n  fail-on: never-ever\n") == "setting-value");
  CHECK(mistakes("lint:\n  ignore: [no-such-rule]\n") == "unknown-rule");
  CHECK(mistakes("lint:\n  ignore: [json-syntax]\n") == "setting-value");
  CHECK(mistakes("lint:\n  per-path:\n    - {ignore: [style], reason: x}\n") == "missing-setting");
  CHECK(mistakes("- 1\n") == "setting-value");
  CHECK(mistakes("limits: {max-file: 3 apples}\n") == "setting-value");
}

TEST_CASE("sizes") {
  CHECK(policy::size_of("16MiB") == std::size_t{16} << 20);
  CHECK(policy::size_of("500KB") == 500'000U);
  CHECK(policy::size_of("1000") == 1000U);
  CHECK_FALSE(policy::size_of("MiB").has_value());
  CHECK_FALSE(policy::size_of("-1").has_value());
  CHECK_FALSE(policy::size_of("99999999999999999999GiB").has_value());
}
