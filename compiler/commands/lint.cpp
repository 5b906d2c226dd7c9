#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "compiler/commands/judging.h"
#include "compiler/commands/mending.h"
#include "compiler/commands/outputs.h"
#include "compiler/commands/parts.h"
#include "compiler/text/encoding.h"

namespace adxc::commands {

extern const cli::Command lint;

namespace {

/// Definitions from stdin say by their first character whether they are JSON.
std::string stdin_name(const cli::Arguments& arguments, std::string_view bytes) {
  const text::Encoding encoding = text::encoding_of(bytes);
  const auto decoded =
      encoding == text::Encoding::Utf8 ? std::nullopt : text::utf8_of(bytes, encoding);
  const std::string_view text = decoded ? std::string_view(*decoded) : bytes;
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return arguments.text("stdin-name", json ? "stdin.json" : "stdin.yaml");
}

/// The language as it was on a day; the first is today's.
constexpr std::array<std::string_view, 2> kProfiles = {"current", "2019-02"};

model::DecodeOptions profile_of(const cli::Arguments& arguments) {
  return {.profile = arguments.text("profile") == kProfiles[1] ? model::Date{20190200} : 0};
}

Reading reading_of(const cli::Arguments& arguments, Judging& judging) {
  return {judging.config->config.limits, profile_of(arguments), [&](std::string_view slug) {
            return judging.choice.is_on(slug);
          }};
}

Result<std::unique_ptr<Definitions>> definitions_of(const cli::Arguments& arguments,
                                                    Judging& judging, cli::Context& context) {
  const std::vector<std::string>& paths = judging.paths;
  const Reading reading = reading_of(arguments, judging);
  if (std::ranges::find(paths, "-") == paths.end()) return read_definitions(paths, reading);
  if (paths.size() > 1) {
    return fail(ErrorKind::Refused, "`-` stands for all definitions, other paths beside it do not");
  }
  if (arguments.flag("fix")) {
    return fail(ErrorKind::Refused, "what is read from stdin cannot be fixed in place");
  }
  std::string text(std::istreambuf_iterator<char>(context.in), {});
  const std::string name = stdin_name(arguments, text);
  return judge_texts({{name, std::move(text)}}, reading);
}

void print_summary(const report::Findings& findings, cli::Context& context) {
  context.out.flush();  // so that the summary comes last where both streams meet
  context.err << report::summary(findings) << '\n';
  for (const std::string& line : {report::not_judged(findings), report::nothing_to_judge(findings)})
    if (!line.empty()) context.err << line << '\n';
}

/// Prints to all outputs, the summary last; returns the exit code, or that of a failure.
int print_all(const cli::Arguments& arguments, const std::vector<Output>& outputs,
              report::Findings& findings, report::Exit exit, cli::Context& context) {
  findings.exit = exit;
  const auto printed = print_to(outputs, findings, arguments.flag("summary"), context);
  if (!printed) return cli::misuse(context, printed.error().text());
  if (!arguments.flag("quiet")) print_summary(findings, context);
  return exit.code;
}

/// A configuration with mistakes says nothing that could be relied on.
int refuse_config(const cli::Arguments& arguments, const std::vector<Output>& outputs,
                  policy::ConfigFile& file, cli::Context& context) {
  report::Findings findings = config_findings(file);
  const int code =
      print_all(arguments, outputs, findings, {cli::kCouldNotRun, "configuration"}, context);
  cli::misuse(context, "nothing is checked with a configuration that has mistakes");
  return code;
}

/// Says how many fixes are possible, or puts them into the files; empty when lint goes on.
std::optional<int> fix(const cli::Arguments& arguments, Judging& judging,
                       std::unique_ptr<Definitions>& definitions, cli::Context& context) {
  if (!arguments.flag("fix")) return std::nullopt;
  const std::map<std::string, std::string> before = texts_of(*definitions);
  auto mended = mend(std::move(definitions), reading_of(arguments, judging), judging,
                     arguments.flag("unsafe"));
  if (!mended) return cli::misuse(context, mended.error().text());
  if (arguments.flag("diff")) {
    context.out << diff_of(*mended, before);
    return mended->texts.empty() ? cli::kOk : cli::kFindings;
  }
  const auto written = write_mended(*mended, before, judging);
  if (!written) return cli::misuse(context, written.error().text());
  if (mended->count > 0 && !arguments.flag("quiet")) {
    context.err << fmt::format("{} fixed in {} file{}\n", mended->count, mended->texts.size(),
                               mended->texts.size() == 1 ? "" : "s");
  }
  definitions = std::move(mended->definitions);
  return std::nullopt;
}

/// What `--baseline write` and `--baseline prune` leave to say.
int keep(const Definitions& definitions, const Judging& judging, report::Findings& findings,
         cli::Context& context) {
  const auto kept = keep_baseline(definitions, judging, findings);
  if (!kept) return cli::misuse(context, kept.error().text());
  context.err << judging.baseline_file.generic_string() << " is written\n";
  return cli::kOk;
}

int print_judged(const cli::Arguments& arguments, const std::vector<Output>& outputs,
                 const Judging& judging, report::Findings& findings, cli::Context& context) {
  findings.base = base_of(judging.paths);
  const bool failed = fails(judging, findings);
  return print_all(arguments, outputs, findings,
                   failed ? report::Exit{cli::kFindings, "findings"} : report::Exit{cli::kOk, "ok"},
                   context);
}

/// Whether nothing is asked of the definitions but what is wrong with them.
bool needs_findings_alone(const cli::Arguments& arguments, const Judging& judging) {
  const bool keeps = judging.use == BaselineUse::Write || judging.use == BaselineUse::Prune;
  return !keeps && !judging.baseline && !arguments.flag("fix") &&
         arguments.text("changed-since").empty() &&
         std::ranges::find(judging.paths, "-") == judging.paths.end();
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  if (arguments.all("output") == std::vector<std::string>{"help"}) {
    context.out << list_of_reports();
    return cli::kOk;
  }
  const auto outputs = outputs_of(arguments.all("output"), context);
  if (!outputs) return cli::misuse(context, outputs.error().text());
  if (!arguments.flag("fix") && (arguments.flag("unsafe") || arguments.flag("diff")))
    return cli::misuse(context,
                       "lint: `--unsafe` and `--diff` say how to `--fix`, which is missing");
  auto judging = judging_of(arguments, context);
  if (!judging) return cli::misuse(context, judging.error().text());
  if (judging->config->mistakes.all().size() > 0)
    return refuse_config(arguments, *outputs, *judging->config, context);
  if (needs_findings_alone(arguments, *judging)) {
    auto parts = judge_in_parts(reading_of(arguments, *judging), *judging);
    if (!parts) return cli::misuse(context, parts.error().text());
    return print_judged(arguments, *outputs, *judging, parts->findings, context);
  }
  auto definitions = definitions_of(arguments, *judging, context);
  if (!definitions) return cli::misuse(context, definitions.error().text());
  if (const auto done = fix(arguments, *judging, *definitions, context)) return *done;
  if (judging->use == BaselineUse::Write || judging->use == BaselineUse::Prune) {
    report::Findings all = judged(**definitions, *judging);
    return keep(**definitions, *judging, all, context);
  }
  auto findings = judged_changes(**definitions, *judging);
  if (!findings) return cli::misuse(context, findings.error().text());
  return print_judged(arguments, *outputs, *judging, *findings, context);
}

constexpr std::array<std::string_view, 4> kFailOn = {"error", "warning", "info", "never"};
constexpr std::array kOptions = {
    cli::Option{.names = "PATH",
                .value = "",
                .help = "a factory's folder, or single files; - reads one file from stdin "
                        "(default: the roots of "
                        "adxc.yaml, or .)",
                .many = true},
    cli::Option{.names = "-o,--output",
                .value = "FMT[=FILE]",
                .help = "a report, to a file if one is named; `-o help` lists the reports",
                .many = true},
    cli::Option{.names = "--select",
                .value = "RULES",
                .help = "only these rules or families, with commas between them",
                .many = true},
    cli::Option{
        .names = "--ignore", .value = "RULES", .help = "not these rules or families", .many = true},
    cli::Option{.names = "--severity",
                .value = "RULE=LEVEL",
                .help = "another severity: error, warning, info or off",
                .many = true},
    cli::Option{.names = "--fail-on",
                .value = "LEVEL",
                .help = "exit code 1 from this severity on: error (default), warning, info, never",
                .choices = kFailOn},
    cli::Option{.names = "--config",
                .value = "FILE",
                .help = "this one instead of the adxc.yaml found upwards"},
    cli::Option{.names = "--no-config", .value = "", .help = "no adxc.yaml at all"},
    cli::Option{.names = "--baseline",
                .value = "FILE",
                .help = "known findings (default adxc-baseline.json); write, prune or off"},
    cli::Option{.names = "--fix", .value = "", .help = "puts safe fixes into the files"},
    cli::Option{.names = "--unsafe",
                .value = "",
                .help = "with --fix: also fixes that change what the service does"},
    cli::Option{
        .names = "--diff", .value = "", .help = "with --fix: prints the patch and writes nothing"},
    cli::Option{.names = "--changed-since",
                .value = "REV",
                .help = "shows what concerns files that changed in git since REV, and their users"},
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
