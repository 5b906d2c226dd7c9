#include "compiler/commands/outputs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/commands/definitions.h"

namespace adxc::commands {
namespace {

namespace fs = std::filesystem;

Result<Output> output_of(const std::string& word) {
  const std::size_t equals = std::min(word.find('='), word.size());
  const std::string name = word.substr(0, equals);
  const report::Report* report = report::find(name);
  if (report != nullptr) return Output{report, word.substr(std::min(equals + 1, word.size()))};
  std::vector<std::string_view> names;
  for (const report::Report* other : report::all()) names.push_back(other->name);
  return fail(ErrorKind::NotFound, fmt::format("`{}` is not a report; expected {}", name,
                                               one_of(name, names, names.size())));
}

Result<void> print_one(const Output& output, const report::Findings& findings, bool silent,
                       cli::Context& context) {
  if (output.file.empty()) {
    if (!silent) output.report->print(findings, {context.out_color, context.width}, context.out);
    return {};
  }
  std::ostringstream text;
  output.report->print(findings, {}, text);
  return write_file(output.file, text.str());
}

/// The summary of a step is shared with everything else that runs in it, so we write at its end.
/// Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
Result<void> add_step_summary(const report::Findings& findings, const cli::Context& context) {
  const std::string path = context.variable("GITHUB_STEP_SUMMARY").value_or("");
  if (path.empty()) return {};
  std::ofstream file(path, std::ios::binary | std::ios::app);
  report::find("markdown")->print(findings, {}, file);
  file.close();
  if (!file) return fail(ErrorKind::Denied, fmt::format("`{}` could not be written", path));
  return {};
}

}  // namespace

Result<std::vector<Output>> outputs_of(const std::vector<std::string>& words,
                                       const cli::Context& context) {
  std::vector<Output> outputs;
  for (const std::string& word : words) {
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

Result<void> print_to(const std::vector<Output>& outputs, const report::Findings& findings,
                      bool silent, cli::Context& context) {
  for (const Output& output : outputs) {
    ADXC_TRY(print_one(output, findings, silent, context));
  }
  const bool annotates = std::ranges::any_of(outputs, [](const Output& output) {
    return output.report->name == "github" && output.file.empty();
  });
  return annotates ? add_step_summary(findings, context) : Result<void>{};
}

std::string list_of_reports() {
  std::string list;
  for (const report::Report* report : report::all()) {
    list += fmt::format("{:<11}  {}\n", report->name, report->summary);
  }
  return list;
}

std::string base_of(const std::vector<std::string>& paths) {
  std::error_code trouble;
  if (paths.size() != 1 || !fs::is_directory(paths.front(), trouble)) return "";
  const fs::path here = fs::current_path(trouble);
  const fs::path asked = fs::absolute(paths.front(), trouble).lexically_normal();
  std::string base = asked.lexically_relative(here).generic_string();
  if (trouble || base.empty() || base.starts_with("..") || base == ".") return "";
  while (base.ends_with('/') || base.ends_with("/.")) base.pop_back();
  return base + "/";
}

}  // namespace adxc::commands
