#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"

namespace adxc::commands {

extern const cli::Command lint;

namespace {

/// One `-o FMT[=FILE]`.
struct Output {
  const report::Report* report = nullptr;
  std::string file;  // "" is stdout
};

Result<Output> output_of(const std::string& word) {
  const std::size_t equals = std::min(word.find('='), word.size());
  const std::string name = word.substr(0, equals);
  const report::Report* report = report::find(name);
  if (report != nullptr) return Output{report, word.substr(std::min(equals + 1, word.size()))};
  std::vector<std::string_view> names;
  for (const report::Report* other : report::all()) names.push_back(other->name);
  return fail(ErrorKind::NotFound,
              fmt::format("`{}` is not a report; expected {}", name, one_of(name, names)));
}

/// What was asked for; by default text, and what the continuous integration around us reads.
Result<std::vector<Output>> outputs_of(const cli::Arguments& arguments,
                                       const cli::Context& context) {
  std::vector<Output> outputs;
  for (const std::string& word : arguments.all("output")) {
    ADXC_LET(output, output_of(word));
    outputs.push_back(std::move(output));
  }
  if (!outputs.empty()) return outputs;
  outputs.push_back({report::find("text"), ""});
  if (context.variable("GITHUB_ACTIONS") == "true") {
    outputs.push_back({report::find("github"), ""});
  }
  if (context.variable("TF_BUILD") == "True") {
    outputs.push_back({report::find("azuredevops"), ""});
  }
  return outputs;
}

/// Definitions from stdin say by their first character whether they are JSON.
std::string stdin_name(const cli::Arguments& arguments, std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return arguments.text("stdin-name", json ? "stdin.json" : "stdin.yaml");
}

Result<std::unique_ptr<Definitions>> definitions_of(const cli::Arguments& arguments,
                                                    cli::Context& context) {
  const std::vector<std::string>& paths = arguments.all("PATH");
  if (std::ranges::find(paths, "-") == paths.end()) return read_definitions(paths);
  if (paths.size() > 1) {
    return fail(ErrorKind::Refused, "`-` stands for all definitions, other paths beside it do not");
  }
  std::string text(std::istreambuf_iterator<char>(context.in), {});
  const std::string name = stdin_name(arguments, text);
  return judge_text(name, std::move(text));
}

Result<void> print(const Output& output, const report::Findings& findings, bool silent,
                   cli::Context& context) {
  if (output.file.empty()) {
    if (!silent) output.report->print(findings, {context.out_color, context.width}, context.out);
    return {};
  }
  std::ostringstream text;
  output.report->print(findings, {}, text);
  return write_file(output.file, text.str());
}

void print_summary(const report::Findings& findings, cli::Context& context) {
  context.out.flush();  // so that the summary comes last where both streams meet
  context.err << report::summary(findings) << '\n';
  if (const std::string line = report::not_judged(findings); !line.empty()) {
    context.err << line << '\n';
  }
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const auto outputs = outputs_of(arguments, context);
  if (!outputs) return cli::misuse(context, outputs.error().text());
  const auto definitions = definitions_of(arguments, context);
  if (!definitions) return cli::misuse(context, definitions.error().text());
  report::Findings findings = findings_of(**definitions);
  if (arguments.flag("strict")) {
    for (diag::Diagnostic& diagnostic : findings.diagnostics) {
      auto& severity = diagnostic.rule.severity;
      if (severity == diag::Severity::Warning) severity = diag::Severity::Error;
    }
  }
  for (const Output& output : *outputs) {
    const auto printed = print(output, findings, arguments.flag("summary"), context);
    if (!printed) return cli::misuse(context, printed.error().text());
  }
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
                .help = "text, json, sarif, github or azuredevops, to a file if one is named",
                .many = true},
    cli::Option{.names = "--strict", .value = "", .help = "every warning is an error"},
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
