#include "compiler/commands/judging.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/policy/changes.h"
#include "compiler/policy/dates.h"
#include "compiler/policy/rule_names.h"
#include "compiler/policy/suppressions.h"

namespace adxc::commands {
namespace {

namespace fs = std::filesystem;
using policy::Level;

/// "a,b" and repeated options as one list of names of rules.
Result<std::vector<std::string>> names_of(const cli::Arguments& arguments,
                                          std::string_view option) {
  std::vector<std::string> names;
  for (std::string_view words : arguments.all(option)) {
    while (!words.empty()) {
      const std::size_t comma = std::min(words.find(','), words.size());
      const std::string_view name = words.substr(0, comma);
      words.remove_prefix(std::min(comma + 1, words.size()));
      if (!policy::is_rule_name(name)) {
        return fail(ErrorKind::NotFound, fmt::format("`{}` is no rule and no family of rules{}",
                                                     name, policy::meant_rule(name)));
      }
      names.emplace_back(name);
    }
  }
  return names;
}

Result<void> expect_silent(const std::string& name) {
  if (policy::family_of(name) != "syntax") return {};
  return fail(ErrorKind::Refused,
              fmt::format("`{}` counts always: of what cannot be read nothing else can be said; a "
                          "`per-path` entry of adxc.yaml can silence it for named files",
                          name));
}

/// `--severity RULE=LEVEL`.
Result<std::map<std::string, Level>> severities_of(const cli::Arguments& arguments) {
  std::map<std::string, Level> levels;
  for (const std::string& word : arguments.all("severity")) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, equals);
    const auto level =
        policy::level_of(std::string_view(word).substr(std::min(equals + 1, word.size())));
    if (!policy::is_rule_name(name)) {
      return fail(ErrorKind::NotFound, fmt::format("`{}` is no rule and no family of rules{}", name,
                                                   policy::meant_rule(name)));
    }
    ADXC_TRY(expect_silent(name));
    if (!level) {
      return fail(
          ErrorKind::Refused,
          fmt::format("`--severity {}` has no level; wanted `{}=error`, `warning`, `info` or "
                      "`off`",
                      word, name));
    }
    levels[name] = *level;
  }
  return levels;
}

Result<policy::Wishes> wishes_of(const cli::Arguments& arguments) {
  ADXC_LET(select, names_of(arguments, "select"));
  ADXC_LET(ignore, names_of(arguments, "ignore"));
  for (const std::string& name : ignore) ADXC_TRY(expect_silent(name));
  ADXC_LET(severity, severities_of(arguments));
  return policy::Wishes{std::move(select), std::move(ignore), std::move(severity)};
}

Result<std::unique_ptr<policy::ConfigFile>> config_of(const cli::Arguments& arguments,
                                                      const cli::Context& context) {
  if (arguments.flag("no-config")) return policy::read_config("");
  std::string named = arguments.text("config");
  if (named.empty()) named = context.variable("ADXC_CONFIG").value_or("");
  return policy::read_config(named.empty() ? policy::find_config(".") : fs::path(named));
}

/// The paths that were named, or the roots of the configuration as seen from here.
std::vector<std::string> paths_of(const cli::Arguments& arguments, const policy::Config& config) {
  if (!arguments.all("PATH").empty()) return arguments.all("PATH");
  if (config.file.empty()) return {"."};
  std::error_code trouble;
  const fs::path here = fs::current_path(trouble);
  std::vector<std::string> paths;
  for (const std::string& root : config.roots) {
    const fs::path whole = (config.folder / root).lexically_normal();
    const std::string shown = whole.lexically_relative(here).generic_string();
    paths.push_back(shown.ends_with("/.") ? shown.substr(0, shown.size() - 2) : shown);
  }
  return paths.empty() ? std::vector<std::string>{"."} : paths;
}

fs::path root_of(const std::vector<std::string>& paths) {
  std::error_code trouble;
  const bool folder = paths.size() == 1 && fs::is_directory(paths.front(), trouble);
  return folder ? fs::path(paths.front()) : fs::path();
}

