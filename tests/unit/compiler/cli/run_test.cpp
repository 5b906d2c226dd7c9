#include "compiler/cli/run.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include <doctest/doctest.h>

using namespace adxc;

namespace {

constexpr std::array<std::string_view, 2> kShapes = {"round", "square"};
constexpr std::array kOptions = {
    cli::Option{"-o,--output", "FMT[=FILE]", "how to print", true},
    cli::Option{"--strict", "", "be strict"},
    cli::Option{"--shape", "SHAPE", "the shape", false, false, kShapes},
    cli::Option{"PATH", "", "what to read", true},
};
constexpr std::array kExamples = {cli::Example{"adxc echo a", "prints a"}};

int echo(const cli::Arguments& arguments, cli::Context& context) {
  for (const auto& value : arguments.all("output")) context.out << "output=" << value << '\n';
  for (const auto& value : arguments.all("PATH")) context.out << "path=" << value << '\n';
  context.out << "strict=" << arguments.flag("strict") << " shape=" << arguments.text("shape", "-")
              << " color=" << context.out_color << '\n';
  return cli::kOk;
}

int explode(const cli::Arguments&, cli::Context&) {
  throw std::runtime_error("boom");
}

constexpr cli::Command kEcho{"echo",    "says it again",         kOptions,
                             kExamples, cli::Needs::Definitions, echo};
constexpr cli::Command kLint{"lint", "checks", {}, {}, cli::Needs::Definitions, explode};
constexpr std::array<const cli::Command*, 2> kTable = {&kEcho, &kLint};

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

Outcome call(std::vector<std::string> words) {
  std::ostringstream out, err;
  std::istringstream in;
  cli::Context context{out, err, in};
  const int code = cli::run(words, kTable, context);
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("options and positionals may be mixed and repeated") {
  const auto outcome = call({"echo", "a", "-o", "json", "--strict", "b", "-osarif=x", "-"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out ==
        "output=json\noutput=sarif=x\npath=a\npath=b\npath=-\nstrict=1 shape=- color=0\n");
  CHECK(call({"echo", "--", "--strict"}).out == "path=--strict\nstrict=0 shape=- color=0\n");
  CHECK(call({"echo", "[a,b]", "-o", "[c,d]"}).out ==
        "output=[c,d]\npath=[a,b]\nstrict=0 shape=- color=0\n");
  CHECK(call({"echo", "--color=always"}).out == "strict=0 shape=- color=1\n");
}

TEST_CASE("mistakes of use exit 2 and say what was meant") {
  CHECK(call({"lnit"}).err == "adxc: `lnit` is not a command; did you mean `lint`?\n");
  CHECK(call({"zzzzzz"}).err ==
        "adxc: `zzzzzz` is not a command; `adxc help` lists the commands\n");
  const auto option = call({"echo", "--strct"});
  CHECK(option.code == cli::kCouldNotRun);
  CHECK(option.err == "adxc: echo: `--strct` is not an option here; did you mean `--strict`?\n");
  CHECK(option.out.empty());
  CHECK(call({"echo", "--shape", "sqare"}).err ==
        "adxc: echo: `sqare` is not a value of --shape; expected `square` or `round`\n");
  CHECK(call({"echo", "--shape", "round", "--shape", "round"}).code == cli::kCouldNotRun);
  CHECK(call({"echo", "-o"}).code == cli::kCouldNotRun);
  CHECK(call({"lint", "extra"}).err == "adxc: lint: `extra` is one argument too many\n");
}

TEST_CASE("no argument prints ten lines at most, help begins with examples") {
  const auto alone = call({});
  CHECK(alone.code == cli::kOk);
  CHECK(std::count(alone.out.begin(), alone.out.end(), '\n') <= 10);
  const auto help = call({"echo", "--help"});
  CHECK(help.out.find("adxc echo a") < help.out.find("usage: adxc echo [options] [PATH…]"));
  CHECK(call({"help", "echo"}).out == help.out);
}

TEST_CASE("an exception is a bug of ours") {
  const auto outcome = call({"lint"});
  CHECK(outcome.code == cli::kBug);
  CHECK(outcome.err == "adxc: this is a bug in adxc: boom\n");
}
