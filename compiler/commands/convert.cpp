#include <array>
#include <iterator>

#include <fmt/format.h>

#include "compiler/cli/run.h"
#include "compiler/commands/rewriting.h"
#include "compiler/writer/rewrite.h"

namespace adxc::commands {

extern const cli::Command convert;

namespace {

namespace fs = std::filesystem;
using writer::Language;

constexpr std::array<std::string_view, 2> kLanguages = {"json", "yaml"};

/// One conversion of one file; what it has to say goes to context.err.
Result<std::string> converted(const text::SourceFile& file, Language to,
                              const text::SourceMap& sources, cli::Context& context) {
  diag::Sink sink;
  const writer::Rewritten result = writer::rewrite(file, to, writer::source_order, sink);
  if (print_errors(sink, sources, context)) {
    return fail(ErrorKind::Refused, fmt::format("`{}` has mistakes", file.path));
  }
  if (!result.done) {
    return fail(ErrorKind::Refused, fmt::format("`{}` stays: {}", file.path, result.why_not));
  }
  for (const std::string& note : result.notes) context.err << file.path << ": " << note << '\n';
  return result.text;
}

int convert_text(const text::SourceFile& file, Language to, const text::SourceMap& sources,
                 cli::Context& context) {
  const auto text = converted(file, to, sources, context);
  if (!text) {
    context.err << text.error().text() << '\n';
    return cli::kFindings;
  }
  context.out << *text;
  return cli::kOk;
}

/// `pipeline/Nightly.json` as `OUT/pipeline/Nightly.yaml`.
fs::path target_of(const fs::path& out, const std::string& shown, Language to) {
  fs::path target = out / shown;
  return target.replace_extension(to == Language::Json ? ".json" : ".yaml");
}

Result<void> write_target(const fs::path& target, std::string_view text) {
  std::error_code trouble;
  fs::create_directories(target.parent_path(), trouble);
  if (trouble) {
    return fail(ErrorKind::Denied, fmt::format("the folder `{}` could not be made",
                                               target.parent_path().generic_string()));
  }
  return write_file(target.string(), text);
}

struct Counts {
  std::size_t done = 0;
  std::size_t refused = 0;
};

Result<Counts> convert_files(const program::Workspace& workspace, Language to, const fs::path& out,
                             cli::Context& context) {
  Counts counts;
  std::set<fs::path> targets;
  for (const text::SourceFile* file : definition_files(workspace)) {
    auto text = converted(*file, to, workspace.sources, context);
    const fs::path target = target_of(out, file->path, to);
    if (text && !targets.insert(target).second) {
      text = fail(ErrorKind::Refused, fmt::format("`{}` stays: another file becomes `{}` too",
                                                  file->path, target.generic_string()));
    }
    if (!text) context.err << text.error().text() << '\n';
    text ? ++counts.done : ++counts.refused;
    if (text) ADXC_TRY(write_target(target, *text));
  }
  return counts;
}

int convert_folder(const std::string& path, Language to, const std::string& out,
                   cli::Context& context) {
  diag::Sink sink;
  const auto workspace = program::load({path}, sink);
  if (!workspace) return cli::misuse(context, workspace.error().text());
  const auto counts = convert_files(*workspace, to, out, context);
  if (!counts) return cli::misuse(context, counts.error().text());
  context.err << fmt::format("{} {} written", counts->done, counts->done == 1 ? "file" : "files");
  if (counts->refused > 0) context.err << fmt::format(", {} refused", counts->refused);
  context.err << '\n';
  return counts->refused > 0 ? cli::kFindings : cli::kOk;
}

Language other(Language language) {
  return language == Language::Json ? Language::Yaml : Language::Json;
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string path = arguments.text("PATH");
  const std::string out = arguments.text("out");
  const std::string to = arguments.text("to");
  const Language asked = to == "json" ? Language::Json : Language::Yaml;
  if (fs::is_directory(path)) {
    if (to.empty() || out.empty()) {
      return cli::misuse(context, "a folder needs `--to json` or `--to yaml`, and `--out FOLDER`");
    }
    return convert_folder(path, asked, out, context);
  }
  text::SourceMap sources;
  const auto text = read_input(path, context);
  if (!text) return cli::misuse(context, text.error().text());
  const std::string name = path == "-" ? arguments.text("stdin-name", "stdin.json") : path;
  const text::SourceFile& file = sources.add(name, *text);
  const Language language = to.empty() ? other(writer::language_of(name)) : asked;
  if (out.empty()) return convert_text(file, language, sources, context);
  const auto made = converted(file, language, sources, context);
  if (!made) return context.err << made.error().text() << '\n', cli::kFindings;
  const auto written =
      write_target(target_of(out, fs::path(name).filename().string(), language), *made);
  return written ? cli::kOk : cli::misuse(context, written.error().text());
}

constexpr std::array kOptions = {
    cli::Option{.names = "PATH",
                .value = "",
                .help = "a file, - for stdin, or a factory's folder",
                .required = true},
    cli::Option{.names = "--to",
                .value = "LANGUAGE",
                .help = "json or yaml (default for a file: the other one)",
                .choices = kLanguages},
    cli::Option{.names = "--out",
                .value = "FOLDER",
                .help = "where the files go (default for a file: stdout)"},
    cli::Option{.names = "--stdin-name",
                .value = "PATH",
                .help = "what the file on stdin is called; its ending tells the language"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc convert pipeline/Nightly.json", "prints the pipeline as YAML"},
    cli::Example{"adxc convert --to yaml . --out ../shop-yaml", "a whole factory"},
};

}  // namespace

constexpr cli::Command convert{.name = "convert",
                               .summary = "writes definitions as YAML or as JSON, without loss",
                               .options = kOptions,
                               .examples = kExamples,
                               .needs = cli::Needs::Definitions,
                               .run = run};

}  // namespace adxc::commands
