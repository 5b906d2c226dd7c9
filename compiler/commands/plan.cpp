#include <array>

#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"

namespace adxc::commands {

extern const cli::Command plan;

namespace {

constexpr std::array<std::string_view, 2> kForms = {"text", "json"};

int run(const cli::Arguments& arguments, cli::Context& context) {
  const auto parameters = parameters_of(arguments.all("parameter"));
  if (!parameters) return cli::misuse(context, parameters.error().text());
  const auto made =
      make_plan(arguments.all("PATH"), {arguments.text("pipeline"), *parameters}, context);
  if (!made) return made.error();
  const bool json = arguments.text("output", "text") == "json";
  context.out << (json ? plan::write(*made) : plan::describe(*made));
  if (const std::string file = arguments.text("out"); !file.empty()) {
    const auto written = write_file(file, plan::write(*made));
    if (!written) return cli::misuse(context, written.error().text());
  }
  return cli::kOk;
}

constexpr std::array kOptions = {
    cli::Option{.names = "PATH",
                .value = "",
                .help = "a factory's folder, or single files (default .)",
                .many = true},
    cli::Option{.names = "--pipeline",
                .value = "NAME",
                .help = "the pipeline to plan; may be left out when there is only one"},
    cli::Option{.names = "--parameter",
                .value = "NAME=VALUE",
                .help = "a value for a parameter of the pipeline; arrays and objects as JSON",
                .many = true},
    cli::Option{.names = "--out", .value = "FILE", .help = "writes the plan for `adxc apply FILE`"},
    cli::Option{.names = "-o,--output", .value = "FORM", .help = "text or json", .choices = kForms},
};
constexpr std::array kExamples = {
    cli::Example{"adxc plan --pipeline Nightly", "what a run of the pipeline would do"},
    cli::Example{"adxc plan --parameter day=2026-11-22 --out run.plan", "keeps the plan for apply"},
};

}  // namespace

constexpr cli::Command plan{.name = "plan",
                            .summary = "says what a run would do, step by step, asking nobody",
                            .options = kOptions,
                            .examples = kExamples,
                            .needs = cli::Needs::Definitions,
                            .run = run};

}  // namespace adxc::commands
