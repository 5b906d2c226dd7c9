// Queries, operator by operator, with the rows that Kusto gives.
#include "fixture.h"

namespace adxc::engine {
namespace {

struct Case {
  std::string_view kql;
  std::string_view rows;
};

void check_all(const Fixture& f, std::initializer_list<Case> cases) {
  for (const Case& one : cases) {
    CAPTURE(one.kql);
    CHECK(f.result(one.kql) == one.rows);
  }
}

/// Orders: Id long, Customer string, Amount real, At datetime, Tags dynamic.
void make_orders(const Fixture& f) {
  f.manage(
      ".create table Orders (Id: long, Customer: string, Amount: real, At: datetime, "
      "Tags: dynamic)");
  f.manage(
      ".ingest inline into table Orders <|\n"
      "1,ada,10.5,2024-01-01T10:00:00Z,\"[\"\"a\"\",\"\"b\"\"]\"\n"
      "2,bob,20,2024-01-01T23:59:59.9999999Z,\n"
      "3,ada,,2024-01-02,\"{\"\"k\"\":1}\"\n"
      "4,,NaN,,\n");
}

TEST_CASE("rows, columns and their names") {
  const Fixture f;
  make_orders(f);
  CHECK(f.query("Orders | project Id, Twice = Amount * 2 | where Id < 3") ==
        "Id:long|Twice:real\n1|21.0\n2|40.0");
  check_all(f, {
                   {"Orders | where Customer == 'ada' | project Id", "1\n3"},
                   {"Orders | where Customer != 'ada' | project Id", "2\n4"},
                   {"Orders | where Amount > 5 | project Id", "1\n2"},
                   {"Orders | where isnull(Amount) | project Id", "3"},
                   {"Orders | where Customer in~ ('ADA', 'x') | count", "2"},
                   {"Orders | where Customer !in ('ada') | count", "2"},
                   {"Orders | extend Id = Id + 1 | project Id | take 1", "2"},
                   {"Orders | project-away Amount, At, Tags | where Id == 1", "1|ada"},
                   {"Orders | project Tags[0], Tags.k | take 3", "\"a\"|∅\n∅|∅\n∅|1"},
                   {"Orders | distinct Customer | sort by Customer asc", "\nada\nbob"},
                   {"print 1, x = 'a' == 'A', y = 'a' =~ 'A'", "1|false|true"},
                   {"range i from 1 to 7 step 3", "1\n4\n7"},
                   {"range t from 1h to 2h step 30m", "01:00:00\n01:30:00\n02:00:00"},
                   {"datatable (a: int, b: string) [] | count", "0"},
               });
}

TEST_CASE("sorting puts null below everything and NaN above it") {
  const Fixture f;
  make_orders(f);
  check_all(f, {
                   {"Orders | sort by Amount | project Id", "4\n2\n1\n3"},
                   {"Orders | sort by Amount asc | project Id", "3\n1\n2\n4"},
                   {"Orders | sort by Amount asc nulls last | project Id", "1\n2\n4\n3"},
                   {"Orders | top 2 by Id | project Id", "4\n3"},
                   {"Orders | sort by Customer asc, Id desc | project Id | take 3", "4\n3\n1"},
               });
}

TEST_CASE("summarize") {
  const Fixture f;
  make_orders(f);
  check_all(
      f, {
             {"Orders | summarize count(), sum(Id), dcount(Customer)", "4|10|3"},
             {"Orders | summarize Total = sum(Amount) by Customer | sort by Customer asc",
              "|NaN\nada|10.5\nbob|20.0"},
             {"Orders | where Id > 9 | summarize count(), sum(Id), max(Id), avg(Id), make_list(Id)",
              "0|0|∅|NaN|[]"},
             {"Orders | where Id > 9 | summarize count() by Customer", ""},
             {"Orders | summarize arg_max(Id, Customer, Amount) by isempty(Customer) | "
              "sort by Id asc",
              "false|3|ada|∅\ntrue|4||NaN"},
             {"Orders | summarize make_list(Customer), make_set(Customer)",
              "[\"ada\",\"bob\",\"ada\",\"\"]|[\"ada\",\"bob\",\"\"]"},
             {"Orders | summarize n = count() by bin(At, 1d) | sort by At asc",
              "∅|1\n2024-01-01T00:00:00Z|2\n2024-01-02T00:00:00Z|1"},
             {"Orders | summarize countif(Amount > 5), sumif(Id, Customer == 'ada')", "2|4"},
             {"range i from 1 to 100 step 1 | summarize percentiles(i, 50, 95)", "50|95"},
             {"datatable (a: long) [9223372036854775807, 1] | summarize sum(a)",
              "-9223372036854775808"},
             {"Orders | summarize 2 * count() + 1", "9"},
         });
}

TEST_CASE("joins match null with null") {
  const Fixture f;
  const std::string two =
      "let A = datatable (k: long, a: string) [1, 'x', 1, 'y', 2, 'z', long(null), 'n'];"
      "let B = datatable (k: long, b: string) [1, 'p', 3, 'q', long(null), 'm'];";
  const auto joined_by = [&](const std::string& kind, const std::string& order) {
    return f.result(two + "A | join kind=" + kind + " B on k | sort by " + order);
  };
  CHECK(joined_by("inner", "a asc") == "∅|n|∅|m\n1|x|1|p\n1|y|1|p");
  CHECK(joined_by("leftouter", "a asc") == "∅|n|∅|m\n1|x|1|p\n1|y|1|p\n2|z|∅|");
  CHECK(joined_by("rightouter", "b asc, a asc") == "∅|n|∅|m\n1|x|1|p\n1|y|1|p\n∅||3|q");
  CHECK(joined_by("fullouter", "b asc, a asc") == "2|z|∅|\n∅|n|∅|m\n1|x|1|p\n1|y|1|p\n∅||3|q");
  CHECK(joined_by("leftsemi", "a asc") == "∅|n\n1|x\n1|y");
  CHECK(joined_by("leftanti", "a asc") == "2|z");
  CHECK(joined_by("rightsemi", "b asc") == "∅|m\n1|p");
  CHECK(joined_by("rightanti", "b asc") == "3|q");
  CHECK(f.result(two + "A | join B on k | summarize count()") == "2");
  CHECK(f.result(two + "A | lookup B on k | sort by a asc") == "∅|n|m\n1|x|p\n1|y|p\n2|z|");
}

TEST_CASE("unions line up columns by name") {
  const Fixture f;
  CHECK(f.query("union (print a = 1, b = 'x'), (print b = 'y', c = 2.5) | sort by b asc") ==
        "a:long|b:string|c:real\n1|x|∅\n∅|y|2.5");
  CHECK(f.query("union (print a = 1), (print a = 'x') | sort by a_long asc") ==
        "a_long:long|a_string:string\n∅|x\n1|");
}

TEST_CASE("arithmetic, comparison and null") {
  const Fixture f;
  check_all(f,
            {
                {"print 7 / 2, -7 / 2, -7 % 3, 7 / 0, 7.0 / 0", "3|-3|2|∅|Infinity"},
                {"print 9223372036854775807 + 1", "-9223372036854775808"},
                {"print int(null) == 1, int(null) != 1, int(null) == int(null)", "false|true|∅"},
                {"print real(nan) == real(nan), real(nan) > 1", "false|false"},
                {"print datetime(2024-03-01) - 1tick", "2024-02-29T23:59:59.9999999Z"},
                {"print datetime(2024-03-01) - datetime(2024-02-28), 1d / 1h", "2.00:00:00|24.0"},
                {"print 1.5 * 1h, 1h * 3 / 2", "01:30:00|01:30:00"},
                {"print decimal(0.1) + decimal(0.2), decimal(1) / 3",
                 "0.3|0.3333333333333333333333333333333333"},
                {"print 5 between (1 .. 5), 6 !between (1 .. 5)", "true|true"},
                {"print dynamic([1,2]) == dynamic([1, 2])", "true"},
            });
}

TEST_CASE("texts") {
  const Fixture f;
  check_all(
      f,
      {
          {"print 'The Quick fox' has 'quick', 'x-ab' has_cs 'AB', 'abc' !has 'b'",
           "true|false|true"},
          {"print 'aBc' contains 'b', 'aBc' contains_cs 'b', 'aBc' startswith 'AB'",
           "true|false|true"},
          {"print 'a b' has_any ('x', 'b'), 'a b' has_all ('a', 'x')", "true|false"},
          {"print strcat('a', 1, true, 1h), substring('häuser', -2), strlen('hä')",
           "a1True01:00:00|er|2"},
          {"print extract('(\\\\d+)-(\\\\d+)', 2, 'x 12-34'), trim('-+', '--a--')", "34|a"},
          {"print extract_all('(a)(b)?', 'abaa')", "[[\"a\",\"b\"],[\"a\",\"\"],[\"a\",\"\"]]"},
          {"print replace_regex('a1b22', '\\\\d+', '#'), split('a,b', ',')", "a#b#|[\"a\",\"b\"]"},
      });
}

TEST_CASE("windows see the rows in their order") {
  const Fixture f;
  const std::string rows =
      "datatable (g: string, v: long) ['b', 1, 'a', 2, 'a', 3] | sort by g asc, v asc | ";
  CHECK(f.result(rows + "extend row_number(), prev(v), next(v, 1, -1)") ==
        "a|2|1|∅|3\na|3|2|2|1\nb|1|3|3|-1");
  CHECK(f.result(rows + "extend row_cumsum(v, g != prev(g)), row_rank_dense(g), row_rank_min(g)") ==
        "a|2|2|1|1\na|3|5|1|1\nb|1|1|2|3");
  CHECK(f.result(rows + "where v > prev(v)") == "a|3");
  CHECK(f.result("print v = 1 | extend row_number()") ==
        "General_BadRequest: Semantic error: row_number() wants rows in a known order: put "
        "`serialize` or `sort` before it");
}

TEST_CASE("let, toscalar and subqueries") {
  const Fixture f;
  make_orders(f);
  check_all(
      f,
      {
          {"let n = toscalar(Orders | summarize max(Id)); print n + 1", "5"},
          {"let f = (x: long) { x * 2 }; print f(4)", "8"},
          {"let T = Orders | where Id < 3; T | union T | count", "4"},
          {"Orders | where Id in ((Orders | where Customer == 'ada' | project Id)) | count", "2"},
      });
}

TEST_CASE("parameters, a fixed now and several results") {
  const Fixture f;
  Options options;
  options.parameters = {{"n", "3"}, {"s", "'it''s'"}};
  options.query_now = "datetime(2024-05-06T07:08:09.1234567Z)";
  CHECK(f.result("declare query_parameters(n: long, t: string = 'd'); print n, t", options) ==
        "3|d");
  CHECK(f.result("print now(), ago(1d)", options) ==
        "2024-05-06T07:08:09.1234567Z|2024-05-05T07:08:09.1234567Z");
  CHECK(f.query("print 1; print 'a'") == "print_0:long\n1\nprint_0:string\na");
}

TEST_CASE("large results are refused unless truncation is off") {
  const Fixture f;
  CHECK(f.query("range i from 1 to 500001 step 1")
            .ends_with("500000 (E_QUERY_RESULT_SET_TOO_LARGE)."));
  CHECK(f.query("set truncationmaxrecords = 2; range i from 1 to 3 step 1")
            .starts_with("LimitsExceeded: "));
  CHECK(f.result("set query_take_max_records = 2; range i from 1 to 3 step 1") == "1\n2");
  Gathered gathered;
  Options options;
  options.no_truncation = true;
  REQUIRE(f.engine->query("db", "range i from 1 to 500001 step 1", options, gathered));
  CHECK(gathered.lines.size() == 500002);
  CHECK(f.query("set truncationmaxsize = 100; range i from 1000 to 1100 step 1")
            .find("data size limit 100") != std::string::npos);
}

TEST_CASE("a query that runs too long is stopped") {
  const Fixture f;
  Options options;
  options.timeout_ticks = 1'000'000;
  const std::string slow =
      "range i from 1 to 30000 step 1 | extend k = 1 | join kind=inner (range j from 1 to 30000 "
      "step 1 | extend k = 1) on k | summarize sum(i * j % 7)";
  CHECK(f.query(slow, options).starts_with("RequestExecutionTimeout"));
}

TEST_CASE("what is wrong is refused with its place") {
  const Fixture f;
  CHECK(f.query("print 1 +").starts_with("BadRequest_SyntaxError: "));
  CHECK(f.query("Nothing | take 1").starts_with("General_BadRequest: Semantic error: "));
  CHECK(f.query("print x = 'a' matches regex '('").starts_with("General_BadRequest: "));
  Gathered gathered;
  const auto outcome = f.engine->query("other", "print 1", {}, gathered);
  REQUIRE(!outcome);
  CHECK(outcome.error().code == "BadRequest_DatabaseNotExist");
}

TEST_CASE("names that differ in case are different columns") {
  const Fixture f;
  CHECK(f.query("print a = 1, A = 2 | extend aa = a + A") == "a:long|A:long|aa:long\n1|2|3");
}

TEST_CASE("the SQL of a query can be shown") {
  const Fixture f;
  make_orders(f);
  const auto sql = f.engine->sql("db", "Orders | where Id > 1 | project Id", {});
  REQUIRE(sql);
  REQUIRE(sql->size() == 1);
  CHECK(sql->front().find("where (r0.c0 > (1)::bigint)") != std::string::npos);
}

}  // namespace
}  // namespace adxc::engine
