#include <doctest/doctest.h>

#include "compiler/expr/functions.h"
#include "compiler/expr/parser.h"
#include "compiler/expr/types.h"

using namespace adxc;
using namespace adxc::expr;

namespace {

struct Parsed {
  text::SourceMap sources;
  diag::Sink sink;
  Tree tree;

  explicit Parsed(std::string_view words) {
    const text::SourceFile& file = sources.add("a.json", std::string(words));
    const text::Span all{file.id, 0, static_cast<std::uint32_t>(words.size())};
    tree = parse(text::Fragment::verbatim(words, all), "/p", sink);
  }
  std::string finding() const {
    if (sink.all().empty()) return "";
    const diag::Diagnostic& first = sink.all().front();
    return std::string(first.rule.slug) + " " + std::to_string(first.place.span.begin) + "-" +
           std::to_string(first.place.span.end) + ": " + first.message;
  }
};

const Values kParameters = {{"back", 7}, {"region", "eu"}, {"cfg", Value{{"Table", "Orders"}}}};
const Values kGlobals = {{"env", "uat"}};

std::string value_of(std::string_view words) {
  const Parsed parsed(words);
  if (!parsed.tree.sound()) return parsed.finding();
  Scope scope;
  scope.parameters = &kParameters;
  scope.global_parameters = &kGlobals;
  scope.pipeline = "Nightly";
  const Evaluation value = evaluate(parsed.tree, scope);
  if (value) return value->dump();
  const text::Span span = parsed.tree[value.error().node].span;
  return std::string(value.error().kind == Failure::Kind::Wrong       ? "wrong "
                     : value.error().kind == Failure::Kind::AtRunTime ? "run "
                                                                      : "not known ") +
         std::to_string(span.begin) + "-" + std::to_string(span.end) + ": " + value.error().message;
}

}  // namespace

TEST_CASE("what begins with @ or holds @{ is an expression") {
  CHECK(is_expression("@x"));
  CHECK(is_expression("a@{x}"));
  CHECK_FALSE(is_expression(" @x"));
  CHECK_FALSE(is_expression("a@b"));
}

TEST_CASE("forms of text") {
  CHECK(value_of("plain") == "\"plain\"");
  CHECK(value_of("@@plain") == "\"@plain\"");
  CHECK(value_of("a@@{b}") == "\"a@{b}\"");
  CHECK(value_of("@concat('it''s ', 1)") == "\"it's 1\"");
  CHECK(value_of("orders_@{pipeline().parameters.region}_@{add(1, 2)}.csv") ==
        "\"orders_eu_3.csv\"");
  CHECK(value_of("@{pipeline().parameters.back}") == "\"7\"");
  CHECK(value_of("@pipeline().parameters.back") == "7");
  CHECK(value_of("@ \n TRUE ") == "true");
  CHECK(value_of("@-1.5") == "-1.5");
}

TEST_CASE("access") {
  CHECK(value_of("@pipeline().Parameters.CFG.table") == "\"Orders\"");
  CHECK(value_of("@pipeline().parameters['cfg']['Table']") == "\"Orders\"");
  CHECK(value_of("@pipeline().parameters?.missing?.thing") == "null");
  CHECK(value_of("@createArray(1, 2)[1]") == "2");
  CHECK(value_of("@createArray(1, 2)?[5]") == "null");
  CHECK(value_of("@createArray(1, 2)[5]") == "wrong 1-21: there is no element 5 in an array of 2");
  CHECK(value_of("@pipeline().globalParameters.env") == "\"uat\"");
  CHECK(value_of("@pipeline().Pipeline") == "\"Nightly\"");
  CHECK(value_of("@pipeline().parameters.none") == "wrong 1-27: there is no `none`");
}

TEST_CASE("what only a run knows is named") {
  CHECK(value_of("@concat('a', utcNow())") == "run 13-21: utcNow()");
  CHECK(value_of("@pipeline().RunId") == "run 1-17: pipeline().RunId");
  CHECK(value_of("@activity('Look').output.firstRow.x") == "run 1-17: activity()");
  CHECK(value_of("@xpath('a', 'b')") == "not known 1-16: xpath()");
  CHECK(value_of("@if(true, 1, utcNow())") == "1");
}

