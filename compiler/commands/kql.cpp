#include <array>
#include <fstream>
#include <istream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "compiler/commands/kql_editing.h"
#include "compiler/database/schema_file.h"
#include "compiler/kql/bind.h"

namespace adxc::commands {

extern const cli::Command kql;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> kActions = {"check", "fmt", "complete"};

/// A file may hold a query that a client completes; what a definition holds is all there is.
constexpr bool kMayBePart = true;

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return fail(ErrorKind::NotFound, fmt::format("`{}` cannot be read", path));
  return text.str();
}

/// Nothing when no file was named: then nobody knows the tables.
Result<std::optional<database::SchemaFile>> schema_of(const cli::Arguments& arguments) {
  const std::string path = arguments.text("schema");
  if (path.empty()) return std::nullopt;
  ADXC_LET(text, read_file(path));
  ADXC_LET(schema, database::read_schema(path, text));
  return std::optional(std::move(schema));
}

/// One query with what is said of it.
struct Checked {
  text::SourceMap sources;
  diag::Sink sink;
  std::optional<adxc::kql::RowSchema> columns;

  Checked(std::string name, std::string query, const adxc::kql::Catalog* tables) {
    const text::SourceFile& file = sources.add(std::move(name), std::move(query));
    const text::Span all{file.id, 0, static_cast<std::uint32_t>(file.text.size())};
    const auto fragment = text::Fragment::verbatim(file.text, all);
    columns = adxc::kql::check(tables, {fragment, "", sink}, kMayBePart);
  }
};

Json diagnostics_of(const Checked& checked, std::string_view query) {
  Json all = Json::array();
  Utf16 units(query);
  for (const diag::Diagnostic& one : checked.sink.all()) {
    const std::size_t begin = units.offset(one.place.span.begin);
    const std::size_t end = units.offset(one.place.span.end);
    all.push_back({{"rule", one.rule.slug},
                   {"kind", one.rule.slug == "kql-syntax" ? "syntax" : "semantic"},
                   {"severity", diag::word(one.rule.severity)},
                   {"start", begin},
                   {"length", end - begin},
                   {"message", one.message}});
  }
  return all;
}

Json columns_of(const Checked& checked) {
  if (!checked.columns) return nullptr;
  Json all = Json::array();
  for (const auto& column : *checked.columns) {
    all.push_back({{"name", column.name}, {"type", adxc::name(column.type)}});
  }
  return all;
}

/// One line `{"id": …, "query": "…"}` in, one line out; false when the line is no such thing.
bool answer_line(const std::string& line, const adxc::kql::Catalog* tables, std::ostream& out) {
  const Json given = Json::parse(line, nullptr, false);
  if (!given.is_object() || !given.contains("query") || !given["query"].is_string()) return false;
  auto query = given["query"].get<std::string>();
  Checked checked("query", query, tables);
  text::SourceMap& sources = checked.sources;
  std::vector<diag::Diagnostic> findings = checked.sink.take();
  diag::sort_findings(findings, sources);
  for (diag::Diagnostic& one : findings) checked.sink.add(std::move(one));
  const Json made = {{"id", given.value("id", Json())},
                     {"ok", checked.sink.errors() == 0},
                     {"diagnostics", diagnostics_of(checked, query)},
                     {"columns", columns_of(checked)}};
  out << made.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  return true;
}

int check_batch(const std::string& path, const adxc::kql::Catalog* tables, cli::Context& context) {
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  if (path != "-" && !file) return cli::misuse(context, fmt::format("`{}` cannot be read", path));
  std::istream& lines = path == "-" ? context.in : file;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (!answer_line(line, tables, context.out)) {
      return cli::misuse(context, fmt::format("`{}` line {}: expected {{\"id\": …, \"query\": "
                                              "\"…\"}}",
                                              path, number));
    }
  }
  return cli::kOk;
}

int check_files(const std::vector<std::string>& paths, const adxc::kql::Catalog* tables,
                cli::Context& context) {
  text::SourceMap sources;
  diag::Sink sink;
  for (const std::string& path : paths) {
    auto query =
        path == "-"
            ? Result<std::string>(std::string(std::istreambuf_iterator<char>(context.in), {}))
            : read_file(path);
    if (!query) return cli::misuse(context, query.error().text());
    const text::SourceFile& file = sources.add(path == "-" ? "stdin" : path, std::move(*query));
    const text::Span all{file.id, 0, static_cast<std::uint32_t>(file.text.size())};
    adxc::kql::check(tables, {text::Fragment::verbatim(file.text, all), "", sink}, kMayBePart);
  }
  const int code = sink.has_errors() ? cli::kFindings : cli::kOk;
  report::find("text")->print(report::collect(sink, sources, paths.size()),
                              {context.out_color, context.width}, context.out);
  return code;
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string action = arguments.text("ACTION");
  const std::vector<std::string>& paths = arguments.all("FILE");
  if (action == "fmt") {
    if (paths.empty()) return cli::misuse(context, "expected files with a query each, or -");
    return format_queries(paths, arguments.flag("check"), context);
  }
  const auto schema = schema_of(arguments);
  if (!schema) return cli::misuse(context, schema.error().text());
  const adxc::kql::Catalog* tables = *schema ? &**schema : nullptr;
  if (action == "complete") {
    if (paths.size() != 2) return cli::misuse(context, "expected a file and an offset in it");
    return complete_query(paths[0], paths[1], tables, context);
  }
  const std::string batch = arguments.text("batch");
  if (batch.empty() == paths.empty()) {
    return cli::misuse(context, "expected files with a query each, or `--batch`");
  }
  return batch.empty() ? check_files(paths, tables, context) : check_batch(batch, tables, context);
}

constexpr std::array kOptions = {
    cli::Option{.names = "ACTION",
                .value = "",
                .help =
                    "check: says what is wrong, from the syntax to the types; fmt: lays queries "
                    "out; complete: what may stand at a place",
                .required = true,
                .choices = kActions},
    cli::Option{.names = "FILE",
                .value = "",
                .help = "a file with a query or a command; - is stdin; for complete then the "
                        "offset, in UTF-16 units",
                .many = true},
    cli::Option{.names = "--schema",
                .value = "FILE",
                .help = "the tables: `.create table` commands, or what `.show database schema as "
                        "json` prints"},
    cli::Option{.names = "--batch",
                .value = "FILE",
                .help = "a line {\"id\", \"query\"} for each query, answered by a line of JSON; - "
                        "is stdin"},
    cli::Option{.names = "--check",
                .value = "",
                .help = "of fmt: writes nothing and lists the files that would change; exit 1 if "
                        "there are any"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc kql check totals.kql --schema tables.kql", "checks one query"},
    cli::Example{"adxc kql check --batch queries.jsonl", "for other programs"},
    cli::Example{"adxc kql fmt totals.kql", "one operator a line; comments stay"},
    cli::Example{"adxc kql complete totals.kql 16", "what an editor offers there, as JSON"},
};

}  // namespace

constexpr cli::Command kql{.name = "kql",
                           .summary = "checks and lays out KQL, whatever file it stands in",
                           .options = kOptions,
                           .examples = kExamples,
                           .needs = cli::Needs::Definitions,
                           .run = run};

}  // namespace adxc::commands
