#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "compiler/expr/evaluate.h"
#include "compiler/expr/parser.h"

namespace adxc::commands {

extern const cli::Command eval;

namespace {

/// A value from the command line: JSON if it reads as such, else text.
expr::Values values_of(const std::map<std::string, std::string>& parameters) {
  expr::Values values;
  for (const auto& [name, text] : parameters) {
    expr::Value value = expr::Value::parse(text, nullptr, false);
    values[fold_case(name)] = value.is_discarded() ? expr::Value(text) : std::move(value);
  }
  return values;
}

int print_findings(diag::Sink& sink, const text::SourceMap& sources, cli::Context& context) {
  const report::Findings findings = report::collect(sink, sources, 1);
  report::find("text")->print(findings, {context.out_color, context.width}, context.out);
  return cli::kFindings;
}

int print_failure(const expr::Failure& failure, const expr::Tree& tree,
                  const text::SourceFile& file, cli::Context& context) {
  const std::string_view part = file.view(tree[failure.node].span);
  const std::string_view when =
      failure.kind == expr::Failure::Kind::AtRunTime ? "only a run knows " : "";
  context.err << fmt::format("adxc: `{}`: {}{}\n", part, when, failure.message);
  return cli::kFindings;
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const auto parameters = parameters_of(arguments.all("parameter"));
  if (!parameters) return cli::misuse(context, parameters.error().text());
  text::SourceMap sources;
  diag::Sink sink;
  const text::SourceFile& file = sources.add("expression", arguments.text("EXPRESSION"));
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(file.text.size())};
  const expr::Tree tree = expr::parse(text::Fragment::verbatim(file.text, all), "", sink);
  if (sink.has_errors() || !tree.sound()) return print_findings(sink, sources, context);
  const expr::Values values = values_of(*parameters);
  expr::Scope scope;
  scope.parameters = &values;
  const expr::Evaluation value = expr::evaluate(tree, scope);
  if (!value) return print_failure(value.error(), tree, file, context);
  context.out << value->dump(2, ' ', false, expr::Value::error_handler_t::replace) << '\n';
  return cli::kOk;
}

constexpr std::array kOptions = {
    cli::Option{.names = "EXPRESSION",
                .value = "",
                .help = "as a definition has it, with its @",
                .required = true},
    cli::Option{.names = "--parameter",
                .value = "NAME=VALUE",
                .help = "what pipeline().parameters.NAME gives; JSON, or text",
                .many = true},
};
constexpr std::array kExamples = {
    cli::Example{"adxc eval \"@addDays('2026-11-22', -1)\"", "prints the value as JSON"},
    cli::Example{"adxc eval --parameter day=22 '@{pipeline().parameters.day}'",
                 "with a parameter of the pipeline"},
};

}  // namespace

constexpr cli::Command eval{.name = "eval",
                            .summary = "works out an expression of Data Factory",
                            .options = kOptions,
                            .examples = kExamples,
                            .needs = cli::Needs::Nothing,
                            .run = run};

}  // namespace adxc::commands