TEST_CASE("mistakes stand at their place") {
  CHECK(Parsed("@concat('a', 'b'").finding() ==
        "expression-syntax 16-16: found the end of the text, wanted `,` or `)`");
  CHECK(Parsed("@concat('a, b)").finding() ==
        "expression-syntax 8-9: found a text that never ends, wanted `'` at its end");
  CHECK(Parsed("@concat(\"a\")").finding() ==
        "expression-syntax 8-9: found `\"`, wanted a function, a text or a number");
  CHECK(Parsed("x @{concat('a'} y").finding() ==
        "expression-syntax 14-15: found `}`, wanted `,` or `)`");
  CHECK(Parsed("@concat('a') + 1").finding() ==
        "expression-syntax 13-14: found `+`, wanted the end of the expression");
  CHECK(Parsed("@concatt('a')").finding() ==
        "unknown-function 1-8: `concatt` is no function of the expression language; did you mean "
        "`concat`?");
  CHECK(Parsed("@and(true, true, false)").finding() ==
        "argument-count 1-23: `and` takes 2 arguments, found 3");
  CHECK(Parsed("@substring('a')").finding() ==
        "argument-count 1-15: `substring` takes 2 to 3 arguments, found 1");
  CHECK(Parsed("@").finding() ==
        "expression-syntax 1-1: found the end of the text, wanted a function, a text or a number");
}

