#include "compiler/plan/plan.h"

#include <limits>
#include <random>

#include <doctest/doctest.h>

namespace adxc::plan {
namespace {

Step copy_step() {
  Copy copy;
  copy.source = {
      "FileServer",
      "linkedService/Share",
      "DelimitedText",
      {{"host", std::string("data")},
       {"password", SecretRef{SecretRef::Kind::KeyVault, "https://v.vault.azure.net", "pw", "1"}}},
      {{"firstRowAsHeader", true}},
      {{"maxRows", std::int64_t{9'007'199'254'740'993}}, {"ratio", 0.1}}};
  copy.sink = {"AzureDataExplorer",
               "linkedService/Adx",
               "",
               {{"endpoint", std::string("https://x.kusto.windows.net")},
                {"key", SecretRef{SecretRef::Kind::Environment, "", "ADX_KEY", ""}}},
               {{"table", std::string("Orders")}},
               {}};
  copy.mapping = {{"Id", "", 0, "", "OrderId", "Int64"}, {"", "", 2, "", "Note", ""}};
  Step step;
  step.address = "pipeline/Nightly/activity/CopyOrders";
  step.name = "CopyOrders";
  step.type = "Copy";
  step.origin = "pipeline/Nightly.json:14";
  step.action = copy;
  step.timeout_ticks = 432'000'000'001;
  step.retries = 2;
  return step;
}

Step command_step() {
  Step step;
  step.address = "pipeline/Nightly/activity/Prepare";
  step.name = "Prepare";
  step.type = "AzureDataExplorerCommand";
  step.origin = "pipeline/Nightly.json:3";
  step.action =
      Command{{"AzureDataExplorer", "linkedService/Adx", "", {}, {}, {}}, ".show tables\n| count"};
  step.timeout_ticks = 12'000'000'000;
  return step;
}

Plan small_plan() {
  Plan plan;
  plan.pipeline = "Nightly";
  plan.parameters = {{"day", "2026-11-01"}};
  plan.steps = {command_step(), copy_step()};
  plan.edges = {{StepId{0}, StepId{1}, 5}};
  seal(plan);
  return plan;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

std::string problem(const std::string& json) {
  const auto plan = read(json);
  REQUIRE_FALSE(plan.has_value());
  return plan.error().text();
}

/// Random words with everything JSON has to escape.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Plan plan() {
    Plan plan;
    plan.pipeline = word();
    for (std::uint64_t i = below(4); i > 0; --i) plan.parameters[word()] = word();
    const std::uint64_t steps = below(6);
    for (std::uint64_t i = 0; i < steps; ++i) plan.steps.push_back(step(i));
    for (std::uint32_t to = 1; to < steps; ++to) {
      const auto from = static_cast<std::uint32_t>(below(to));
      plan.edges.push_back({StepId{from}, StepId{to}, static_cast<std::uint8_t>(1 + below(15))});
    }
    seal(plan);
    return plan;
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  std::string word() {
    static constexpr std::string_view kPieces[] = {"a", "B", "\"",   "\\", "\n", "\t",
                                                   "é", "😀", "\x01", "{",  "$",  ""};
    std::string text = "w";
    for (std::uint64_t i = below(8); i > 0; --i) text += kPieces[below(std::size(kPieces))];
    return text;
  }
  Value value() {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    switch (below(7)) {
      case 0: return below(2) == 0;
      case 1: return static_cast<std::int64_t>(random_());
      case 2: return static_cast<double>(static_cast<std::int64_t>(random_())) / 3.0;
      case 3: return below(2) == 0 ? kInfinity : -kInfinity;
      case 4: return SecretRef{SecretRef::Kind::KeyVault, word(), word(), word()};
      case 5: return SecretRef{SecretRef::Kind::Environment, "", word(), ""};
      default: return word();
    }
  }
  Settings settings() {
    Settings settings;
    for (std::uint64_t i = below(5); i > 0; --i) settings[word()] = value();
    return settings;
  }
  Endpoint endpoint() { return {word(), word(), word(), settings(), settings(), settings()}; }
  ColumnMap column() {
    ColumnMap column{"", "", 0, word(), word(), word()};
    switch (below(3)) {
      case 0: column.source_name = word(); break;
      case 1: column.source_path = word(); break;
      default: column.source_ordinal = static_cast<std::int64_t>(1 + below(99));
    }
    return column;
  }
  Step step(std::uint64_t index) {
    Step step;
    step.address = word() + std::to_string(index);
    step.name = word();
    step.type = word();
    step.origin = word();
    step.timeout_ticks = static_cast<std::int64_t>(below(1'000'000'000'000'000));
    step.retries = static_cast<std::int64_t>(below(10));
    if (below(2) == 0)
      step.action = Command{endpoint(), word()};
    else
      step.action =
          Copy{endpoint(), endpoint(), {column(), column()}, below(2) == 0, below(2) == 0};
    return step;
  }

  std::mt19937_64 random_;
};

TEST_CASE("settings answer only with the type that is asked for") {
  const Settings settings = {{"t", std::string("x")},
                             {"f", true},
                             {"n", std::int64_t{7}},
                             {"s", SecretRef{SecretRef::Kind::Environment, "", "KEY", ""}}};
  CHECK(text(settings, "t") == "x");
  CHECK(text(settings, "f", "other") == "other");
  CHECK(flag(settings, "f"));
  CHECK(flag(settings, "absent", true));
  CHECK(number(settings, "n") == 7);
  CHECK(number(settings, "t", -1) == -1);
  REQUIRE(secret(settings, "s") != nullptr);
  CHECK(secret(settings, "s")->name == "KEY");
  CHECK(secret(settings, "t") == nullptr);
  CHECK(unknown({{"a", true}, {"b.c", true}, {"b", true}}, {"a", "b."}) ==
        std::vector<std::string_view>{"b"});
}

TEST_CASE("what is written is read back, byte for byte") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    const std::string written = write(Maker(seed).plan());
    const auto again = read(written);
    REQUIRE_MESSAGE(again.has_value(), again.error().text());
    REQUIRE(write(*again) == written);
  }
}

TEST_CASE("every kind of value survives") {
  const Plan plan = small_plan();
  const auto again = read(write(plan));
  REQUIRE(again.has_value());
  const auto& source = std::get<Copy>(again->steps[1].action).source;
  CHECK(source.connection == std::get<Copy>(plan.steps[1].action).source.connection);
  CHECK(number(source.use, "maxRows") == 9'007'199'254'740'993);
  CHECK(again->steps[1].timeout_ticks == 432'000'000'001);
  CHECK(again->edges[0].conditions == 5);
}

TEST_CASE("the same plan has the same digest and another one has another") {
  Plan plan = small_plan();
  const std::string digest = plan.digest;
  CHECK(digest.size() == 64);
  seal(plan);
  CHECK(plan.digest == digest);
  plan.steps[0].retries = 1;
  seal(plan);
  CHECK(plan.digest != digest);
}

TEST_CASE("a plan that was changed by hand is refused") {
  const std::string json = write(small_plan());
  CHECK(problem(replaced(json, "\"Orders\"", "\"Others\"")).find("was changed after") !=
        std::string::npos);
  CHECK(problem(replaced(json, "\"retry\": 2", "\"retry\": 2, \"retri\": 3")) ==
        "steps[1]: unknown member `retri`, expected one of `retry`, `copy`, `name`, `origin`, "
        "`type`, `address`, `timeout`, `command` or `retryIntervalInSeconds`");
}

TEST_CASE("what is wrong is named with its place") {
  const std::string json = write(small_plan());
  CHECK(problem("") == "plan: this is not JSON");
  CHECK(problem("[1]") == "plan: an object is wanted");
  CHECK(problem(std::string(100, '[')) == "plan: nested too deeply");
  CHECK(problem(replaced(json, "\"1.0\"", "\"2.0\"")) ==
        "the plan has format version `2.0`, this adxc reads `1.0`");
  CHECK(problem(replaced(json, "\"retry\": 2", "\"retry\": -2")) ==
        "steps[1]: retries and their interval cannot be negative");
  CHECK(problem(replaced(json, "\"retry\": 2", "\"retry\": 1e3")) ==
        "steps[1].retry: a whole number of 64 bits is wanted");
  CHECK(problem(replaced(json, "\"retry\": 2", "\"retry\": 2, \"retry\": 2")) ==
        "plan: member `retry` is there twice");
  CHECK(problem(replaced(json, "\"from\": 0", "\"from\": 1")) ==
        "edges[0]: a step may only wait for an earlier one");
  CHECK(problem(replaced(json, "\"to\": 1", "\"to\": 9")) ==
        "edges[0]: it leads to a step that is not there");
  CHECK(problem(replaced(json, "\"Succeeded\"", "\"Done\"")) ==
        "edges[0].conditions: unknown condition `Done`");
  CHECK(problem(replaced(json, "\"sourceName\": \"Id\",", "")) ==
        "steps[1]: column `OrderId` wants exactly one of `sourceName`, `sourcePath` and "
        "`sourceOrdinal`");
  CHECK(problem(replaced(json, "\"environmentSecret\"", "\"plainSecret\"")) ==
        "steps[1].copy.sink.connection.key: unknown kind of value `plainSecret`");
  CHECK(problem(replaced(json, "\"timeout\": \"00:20:00\"", "\"timeout\": \"soon\"")) ==
        "steps[0].timeout: a timespan d.hh:mm:ss is wanted");
}

TEST_CASE("no cut-off plan is accepted and none crashes the reader") {
  const std::string json = write(small_plan());
  for (std::size_t size = 0; size + 2 < json.size(); ++size)
    REQUIRE_FALSE(read(std::string_view(json).substr(0, size)).has_value());
}

TEST_CASE("the description names steps, places and secrets") {
  const std::string text = describe(small_plan());
  INFO(text);
  CHECK(text.find("pipeline Nightly: 2 steps\nparameter day: 2026-11-01\n") == 0);
  CHECK(text.find("\n2. Copy CopyOrders\n   address   pipeline/Nightly/activity/CopyOrders\n") !=
        std::string::npos);
  CHECK(text.find("\n   mapping   Id -> OrderId (Int64)\n             column 2 -> Note\n") !=
        std::string::npos);
  CHECK(text.find("\n   timeout   12:00:00.0000001, 2 retries, 30 s apart\n") != std::string::npos);
  CHECK(text.find("\n   after     step 1 Prepare: Succeeded or Skipped\n") != std::string::npos);
  CHECK(text.find("\n   secrets   environment variable `ADX_KEY`\n"
                  "             secret `pw` version 1 of https://v.vault.azure.net\n") !=
        std::string::npos);
  CHECK(text.find("\n   command   .show tables\n             | count\n") != std::string::npos);
  CHECK(text.find("\nsealed: sha256 " + small_plan().digest + "\n") != std::string::npos);
}

}  // namespace
}  // namespace adxc::plan
