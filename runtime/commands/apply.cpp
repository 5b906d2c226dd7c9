#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "runtime/commands/runtime_commands.h"
#include "runtime/exec/run.h"
#include "runtime/exec/views.h"
#include "runtime/server/local_engine.h"
#include "runtime/sys/world.h"

namespace adxc::commands {

extern const cli::Command apply;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStoreType = "AzureDataExplorer";
constexpr std::size_t kLargestPlan = std::size_t{64} << 20;

constexpr std::array kOptions = {
    cli::Option{.names = "PATH",
                .value = "",
                .help = "a plan file, or a factory's folder or files to plan first (default .)",
                .many = true},
    cli::Option{
        .names = "--local",
        .value = "",
        .help = "the embedded engine stands in for every Azure Data Explorer linked service"},
    cli::Option{.names = "--store",
                .value = "DIR",
                .help = "where it keeps its data (default .adxc/local)"},
    cli::Option{.names = "--pipeline",
                .value = "NAME",
                .help = "the pipeline to run; may be left out when there is only one"},
    cli::Option{.names = "--parameter",
                .value = "NAME=VALUE",
                .help = "a value for a parameter of the pipeline; arrays and objects as JSON",
                .many = true},
    cli::Option{.names = "--base",
                .value = "DIR",
                .help = "relative hosts of file servers are below it (default: the definitions' "
                        "folder; the working folder for a plan)"},
    cli::Option{.names = "--journal",
                .value = "FILE",
                .help = "what was done, step by step (default .adxc/journal.db)"},
    cli::Option{.names = "--parallel",
                .value = "N",
                .help = "steps that may run at the same time (default 4)"},
    cli::Option{.names = "--result",
                .value = "FILE",
                .help = "writes the run's result as JSON, - to stdout"},
    cli::Option{.names = "--json",
                .value = "",
                .help = "events as JSON lines on stdout instead of progress"},
};

constexpr std::array kExamples = {
    cli::Example{"adxc apply --local examples/quickstart", "plan and run on the embedded engine"},
    cli::Example{"adxc apply run.plan", "carries out a plan that `adxc plan --out run.plan` wrote"},
};

/// Turns the first SIGINT or SIGTERM into a wish to stop after what is under way; a second ends the
/// program at once. Both are blocked in all other threads, which must begin later.
class StopWatch {
 public:
  StopWatch() {
    sigemptyset(&signals_);
    for (int number : {SIGINT, SIGTERM}) sigaddset(&signals_, number);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread([this] { watch(); });
  }
  ~StopWatch() {
    done_ = true;
    thread_.join();
  }
  const std::atomic<bool>& wanted() const { return wanted_; }
  int signal() const { return signal_; }

 private:
  void watch() {
    constexpr timespec kLook = {0, 100'000'000};
    while (!done_) {
      const int number = sigtimedwait(&signals_, nullptr, &kLook);
      if (number <= 0) continue;
      if (wanted_) _exit(128 + number);  // the journal is right at every moment
      signal_ = number;
      wanted_ = true;
    }
  }

