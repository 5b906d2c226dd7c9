#include "compiler/policy/config.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "compiler/commands/judging.h"

namespace adxc::commands {

extern const cli::Command config;

namespace {

int show_mistakes(policy::ConfigFile& file, cli::Context& context) {
  const report::Findings findings = config_findings(file);
  report::find("text")->print(findings, {context.out_color, context.width}, context.out);
  return cli::kCouldNotRun;
}

int unknown_setting(const std::string& name, const std::vector<policy::Shown>& all,
                    cli::Context& context) {
  std::vector<std::string_view> names;
  for (const policy::Shown& shown : all) names.push_back(shown.name);
  return cli::misuse(context,
                     fmt::format("`{}` is no setting; expected {}", name, one_of(name, names)));
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string path = arguments.text("config", context.variable("ADXC_CONFIG").value_or(""));
  const auto file = policy::read_config(path.empty() ? policy::find_config(".").string() : path);
  if (!file) return cli::misuse(context, file.error().text());
  if (!(*file)->mistakes.all().empty()) return show_mistakes(**file, context);
  std::vector<policy::Shown> all = (*file)->shown();
  const std::string name = arguments.text("SETTING");
  const auto wanted = [&](const policy::Shown& shown) {
    return name.empty() || shown.name == name || shown.name.starts_with(name + ".");
  };
  if (std::ranges::none_of(all, wanted)) return unknown_setting(name, all, context);
  for (const policy::Shown& shown : all) {
    if (!wanted(shown)) continue;
    context.out << fmt::format("{}: {}", shown.name, shown.value);
    if (arguments.flag("why")) context.out << "  # " << shown.origin;
    context.out << '\n';
  }
  return cli::kOk;
}

constexpr std::array<std::string_view, 1> kActions = {"show"};
constexpr std::array kOptions = {
    cli::Option{.names = "ACTION",
                .value = "",
                .help = "show: prints every setting",
                .required = true,
                .choices = kActions},
    cli::Option{.names = "SETTING", .value = "", .help = "only this one, for example lint.fail-on"},
    cli::Option{.names = "--why", .value = "", .help = "says where each value comes from"},
    cli::Option{.names = "--config",
                .value = "FILE",
                .help = "this one instead of the adxc.yaml found upwards"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc config show --why", "every setting and where it comes from"},
    cli::Example{"adxc schema config > adxc.schema.json",
                 "the settings' JSON Schema, for an editor"},
};

}  // namespace

constexpr cli::Command config{.name = "config",
                              .summary = "shows the settings of adxc.yaml that hold here",
                              .options = kOptions,
                              .examples = kExamples,
                              .needs = cli::Needs::Nothing,
                              .run = run};

}  // namespace adxc::commands
