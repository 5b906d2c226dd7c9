#include <array>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "runtime/adx/client.h"
#include "runtime/commands/runtime_commands.h"
#include "runtime/encoding/result_printer.h"
#include "runtime/server/local_engine.h"
#include "runtime/sys/world.h"

namespace adxc::commands {

extern const cli::Command query;

namespace {

constexpr std::array<std::string_view, 3> kForms = {"text", "csv", "json"};

constexpr std::array kOptions = {
    cli::Option{.names = "KQL",
                .value = "",
                .help = "query, or management command with its dot; - reads it from stdin"},
    cli::Option{.names = "--local", .value = "", .help = "ask the embedded engine"},
    cli::Option{.names = "--store", .value = "DIR", .help = "its data (default .adxc/local)"},
    cli::Option{
        .names = "--endpoint", .value = "URL", .help = "ask this cluster, or an adxc serve"},
    cli::Option{.names = "--database", .value = "NAME", .help = "database (default NetDefaultDB)"},
    cli::Option{.names = "-o,--output",
                .value = "FORM",
                .help = "text, csv or json (one object a line)",
                .choices = kForms},
    cli::Option{.names = "--no-truncation",
                .value = "",
                .help = "lift the limit of 500,000 rows and 64 MB"},
};

constexpr std::array kExamples = {
    cli::Example{"adxc query --local --database Samples 'Weather | count'", "the embedded engine"},
    cli::Example{"adxc query --endpoint https://help.kusto.windows.net --database Samples "
                 "'StormEvents | take 5'",
                 "a cluster; signs in as AZURE_CLIENT_ID, or with the managed identity"},
};

/// Hands a result on to a printer.
class PrintingSink : public adx::TableSink {
 public:
  explicit PrintingSink(encoding::ResultPrinter& printer) : printer_(printer) {}
  Result<void> begin(const rows::Schema& schema) override {
    printer_.begin(schema);
    return {};
  }
  Result<void> batch(rows::Batch& batch) override {
    printer_.batch(batch);
    return {};
  }

 private:
  encoding::ResultPrinter& printer_;
};

/// The service principal of the usual variables, or the machine's managed identity; nobody on
/// loopback.
std::optional<auth::Identity> identity_for(const std::string& endpoint,
                                           sys::Environment& environment) {
  if (sys::is_loopback(endpoint)) return std::nullopt;
  auth::Identity identity;
  identity.client_id = environment.variable("AZURE_CLIENT_ID").value_or("");
  identity.tenant = environment.variable("AZURE_TENANT_ID").value_or("");
  if (!identity.tenant.empty() && environment.variable("AZURE_CLIENT_SECRET")) {
    identity.kind = auth::Identity::Kind::ClientSecret;
    identity.secret = {plan::SecretRef::Kind::Environment, "", "AZURE_CLIENT_SECRET", ""};
  }
  return identity;
}

encoding::ResultForm form_named(std::string_view name) {
  if (name == "csv") return encoding::ResultForm::Csv;
  return name == "json" ? encoding::ResultForm::JsonLines : encoding::ResultForm::Text;
}

Result<void> ask(adx::Client& client, const std::string& text, bool no_truncation,
                 encoding::ResultPrinter& printer) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start != std::string::npos && text[start] == '.') {
    ADXC_LET(table, client.manage(text, adx::Effect::Changes, kTicksPerHour));
    printer.begin(table.schema);
    printer.batch(table.rows);
  } else {
    adx::QueryOptions options;
    options.no_truncation = no_truncation;
    PrintingSink sink(printer);
    ADXC_TRY(client.query(text, options, sink));
  }
  printer.end();
  return {};
}

int exit_code(const Error& error) {
  if (error.kind == ErrorKind::Denied) return cli::kLoginRefused;
  return error.kind == ErrorKind::Unavailable ? cli::kTargetUnreachable : cli::kFindings;
}

int run_at(const std::string& endpoint, const cli::Arguments& arguments, cli::Context& context) {
  std::string text = arguments.text("KQL");
  if (text == "-") text.assign(std::istreambuf_iterator<char>(context.in), {});
  auth::Tokens tokens(*context.world);
  adx::Client client(*context.world, tokens,
                     {endpoint, arguments.text("database", "NetDefaultDB"),
                      identity_for(endpoint, *context.world->environment)});
  const auto printer =
      encoding::ResultPrinter::make(form_named(arguments.text("output", "text")), context.out);
  const auto asked = ask(client, text, arguments.flag("no-truncation"), *printer);
  if (asked) return cli::kOk;
  context.err << fmt::format("adxc: {}\n", asked.error().text());
  return exit_code(asked.error());
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string endpoint = arguments.text("endpoint");
  if (arguments.text("KQL").empty())
    return cli::misuse(context, "`query` wants the text of a query");
  if (arguments.flag("local") != endpoint.empty()) {
    return cli::misuse(context, "`query` wants either `--local` or `--endpoint URL`");
  }
  if (!endpoint.empty()) return run_at(endpoint, arguments, context);
  const auto local = server::start_local_engine(
      arguments.text("store", ".adxc/local"), {arguments.text("database", "NetDefaultDB")},
      *context.world->random, {.keep_connections = false});
  if (!local) return cli::misuse(context, local.error().text());
  return run_at(local->server->url(), arguments, context);
}

}  // namespace

const cli::Command query{
    .name = "query",
    .summary = "run KQL or a management command and print the result",
    .options = kOptions,
    .examples = kExamples,
    .needs = cli::Needs::World,
    .run = run,
};

}  // namespace adxc::commands