  sigset_t signals_{};
  std::atomic<bool> done_ = false;
  std::atomic<bool> wanted_ = false;
  std::atomic<int> signal_ = 0;
  std::thread thread_;
};

/// The plan file that the only path names; nothing when it names something else.
std::optional<std::string> plan_text(const std::vector<std::string>& paths) {
  if (paths.size() != 1 || !fs::is_regular_file(paths[0])) return std::nullopt;
  const fs::path path = paths[0];
  if (path.extension() == ".yaml" || path.extension() == ".yml" ||
      fs::file_size(path) > kLargestPlan)
    return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  // Definitions have no digest at their top; plan::read() then says what is wrong with a plan.
  const bool is_plan =
      path.extension() != ".json" || text.find("\n  \"digest\"") != std::string::npos;
  return is_plan ? std::optional(std::move(text)) : std::nullopt;
}

tl::expected<plan::Plan, int> plan_to_apply(const cli::Arguments& arguments,
                                            cli::Context& context) {
  if (const auto text = plan_text(arguments.all("PATH"))) {
    auto plan = plan::read(*text);
    if (plan) return std::move(*plan);
    return tl::unexpected(cli::misuse(context, plan.error().text()));
  }
  const auto parameters = parameters_of(arguments.all("parameter"));
  if (!parameters) return tl::unexpected(cli::misuse(context, parameters.error().text()));
  return make_plan(arguments.all("PATH"), {arguments.text("pipeline"), *parameters}, context);
}

/// Where relative hosts of file servers begin.
std::string base_folder(const cli::Arguments& arguments) {
  if (const std::string base = arguments.text("base"); !base.empty()) return base;
  const auto& paths = arguments.all("PATH");
  if (paths.empty() || plan_text(paths)) return ".";
  const fs::path first = paths[0];
  if (fs::is_directory(first)) return first.string();
  return first.has_parent_path() ? first.parent_path().string() : ".";
}

/// The clusters and databases that a plan talks to.
struct Targets {
  std::set<std::string> endpoints;
  std::map<std::string, std::string> databases;  // name → endpoint
};

Result<void> add_target(Targets& targets, const plan::Endpoint& endpoint) {
  if (endpoint.store != kStoreType) return {};
  const std::string url = plan::text(endpoint.connection, "endpoint");
  const std::string database = plan::text(endpoint.connection, "database");
  const auto [known, added] = targets.databases.emplace(database, url);
  targets.endpoints.insert(url);
  if (added || known->second == url) return {};
  return fail(
      ErrorKind::Unsupported,
      fmt::format(
          "the embedded engine keeps databases by name, and `{}` is on two clusters, `{}` and `{}`",
          database, known->second, url));
}

Result<Targets> targets_of(const plan::Plan& plan) {
  Targets targets;
  for (const plan::Step& step : plan.steps) {
    if (const auto* copy = std::get_if<plan::Copy>(&step.action)) {
      ADXC_TRY(add_target(targets, copy->source));
      ADXC_TRY(add_target(targets, copy->sink));
    } else {
      ADXC_TRY(add_target(targets, std::get<plan::Command>(step.action).target));
    }
  }
  return targets;
}

/// Starts the embedded engine and sends every cluster of the plan there.
Result<server::LocalEngine> stand_in(const plan::Plan& plan, const std::string& store,
                                     sys::World& world, exec::Options& options) {
  ADXC_LET(targets, targets_of(plan));
  std::vector<std::string> databases;
  for (const auto& [name, endpoint] : targets.databases) databases.push_back(name);
  ADXC_LET(local, server::start_local_engine(store, databases, *world.random,
                                             {.keep_connections = false}));
  for (const std::string& endpoint : targets.endpoints)
    options.redirects[endpoint] = local.server->url();
  return std::move(local);
}

Result<void> keep_result(const exec::Run& run, const std::string& file, cli::Context& context) {
  if (file.empty()) return {};
  if (file != "-") return write_file(file, exec::run_json(run));
  context.out << exec::run_json(run);
  return {};
}

int exit_code(const exec::Run& run, const StopWatch& stop) {
  if (stop.signal() != 0) return 128 + stop.signal();
  if (run.status != exec::Status::Succeeded) return cli::kFindings;
  for (const exec::StepRun& step : run.steps) {
    if (step.counts.rows_skipped > 0) return cli::kRowsSkipped;
  }
  return cli::kOk;
}

std::unique_ptr<exec::Observer> view_for(const cli::Arguments& arguments, cli::Context& context) {
  if (arguments.flag("json")) return std::make_unique<exec::JsonView>(context.out);
  return std::make_unique<exec::ProgressView>(context.err, context.err_is_terminal, context.width);
}

int carry_out(const plan::Plan& plan, exec::Options& options, const cli::Arguments& arguments,
              cli::Context& context) {
  const StopWatch stop;
  options.cancel = &stop.wanted();
  std::optional<server::LocalEngine> local;
  if (arguments.flag("local")) {
    auto started = stand_in(plan, arguments.text("store", ".adxc/local"), *context.world, options);
    if (!started) return cli::misuse(context, started.error().text());
    local = std::move(*started);
  }
  const auto view = view_for(arguments, context);
  const auto run = exec::execute(plan, *context.world, *view, options);
  if (!run) return cli::misuse(context, run.error().text());
  const auto kept = keep_result(*run, arguments.text("result"), context);
  if (!kept) return cli::misuse(context, kept.error().text());
  return exit_code(*run, stop);
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  exec::Options options;
  const std::string parallel = arguments.text("parallel", "4");
  const auto parsed =
      std::from_chars(parallel.data(), parallel.data() + parallel.size(), options.parallelism);
  if (parsed.ptr != parallel.data() + parallel.size() || options.parallelism < 1 ||
      options.parallelism > 64) {
    return cli::misuse(context, "`--parallel` wants a number from 1 to 64");
  }
  const auto plan = plan_to_apply(arguments, context);
  if (!plan) return plan.error();
  options.base_folder = base_folder(arguments);
  options.journal = arguments.text("journal", ".adxc/journal.db");
  context.err << fmt::format("plan {}\n", plan->digest);
  return carry_out(*plan, options, arguments, context);
}

}  // namespace

const cli::Command apply{
    .name = "apply",
    .summary = "carries out a plan: moves the rows, runs the commands",
    .options = kOptions,
    .examples = kExamples,
    .needs = cli::Needs::World,
    .run = run,
};

}  // namespace adxc::commands