TEST_CASE("deep and long text ends in a finding, not in a crash") {
  CHECK(Parsed("@" + std::string(100'000, '(')).finding().starts_with("expression-syntax"));
  std::string nested = "@";
  for (int i = 0; i < 3000; ++i) nested += "not(";
  CHECK(Parsed(nested).finding().find("levels of nesting") != std::string::npos);
  std::string chain = "@item()";
  for (int i = 0; i < 3000; ++i) chain += ".a";
  CHECK(Parsed(chain).finding().find("levels of nesting") != std::string::npos);
  const std::string json = "@json('" + std::string(5000, '[') + "')";
  CHECK(value_of(json).find("no JSON") != std::string::npos);
}

TEST_CASE("every example of the function table gives its value") {
  std::size_t tried = 0;
  for (const Function& function : functions()) {
    if (function.example.empty()) continue;
    CAPTURE(function.example);
    CHECK(value_of("@" + std::string(function.example)) ==
          value_of("@" + std::string(function.value)));
    CHECK(value_of("@" + std::string(function.example)).find("wrong") == std::string::npos);
    ++tried;
  }
  CHECK(tried > 70);
}

TEST_CASE("functions at their edges") {
  CHECK(value_of("@div(-9223372036854775808, -1)").starts_with("wrong"));
  CHECK(value_of("@mod(1, 0)") == "wrong 8-9: a division by zero");
  CHECK(value_of("@length('a😀')") == "3");
  CHECK(value_of("@substring('a😀b', 3)") == "\"b\"");
  CHECK(value_of("@toUpper('ä')").starts_with("not known"));
  CHECK(value_of("@int('1.5')").starts_with("wrong"));
  CHECK(value_of("@string(true)") == "\"True\"");
  CHECK(value_of("@equals(1, 1.0)") == "true");
  CHECK(value_of("@greater('a', 1)").starts_with("wrong"));
  CHECK(value_of("@addDays('9999-12-31', 1)").starts_with("wrong"));
  CHECK(value_of("@convertFromUtc('2026-11-22', 'Tokyo Standard Time')").starts_with("not known"));
  CHECK(value_of("@formatDateTime('2026-11-22T15:04:05.1234567Z', 'ddd d MMM yy, h:mm tt ffF "
                 "\"at\" z')") == "\"Sun 22 Nov 26, 3:04 PM 121 at +0\"");
  CHECK(value_of("@formatDateTime('2026-11-22', 'q')").starts_with("wrong"));
}

TEST_CASE("names that an expression uses") {
  const Parsed parsed(
      "@concat(variables('v'), activity('A b').output.x, "
      "pipeline().parameters.p, pipeline().globalParameters['g'], dataset().d, item())");
  const std::vector<Use> found = parsed.tree.uses;
  REQUIRE(found.size() == 6);
  CHECK(found[0].name == "v");
  CHECK(found[1].kind == Use::Kind::Activity);
  CHECK(found[1].name == "A b");
  CHECK(found[2].kind == Use::Kind::PipelineParameter);
  CHECK(found[3].name == "g");
  CHECK(found[4].kind == Use::Kind::DatasetParameter);
  CHECK(found[5].kind == Use::Kind::Item);
}

namespace {

Names declared_names() {
  Names names;
  names.declared = [](Use::Kind, std::string_view name) {
    if (name == "flag") return kBool;
    return name == "list" ? kArray : name == "n" ? kInt : kText;
  };
  names.output = [](std::string_view name) {
    return find_shape(name);
  };
  return names;
}

/// What the types of an expression have against it: the slugs and places, or the type it has.
std::string typed(std::string_view words_of_it) {
  Parsed parsed(words_of_it);
  const Names names = declared_names();
  check_types(parsed.tree, names, parsed.sink);
  if (parsed.sink.all().empty()) return words(infer(parsed.tree, names).types);
  std::string all;
  for (const diag::Diagnostic& one : parsed.sink.all()) {
    all += std::string(one.rule.slug) + " " + std::to_string(one.place.span.begin) + "-" +
           std::to_string(one.place.span.end) + ";";
  }
  return all;
}

}  // namespace

TEST_CASE("types follow from literals, functions and declarations") {
  CHECK(typed("@concat('a', 1)") == "a text");
  CHECK(typed("a @{1}") == "a text");
  CHECK(typed("@add(1, 2)") == "a whole number");
  CHECK(typed("@add(1, 2.5)") == "a number");
  CHECK(typed("@if(true, 1, 'a')") == "a text or a whole number");
  CHECK(typed("@coalesce(null, 'a')") == "a text or null");
  CHECK(typed("@take(pipeline().parameters.list, 2)") == "an array");
  CHECK(typed("@activity('Copy').output.rowsCopied") == "a whole number");
  CHECK(typed("@pipeline().RunId") == "a text");
}

TEST_CASE("what is certainly refused is found at its place") {
  CHECK(typed("@not('a')") == "argument-type 5-8;");
  CHECK(typed("@length(pipeline().parameters.n)") == "argument-type 8-31;");
  CHECK(typed("@greater('a', 1)") == "argument-type 1-16;");
  CHECK(typed("@pipeline().parameters.flag.x") == "member-of-value 28-29;");
  CHECK(typed("@pipeline().parameters.list['x']") == "member-of-value 28-31;");
  CHECK(typed("@pipeline().RunID2") == "unknown-system-value 12-18;");
  CHECK(typed("@activity('Copy').output.rowCopied") == "unknown-member 25-34;");
  CHECK(typed("@activity('Copy').rowsCopied") == "unknown-member 18-28;");
  CHECK(typed("@activity('Lookup').output.value") == "lookup-output 27-32;");
  CHECK(typed("@equals(pipeline().parameters.n, '1')") == "never-equal 1-37;");
  CHECK(typed("@concat(pipeline().parameters.list)") == "joined-collection 8-34;");
}

TEST_CASE("what may be right is left alone") {
  CHECK(typed("@length(item().x)") == "a whole number");
  CHECK(typed("@equals(variables('s'), null)") == "true or false");
  CHECK(typed("@activity('Lookup').output?.value") != "lookup-output 28-33;");
  CHECK(typed("@activity('Copy').output.somethingElse") ==
        "a number, a text, true or false, an array, an object or null");
  CHECK(typed("@greater(1, 1.5)") == "true or false");
}

TEST_CASE("evaluation stays within its limits") {
  CHECK(value_of(
            "@replace(replace(replace(replace(replace(replace(replace(replace('aaaaaaaaaa', 'a', "
            "'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', "
            "'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa')")
            .starts_with("not known"));
  CHECK(value_of("@length(union(range(0, 100000), range(5, 100000)))") == "100005");
  CHECK(value_of("@union(range(0, 100000), range(0, 100000), range(0, 100000), range(0, 100000))")
            .starts_with("not known"));
  CHECK(value_of("@union(createArray(1, -1), createArray(1.0))") == "[1,-1]");
  CHECK(value_of("@union(json('[18446744073709551615]'), createArray(-1))") ==
        "[18446744073709551615,-1]");
  CHECK(value_of("@equals(json('{\"a\": 1, \"b\": 2}'), json('{\"b\": 2, \"a\": 1}'))") == "true");
  CHECK(value_of("@intersection(createArray(1, 2, 2), createArray(2))") == "[2]");
}
