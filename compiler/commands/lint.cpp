#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "compiler/commands/outputs.h"

namespace adxc::commands {

extern const cli::Command lint;

namespace {

/// Definitions from stdin say by their first character whether they are JSON.
std::string stdin_name(const cli::Arguments& arguments, std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return arguments.text("stdin-name", json ? "stdin.json" : "stdin.yaml");
}

/// The language as it was on a day; the first is today's.
constexpr std::array<std::string_view, 2> kProfiles = {"current", "2019-02"};

model::DecodeOptions profile_of(const cli::Arguments& arguments) {
  return {.profile = arguments.text("profile") == kProfiles[1] ? model::Date{20190200} : 0};
}

Result<std::unique_ptr<Definitions>> definitions_of(const cli::Arguments& arguments,
                                                    cli::Context& context) {
  const std::vector<std::string>& paths = arguments.all("PATH");
  if (std::ranges::find(paths, "-") == paths.end()) {
    return read_definitions(paths, profile_of(arguments));
  }
  if (paths.size() > 1) {
    return fail(ErrorKind::Refused, "`-` stands for all definitions, other paths beside it do not");
  }
  std::string text(std::istreambuf_iterator<char>(context.in), {});
  const std::string name = stdin_name(arguments, text);
  return judge_text(name, std::move(text), profile_of(arguments));
}

void print_summary(const report::Findings& findings, cli::Context& context) {
  context.out.flush();  // so that the summary comes last where both streams meet
  context.err << report::summary(findings) << '\n';
  if (const std::string line = report::not_judged(findings); !line.empty()) {
    context.err << line << '\n';
  }
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  if (arguments.all("output") == std::vector<std::string>{"help"}) {
    context.out << list_of_reports();
    return cli::kOk;
  }
  const auto outputs = outputs_of(arguments.all("output"), context);
  if (!outputs) return cli::misuse(context, outputs.error().text());
  const auto definitions = definitions_of(arguments, context);
  if (!definitions) return cli::misuse(context, definitions.error().text());
  report::Findings findings = findings_of(**definitions);
  findings.base = base_of(arguments.all("PATH"));
  if (arguments.flag("strict")) {
    for (diag::Diagnostic& diagnostic : findings.diagnostics) {
      auto& severity = diagnostic.rule.severity;
      if (severity == diag::Severity::Warning) severity = diag::Severity::Error;
    }
  }
  const auto printed = print_to(*outputs, findings, arguments.flag("summary"), context);
  if (!printed) return cli::misuse(context, printed.error().text());
  if (!arguments.flag("quiet")) print_summary(findings, context);
  return findings.count(diag::Severity::Error) > 0 ? cli::kFindings : cli::kOk;
}

constexpr std::array kOptions = {
    cli::Option{
        .names = "PATH",
        .value = "",
        .help = "a factory's folder, or single files; - reads one file from stdin (default .)",
        .many = true},
    cli::Option{.names = "-o,--output",
                .value = "FMT[=FILE]",
                .help = "a report, to a file if one is named; `-o help` lists the reports",
                .many = true},
    cli::Option{.names = "--strict", .value = "", .help = "every warning is an error"},
    cli::Option{
        .names = "--profile",
        .value = "DATE",
        .help = "warns of what the definition language had not on that day (default current)",
        .choices = kProfiles},
    cli::Option{.names = "-q,--quiet", .value = "", .help = "only findings, no summary"},
    cli::Option{.names = "-s,--summary", .value = "", .help = "only the summary, no findings"},
    cli::Option{.names = "--stdin-name",
                .value = "PATH",
                .help = "what the file on stdin is called in findings"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc lint", "checks every definition below the working folder"},
    cli::Example{"adxc lint pipeline/Nightly.json", "checks one file"},
    cli::Example{"adxc lint -o text -o sarif=lint.sarif", "prints, and writes SARIF to a file"},
};

}  // namespace

constexpr cli::Command lint{.name = "lint",
                            .summary = "checks definitions and points at every mistake",
                            .options = kOptions,
                            .examples = kExamples,
                            .needs = cli::Needs::Definitions,
                            .run = run};

}  // namespace adxc::commands
