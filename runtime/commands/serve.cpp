#include <array>
#include <charconv>
#include <csignal>
#include <optional>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "compiler/cli/run.h"
#include "runtime/commands/runtime_commands.h"
#include "runtime/server/local_engine.h"
#include "runtime/sys/world.h"

namespace adxc::commands {

extern const cli::Command serve;

namespace {

constexpr std::array kOptions = {
    cli::Option{.names = "--port",
                .value = "N",
                .help = "port to listen on; 0 takes a free one (default 8080)"},
    cli::Option{.names = "--host",
                .value = "ADDRESS",
                .help = "address to listen on (default 127.0.0.1); others can read and write if it "
                        "is not loopback"},
    cli::Option{
        .names = "--store", .value = "DIR", .help = "where the data is kept (default .adxc/local)"},
    cli::Option{.names = "--database",
                .value = "NAME",
                .help = "make sure of this database (default NetDefaultDB)",
                .many = true},
};

constexpr std::array kExamples = {
    cli::Example{"adxc serve", "an ADX-compatible engine on http://127.0.0.1:8080"},
    cli::Example{"adxc serve --port 0 --database Logs",
                 "on any free port, with a database named Logs"},
};

/// Signals that end the program; blocked in every thread and waited for in this one.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    for (int number : {SIGINT, SIGTERM}) sigaddset(&signals_, number);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  int wait() const {
    int number = 0;
    sigwait(&signals_, &number);
    return number;
  }

 private:
  sigset_t signals_{};
};

std::optional<int> port_number(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 0 || port > 65535)
    return std::nullopt;
  return port;
}

int run_serve(const cli::Arguments& arguments, cli::Context& context) {
  const auto port = port_number(arguments.text("port", "8080"));
  if (!port) return cli::misuse(context, "`--port` wants a number from 0 to 65535");
  std::vector<std::string> databases = arguments.all("database");
  if (databases.empty()) databases.emplace_back("NetDefaultDB");
  server::Options options;
  options.host = arguments.text("host", options.host);
  options.port = *port;
  const std::string store = arguments.text("store", ".adxc/local");

  const StopSignals signals;
  const auto local = server::start_local_engine(store, databases, *context.world->random, options);
  if (!local) return cli::misuse(context, local.error().text());
  fmt::print(context.out, "serving {}\n", local->server->url());
  context.out.flush();
  fmt::print(context.err, "data in {}, databases: {}; stop with Ctrl-C\n", store,
             fmt::join(local->engine->databases(), ", "));
  return 128 + signals.wait();
}

}  // namespace

const cli::Command serve{
    .name = "serve",
    .summary = "answer the Kusto REST API from the embedded engine",
    .options = kOptions,
    .examples = kExamples,
    .needs = cli::Needs::World,
    .run = run_serve,
};

}  // namespace adxc::commands
