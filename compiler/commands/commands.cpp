#include "compiler/commands/commands.h"

#include <fstream>

#include <fmt/format.h>

#include "compiler/catalogue/rule_pages.h"
#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "compiler/program/not_judged.h"
#include "compiler/rules/rules.h"

namespace adxc::commands {

#define ADXC_ENTRY(name) extern const cli::Command name;
#include "entries.inc"
#undef ADXC_ENTRY

namespace {

void judge(Definitions& definitions, const Reading& reading) {
  definitions.program = program::resolve(definitions.workspace, definitions.sink, reading.decode);
  rules::check(definitions.program, definitions.sink, reading.wanted);
}

/// Shows the errors of definitions that cannot be planned.
int refuse(Definitions& definitions, cli::Context& context) {
  report::Findings findings = findings_of(definitions);
  std::erase_if(findings.diagnostics, [](const diag::Diagnostic& diagnostic) {
    return diagnostic.rule.severity != diag::Severity::Error;
  });
  report::find("text")->print(findings, {context.err_color, context.width}, context.err);
  context.err << report::summary(findings) << "; nothing is planned\n";
  return cli::kFindings;
}

}  // namespace

std::vector<const cli::Command*> all() {
  std::vector<const cli::Command*> table;
#define ADXC_ENTRY(name) table.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return table;
}

int run(int argc, const char* const* argv, std::span<const cli::Command* const> more,
        sys::World* world) {
  std::vector<const cli::Command*> table = all();
  table.insert(table.end(), more.begin(), more.end());
  std::vector<cli::Topic> topics;
  for (const catalogue::RulePage& page : catalogue::help_pages())
    topics.push_back({catalogue::help_names(page), std::string(catalogue::title(page)), page.text});
  return cli::run(argc, argv, table, topics, world);
}

Result<std::unique_ptr<Definitions>> read_definitions(const std::vector<std::string>& paths,
                                                      const Reading& reading) {
  auto definitions = std::make_unique<Definitions>();
  std::vector<std::filesystem::path> asked(paths.begin(), paths.end());
  if (asked.empty()) asked.emplace_back(".");
  ADXC_LET(files, program::find_files(asked));
  ADXC_TRY(read_part(*definitions, files, reading));
  return definitions;
}

Result<void> read_part(Definitions& definitions, const std::vector<program::FoundFile>& files,
                       const Reading& reading) {
  definitions.workspace.limits = reading.limits;
  ADXC_TRY(program::read_files(definitions.workspace, files, definitions.sink));
  judge(definitions, reading);
  return {};
}

std::unique_ptr<Definitions> judge_texts(NamedTexts files, const Reading& reading) {
  auto definitions = std::make_unique<Definitions>();
  definitions->workspace.limits = reading.limits;
  for (auto& [name, text] : files)
    program::add_file(definitions->workspace, name, std::move(text), definitions->sink, true);
  judge(*definitions, reading);
  return definitions;
}

report::Findings findings_of(Definitions& definitions) {
  const program::Workspace& workspace = definitions.workspace;
  report::Findings findings = report::collect(definitions.sink, workspace.sources, workspace.files);
  program::NotJudged untabled = program::not_judged(definitions.program);
  findings.not_definitions = workspace.not_definitions;
  findings.not_judged = {untabled.files, {untabled.types.begin(), untabled.types.end()}};
  return findings;
}

Result<std::map<std::string, std::string>> parameters_of(const std::vector<std::string>& words) {
  std::map<std::string, std::string> parameters;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(ErrorKind::Refused,
                  fmt::format("`--parameter {}` has no name and value, wanted `name=value`", word));
    }
    parameters[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return parameters;
}

tl::expected<plan::Plan, int> make_plan(const std::vector<std::string>& paths,
                                        const lower::Request& request, cli::Context& context) {
  auto read = read_definitions(paths);
  if (!read) return tl::unexpected(cli::misuse(context, read.error().text()));
  Definitions& definitions = **read;
  if (definitions.sink.has_errors()) return tl::unexpected(refuse(definitions, context));
  auto made = lower::lower(definitions.program, request, definitions.sink);
  if (!made) return tl::unexpected(cli::misuse(context, made.error().text()));
  if (definitions.sink.has_errors()) return tl::unexpected(refuse(definitions, context));
  plan::seal(*made);
  return std::move(*made);
}

Result<void> write_file(const std::string& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) return fail(ErrorKind::Denied, fmt::format("`{}` could not be written", path));
  return {};
}

}  // namespace adxc::commands
