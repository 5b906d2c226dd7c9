#include <array>

#include <fmt/format.h>

#include "compiler/cli/run.h"
#include "compiler/commands/rewriting.h"
#include "compiler/writer/changes.h"
#include "compiler/writer/rewrite.h"

namespace adxc::commands {

extern const cli::Command fmt;

namespace {

namespace fs = std::filesystem;

enum class Mode { Write, Check, Diff };

struct Counts {
  std::size_t changed = 0;
  std::size_t kept = 0;
  std::size_t refused = 0;
};

std::string files_words(std::size_t count) {
  return ::fmt::format("{} {}", count, count == 1 ? "file" : "files");
}

/// One file's canonical text; empty when it has none, which has been said.
std::optional<std::string> canonical(const text::SourceFile& file, const text::SourceMap& sources,
                                     cli::Context& context) {
  diag::Sink sink;
  writer::Rewritten result =
      writer::rewrite(file, writer::language_of(file.path), writer::service_order, sink);
  if (print_errors(sink, sources, context)) return std::nullopt;
  if (!result.done) {
    context.err << file.path << ": left as it is: " << result.why_not << '\n';
    return std::nullopt;
  }
  return std::move(result.text);
}

class Formatter {
 public:
  Formatter(Mode mode, std::vector<fs::path> asked, cli::Context& context)
      : mode_(mode), asked_(std::move(asked)), context_(context) {}

  Result<Counts> run(const program::Workspace& workspace) {
    for (const text::SourceFile* file : definition_files(workspace)) {
      const auto text = canonical(*file, workspace.sources, context_);
      if (!text) {
        ++counts_.refused;
      } else if (*text == file->text) {
        ++counts_.kept;
      } else {
        ++counts_.changed;
        ADXC_TRY(show_or_write(*file, *text));
      }
    }
    return counts_;
  }

 private:
  Result<void> show_or_write(const text::SourceFile& file, const std::string& text) {
    if (mode_ == Mode::Check) context_.out << file.path << '\n';
    if (mode_ == Mode::Diff) context_.out << writer::changes(file.path, file.text, text);
    if (mode_ != Mode::Write) return {};
    return write_file(disk_path(asked_, file.path).string(), text);
  }

  Mode mode_;
  std::vector<fs::path> asked_;
  cli::Context& context_;
  Counts counts_;
};

void print_counts(const Counts& counts, Mode mode, cli::Context& context) {
  const std::string changed = files_words(counts.changed);
  context.out.flush();
  context.err << (mode == Mode::Write ? changed + " written anew" : changed + " would change")
              << ::fmt::format(", {} as they should be", counts.kept);
  if (counts.refused > 0) context.err << ::fmt::format(", {} not read", counts.refused);
  context.err << '\n';
}

int format_stdin(const cli::Arguments& arguments, cli::Context& context) {
  text::SourceMap sources;
  const auto text = read_input("-", context);
  if (!text) return cli::misuse(context, text.error().text());
  const text::SourceFile& file = sources.add(arguments.text("stdin-name", "stdin.json"), *text);
  const auto made = canonical(file, sources, context);
  if (!made) return cli::kFindings;
  context.out << *made;
  return cli::kOk;
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::vector<std::string>& paths = arguments.all("PATH");
  if (paths.size() == 1 && paths.front() == "-") return format_stdin(arguments, context);
  std::vector<fs::path> asked(paths.begin(), paths.end());
  if (asked.empty()) asked.emplace_back(".");
  diag::Sink sink;
  const auto workspace = program::load(asked, sink);
  if (!workspace) return cli::misuse(context, workspace.error().text());
  const Mode mode = arguments.flag("diff")    ? Mode::Diff
                    : arguments.flag("check") ? Mode::Check
                                              : Mode::Write;
  const auto counts = Formatter(mode, asked, context).run(*workspace);
  if (!counts) return cli::misuse(context, counts.error().text());
  print_counts(*counts, mode, context);
  const bool wrong = counts->refused > 0 || (mode != Mode::Write && counts->changed > 0);
  return wrong ? cli::kFindings : cli::kOk;
}

constexpr std::array kOptions = {
    cli::Option{
        .names = "PATH",
        .value = "",
        .help = "a factory's folder, or single files; - prints what is on stdin (default .)",
        .many = true},
    cli::Option{
        .names = "--check",
        .value = "",
        .help = "writes nothing and lists the files that would change; exit 1 if there are any"},
    cli::Option{
        .names = "--diff", .value = "", .help = "writes nothing and shows what would change"},
    cli::Option{.names = "--stdin-name",
                .value = "PATH",
                .help = "what the file on stdin is called; its ending tells the language"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc fmt", "lays out every definition below the working folder"},
    cli::Example{"adxc fmt --check .", "for a pull request: exit 1 where something would change"},
};

}  // namespace

constexpr cli::Command fmt{.name = "fmt",
                           .summary = "lays definitions out as the service does",
                           .options = kOptions,
                           .examples = kExamples,
                           .needs = cli::Needs::Definitions,
                           .run = run};

}  // namespace adxc::commands