std::optional<std::string> text_of(const fs::path& path) {
  std::error_code trouble;
  if (!fs::is_regular_file(path, trouble)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<void> take_baseline(const std::string& word, const policy::Config& config,
                           Judging& judging) {
  std::error_code trouble;
  const fs::path usual = config.folder / config.baseline;
  judging.baseline_file = usual.lexically_relative(fs::current_path(trouble));
  if (word == "off") judging.use = BaselineUse::None;
  if (word == "write") judging.use = BaselineUse::Write;
  if (word == "prune") judging.use = BaselineUse::Prune;
  const bool named = !word.empty() && word != "off" && word != "write" && word != "prune";
  if (named) judging.baseline_file = word;
  if (judging.use == BaselineUse::None || judging.use == BaselineUse::Write) return {};
  judging.baseline = text_of(judging.baseline_file);
  if (judging.baseline || (!named && judging.use != BaselineUse::Prune)) return {};
  return fail(ErrorKind::NotFound,
              fmt::format("there is no baseline `{}`; `--baseline write` makes one",
                          judging.baseline_file.generic_string()));
}

void set_level(diag::Diagnostic& finding, Level level, bool strict) {
  using diag::Severity;
  if (level == Level::Error) finding.rule.severity = Severity::Error;
  if (level == Level::Warning) finding.rule.severity = strict ? Severity::Error : Severity::Warning;
  if (level == Level::Info) finding.rule.severity = Severity::Info;
}

void set_levels(report::Findings& findings, Judging& judging) {
  std::map<text::FileId, std::string> paths;
  std::erase_if(findings.diagnostics, [&](diag::Diagnostic& finding) {
    const text::FileId file = finding.place.span.file;
    const auto [path, fresh] = paths.try_emplace(file);
    if (fresh) path->second = judging.configured_path(findings.sources.file(file).path);
    const Level level = judging.choice.level(finding.rule, path->second);
    set_level(finding, level, judging.strict);
    return level == Level::Off;
  });
}

constexpr diag::Kind<std::string_view, std::string_view> kExpiredSetting{
    {"expired-suppression", diag::Severity::Error}, "the entry for `{}` held until {}"};

/// Entries of per-path whose day is over.
void report_expired(const Judging& judging, text::SourceMap& sources, diag::Sink& sink) {
  const policy::ConfigFile& file = *judging.config;
  const text::SourceFile* copy = nullptr;
  for (const policy::PathSetting& entry : file.config.per_path) {
    if (entry.until.empty() || entry.until >= judging.today) continue;
    if (copy == nullptr) {
      copy = &sources.add(file.document.file->path, file.document.file->text);
    }
    diag::Place place = entry.until_place;
    place.span.file = copy->id;
    sink.report(kExpiredSetting, place, entry.path, entry.until);
  }
}

/// Drops findings that are neither in a changed file nor in an object that depends on one.
Result<void> keep_changed(const Definitions& definitions, const Judging& judging,
                          report::Findings& findings) {
  const fs::path folder = judging.root.empty() ? fs::path(".") : judging.root;
  ADXC_LET(files, policy::changed_files(folder, judging.changed_since));
  const program::Workspace& workspace = definitions.workspace;
  std::vector<std::string> paths;
  std::map<text::FileId, std::size_t> documents;
  for (const document::Document& document : workspace.documents) {
    std::error_code trouble;
    const fs::path whole = fs::weakly_canonical(judging.root / document.file->path, trouble);
    documents[document.file->id] = paths.size();
    paths.push_back(whole.generic_string());
  }
  const std::vector<bool> affected = policy::affected_objects(definitions.program, paths, files);
  std::map<text::FileId, std::vector<text::Span>> kept;
  for (std::size_t i = 0; i < affected.size(); ++i) {
    const program::Object& object = workspace.objects[i];
    const text::Span span = workspace.document_of(object)[object.root].span;
    if (affected[i]) kept[span.file].push_back(span);
  }
  std::erase_if(findings.diagnostics, [&](const diag::Diagnostic& finding) {
    const text::Span at = finding.place.span;
    const auto document = documents.find(at.file);
    const bool changed = document == documents.end() || files.contains(paths[document->second]);
    return !changed && std::ranges::none_of(kept[at.file], [&](text::Span span) {
      return span.begin <= at.begin && at.begin < span.end;
    });
  });
  return {};
}

}  // namespace

std::string Judging::configured_path(const std::string& shown) const {
  std::error_code trouble;
  const fs::path whole = fs::absolute(root / shown, trouble).lexically_normal();
  return whole.lexically_relative(config->config.folder).generic_string();
}

Result<Judging> judging_of(const cli::Arguments& arguments, const cli::Context& context) {
  ADXC_LET(wishes, wishes_of(arguments));
  ADXC_LET(config, config_of(arguments, context));
  const policy::Config& settings = config->config;
  const std::string today = policy::today(context.variable("SOURCE_DATE_EPOCH"));
  Judging judging(policy::Choice(settings, std::move(wishes), today), today);
  if (!config->mistakes.all().empty()) {
    judging.config = std::move(config);
    return judging;
  }
  judging.strict = arguments.flag("strict");
  judging.fail_on =
      policy::level_of(arguments.text("fail-on", settings.fail_on)).value_or(Level::Off);
  judging.paths = paths_of(arguments, settings);
  judging.root = root_of(judging.paths);
  judging.changed_since = arguments.text("changed-since");
  ADXC_TRY(take_baseline(arguments.text("baseline"), settings, judging));
  judging.config = std::move(config);
  return judging;
}

report::Findings config_findings(policy::ConfigFile& file) {
  report::Findings findings = report::collect(file.mistakes, file.sources, 1);
  for (diag::Diagnostic& finding : findings.diagnostics)
    finding.rule.severity = diag::Severity::Error;
  return findings;
}

report::Findings judged(Definitions& definitions, Judging& judging) {
  report::Findings findings = findings_of(definitions);
  text::SourceMap& sources = definitions.workspace.sources;
  set_levels(findings, judging);
  diag::Sink sink;
  std::vector<policy::Mark> marks = policy::find_marks(definitions.workspace, sink);
  policy::suppress(
      marks, judging.today, [&](std::string_view slug) { return judging.choice.is_on(slug); },
      findings.diagnostics, sink);
  report_expired(judging, sources, sink);
  if (judging.baseline) {
    const text::SourceFile& file =
        sources.add(judging.baseline_file.generic_string(), *judging.baseline);
    const policy::Baseline baseline = policy::read_baseline(file, sink);
    policy::hide_known(baseline, policy::BaselineKeys(definitions.workspace), file.path,
                       findings.diagnostics, sink);
    findings.baseline = file.path;
  }
  std::vector<diag::Diagnostic> more = sink.take();
  report::Findings others{.sources = sources, .diagnostics = std::move(more)};
  set_levels(others, judging);
  for (diag::Diagnostic& finding : others.diagnostics)
    findings.diagnostics.push_back(std::move(finding));
  diag::sort_findings(findings.diagnostics, sources);
  return findings;
}

Result<void> keep_baseline(const Definitions& definitions, const Judging& judging,
                           const report::Findings& findings) {
  if (judging.use != BaselineUse::Write && judging.use != BaselineUse::Prune) return {};
  std::vector<diag::Diagnostic> kept = findings.diagnostics;
  if (judging.use == BaselineUse::Prune) {
    std::erase_if(kept, [](const diag::Diagnostic& finding) {
      return !finding.suppressed || finding.suppressed->kind != diag::Suppression::Kind::External;
    });
  }
  const policy::BaselineKeys keys(definitions.workspace);
  return write_file(judging.baseline_file.string(),
                    policy::write_baseline(policy::baseline_of(keys, kept)));
}

Result<report::Findings> judged_changes(Definitions& definitions, Judging& judging) {
  report::Findings findings = judged(definitions, judging);
  if (!judging.changed_since.empty()) ADXC_TRY(keep_changed(definitions, judging, findings));
  return findings;
}

bool fails(const Judging& judging, const report::Findings& findings) {
  using enum diag::Severity;
  if (judging.fail_on == Level::Off) return false;
  const std::size_t errors = findings.count(Error);
  const std::size_t warnings = errors + findings.count(Warning);
  if (judging.fail_on == Level::Error) return errors > 0;
  return (judging.fail_on == Level::Warning ? warnings : warnings + findings.count(Info)) > 0;
}

}  // namespace adxc::commands
