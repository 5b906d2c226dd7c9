#include "compiler/kql/bind.h"

#include <doctest/doctest.h>

#include "compiler/kql/parser.h"

using namespace adxc;

namespace {

class Tables : public kql::Catalog {
 public:
  std::optional<kql::RowSchema> table(std::string_view database,
                                      std::string_view name) const override {
    if (!database.empty()) return std::nullopt;
    if (name == "T") {
      return kql::RowSchema{{"k", ScalarType::String},
                            {"n", ScalarType::Int},
                            {"x", ScalarType::Real},
                            {"t", ScalarType::DateTime},
                            {"d", ScalarType::Dynamic}};
    }
    if (name == "U") return kql::RowSchema{{"k", ScalarType::String}, {"n", ScalarType::Long}};
    return std::nullopt;
  }
  std::vector<std::string> tables() const override { return {"T", "U"}; }
};

struct Outcome {
  std::string columns;   // "a:long b:string" of the last result
  std::string findings;  // "slug `text`: message" a line
  bool complete = false;
};

Outcome outcome(std::string_view query, bool with_catalog = true,
                std::map<std::string, std::string> parameters = {}) {
  text::SourceMap sources;
  const auto& file = sources.add("q", std::string(query));
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(query.size())};
  const auto fragment = text::Fragment::verbatim(query, all);
  diag::Sink sink;
  const kql::Reporting reporting{fragment, "", sink};
  const Tables tables;
  const kql::Tree tree = kql::parse(query);
  kql::report_syntax(tree, reporting);
  const kql::Bound bound = kql::bind(
      tree, {with_catalog ? &tables : nullptr, with_catalog, std::move(parameters)}, reporting);
  Outcome made;
  made.complete = bound.complete;
  if (!bound.results.empty()) {
    for (const auto& column : bound[bound.results.back()].columns) {
      if (!made.columns.empty()) made.columns += ' ';
      made.columns += column.name + ":" + std::string(name(column.type));
    }
  }
  for (const auto& finding : sink.all()) {
    if (!made.findings.empty()) made.findings += '\n';
    made.findings += std::string(finding.rule.slug) + " " +
                     std::string(file.view(finding.place.span)) + ": " + finding.message;
  }
  return made;
}

}  // namespace

TEST_CASE("operators give the columns Kusto gives") {
  struct Case {
    std::string_view query, columns;
  };
  for (const Case& c :
       {Case{"T", "k:string n:int x:real t:datetime d:dynamic"},
        Case{"T | count", "Count:long"},
        Case{"T | project n, n2 = n + 1, x * 2, strlen(k), d.a.b[0]",
             "n:int n2:long Column1:real strlen_k:long d_a_b_0:dynamic"},
        Case{"T | extend n = tostring(n), y = now() - t",
             "k:string n:string x:real t:datetime d:dynamic y:timespan"},
        Case{"T | project-away d, t*", "k:string n:int x:real"},
        Case{"T | project-keep x, k", "k:string x:real"},
        Case{"T | project-rename key = k | project-keep key", "key:string"},
        Case{"T | project-reorder x, k", "x:real k:string n:int t:datetime d:dynamic"},
        Case{"T | project-reorder * asc", "d:dynamic k:string n:int t:datetime x:real"},
        Case{"T | distinct k, n", "k:string n:int"},
        Case{"T | summarize count(), sum(n), avg(n), max(t), dcount(k) by k, bin(t, 1d)",
             "k:string t:datetime count_:long sum_n:long avg_n:real max_t:datetime dcount_k:long"},
        Case{"T | summarize count(), count() by k", "k:string count_:long count_1:long"},
        Case{"T | summarize arg_max(t, *) by k", "k:string t:datetime n:int x:real d:dynamic"},
        Case{"T | summarize (latest, what) = arg_max(t, n)", "latest:datetime what:int"},
        Case{"T | summarize percentiles(n, 5, 50)", "percentile_n_5:long percentile_n_50:long"},
        Case{"T | summarize round(avg(x), 2) + 1", "Column1:real"},
        Case{"T | summarize make_list(n), make_set(k)", "list_n:dynamic set_k:dynamic"},
        Case{"T | join U on k", "k:string n:int x:real t:datetime d:dynamic k1:string n1:long"},
        Case{"T | join kind=leftanti U on k", "k:string n:int x:real t:datetime d:dynamic"},
        Case{"T | join kind=rightsemi U on $left.k == $right.k", "k:string n:long"},
        Case{"T | lookup U on k", "k:string n:int x:real t:datetime d:dynamic n1:long"},
        Case{"T | project k, n | union U", "k:string n_int:int n_long:long"},
        Case{"union withsource=S U, (U | project k)", "S:string k:string n:long"},
        Case{"union kind=inner U, (U | project k)", "k:string"},
        Case{"union U*", "k:string n:long"},
        Case{"print 1, a = 'x', 2.5", "print_0:long a:string print_2:real"},
        Case{"range i from 1 to 10 step 2", "i:long"},
        Case{"range i from datetime(2020) to now() step 1d", "i:datetime"},
        Case{"datatable(a: long, b: string)[1, 'x'] | getschema",
             "ColumnName:string ColumnOrdinal:int DataType:string ColumnType:string"},
        Case{"T | sample 2 | sample-distinct 5 of k", "k:string"},
        Case{"U | top-hitters 2 of k by n", "k:string approximate_sum_n:long"},
        Case{"let f = (s: (*), m: long) { s | where n > m }; U | invoke f(3)", "k:string n:long"},
        Case{"T | serialize y = n | top 3 by y | take 1",
             "k:string n:int x:real t:datetime d:dynamic y:int"},
        Case{"T | project column_ifexists('n', 0), m = column_ifexists('none', 1.5)",
             "n:int m:real"}}) {
    CAPTURE(c.query);
    const Outcome made = outcome(c.query);
    CHECK(made.columns == c.columns);
    CHECK(made.findings == "");
    CHECK(made.complete);
  }
}

TEST_CASE("operators the engine does not have still tell their columns") {
  struct Case {
    std::string_view query, columns;
  };
  for (const Case& c :
       {Case{"U | extend d = dynamic([1]) | mv-expand d to typeof(long), e = d",
             "k:string n:long d:long e:dynamic"},
        Case{"T | project d | mv-expand with_itemindex=i d", "d:dynamic i:long"},
        Case{"T | project k, d | mv-apply v = d to typeof(long) on (summarize s = sum(v))",
             "k:string d:dynamic s:long"},
        Case{"U | parse k with 'a=' a: long ' b=' b *", "k:string n:long a:long b:string"},
        Case{"U | parse-kv k as (a: long, n: string)", "k:string n:string a:long"},
        Case{"T | make-series c = count() default = 0, max(x) on t step 1d by k",
             "k:string c:dynamic max_x:dynamic t:dynamic"},
        Case{"U | evaluate narrow() : (Row: long, Value: string)", "Row:long Value:string"}}) {
    CAPTURE(c.query);
    const Outcome made = outcome(c.query, false);
    CHECK(outcome(c.query).columns == c.columns);
    CHECK(outcome(c.query).findings.find("is not supported by the engine yet") !=
          std::string::npos);
    CHECK(made.findings == "");
  }
}

TEST_CASE("let names values, tables and functions") {
  struct Case {
    std::string_view query, columns;
  };
  for (const Case& c :
       {Case{"let limit = 5; T | where n > limit | project n", "n:int"},
        Case{"let A = T | project k; A | union A", "k:string"},
        Case{"let twice = (v: long) { v * 2 }; T | project twice(n)", "Column1:long"},
        Case{"let f = (s: (k: string), p: string = 'x') { s | where k == p | project k }; f(T)",
             "k:string"},
        Case{"let v = view () { print a = 1 }; v | extend b = toscalar(v)", "a:long b:long"},
        Case{"let f = () { let y = 2.5; y }; print f()", "print_0:real"},
        Case{"T | as Z | where k in (Z | project k) | count", "Count:long"},
        Case{"let m = materialize(T | project k); m | join m on k", "k:string k1:string"}}) {
    CAPTURE(c.query);
    const Outcome made = outcome(c.query);
    CHECK(made.columns == c.columns);
    CHECK(made.findings == "");
  }
  const Outcome given =
      outcome("declare query_parameters(p: int = 1); print p", true, {{"p", "7"}});
  CHECK(given.columns == "print_0:int");
  CHECK(given.findings == "");
}

TEST_CASE("a mistake is named at the narrowest place") {
  struct Case {
    std::string_view query, findings;
  };
  for (const Case& c :
       {Case{"V | take 1", "kql-unknown-table V: there is no table `V`; expected `T` or `U`"},
        Case{"U | where m > 1",
             "kql-unknown-column m: there is no column `m`; expected `k` or `n`"},
        Case{"U | project N", "kql-unknown-column N: there is no column `N`; expected `n` or `k`"},
        Case{"U | project strln(k)",
             "kql-unknown-function strln: there is no function `strln`; did you mean `strlen`"},
        Case{"U | where count() > 1",
             "kql-unknown-function count: `count` is an aggregate; it stands in summarize, outside "
             "of other aggregates"},
        Case{"U | project strlen(k, 1)",
             "kql-argument-count strlen: `strlen` has 2 arguments; expected 1"},
        Case{"U | project startofday(k)",
             "kql-type k: `startofday` takes datetime as `date`, not string"},
        Case{"U | where k > 'a'", "kql-type k > 'a': `>` does not work on string and string"},
        Case{"U | extend y = k + 1", "kql-type k + 1: `+` does not work on string and long"},
        Case{"U | where n", ""},
        Case{"U | where k", "kql-type k: this condition is a string; expected a bool"},
        Case{"U | project k.a", "kql-type k: `k` is a string; only dynamic values have members"},
        Case{"U | project iff(n > 1, k, n)",
             "kql-type iff(n > 1, k, n): `iff` mixes long and "
             "string; expected one type"},
        Case{"T | join U on x",
             "kql-unknown-column x: there is no column `x`; expected `k` or `n`"},
        Case{"T | join U on $left.k == $right.n",
             "kql-type $left.k == $right.n: the left key is a string, the right one a long; "
             "expected one type"},
        Case{"U | summarize n",
             "kql-type n: `n` stands outside of an aggregate; in summarize a "
             "column is given to one, as in take_any(n)"},
        Case{"print datetime(never)",
             "kql-type datetime(never): `datetime(never)` is no value of "
             "its type"},
        Case{"U | scan with (step s: true;)",
             "kql-unsupported scan: the operator `scan` is not supported by the engine yet"},
        Case{"print 1 | evaluate bag_unpak(x)",
             "kql-unknown-function bag_unpak: there is no plugin `bag_unpak`; did you mean "
             "`bag_unpack`\nkql-unsupported evaluate: the operator `evaluate` is not supported by "
             "the engine yet"},
        Case{"T | sort by d",
             "kql-type d: rows cannot be ordered by a dynamic; convert it, as in "
             "tostring(d)"},
        Case{"U | extend current_node_id()",
             "kql-unsupported current_node_id: the function `current_node_id` is not supported by "
             "the engine "
             "yet"}}) {
    CAPTURE(c.query);
    CHECK(outcome(c.query).findings == c.findings);
  }
}

TEST_CASE("operators the engine cannot run yet tell their columns all the same") {
  struct Case {
    std::string_view query, columns;
  };
  const std::string graph =
      "let N = print id = 'a', p = 1; let E = print s = 'a', t = 'a', w = 1.0; "
      "E | make-graph s --> t with N on id ";
  const std::string match = graph +
                            "| graph-match (a)-[e*1..3]->(b) where a.p > 0 "
                            "project a.id, e, n = b.p, w = map(e, w), all(e, w > 1)";
  const std::string components =
      graph + "| graph-mark-components with_component_id = c | graph-to-table nodes";
  for (const Case& c :
       {Case{"U | search 'x' and n > 1", "$table:string k:string n:long"},
        Case{"search in (T, U) k:'x'",
             "$table:string k:string n_int:int n_long:long x:real t:datetime d:dynamic"},
        Case{"find in (T, U) where k == 'x'", "source_:string k:string pack_:dynamic"},
        Case{"find withsource=s in (U) where n > 1 project n, q: real", "s:string n:long q:real"},
        Case{"U | scan with_match_id=m declare (r: real) with (step a: n > 1 => r = 2.0;)",
             "k:string n:long r:real m:long"},
        Case{"U | top-nested 2 of k by sum(n), top-nested of n by M = max(n)",
             "k:string aggregated_k:long n:long M:long"},
        Case{"U | partition by k (top 1 by n | project n)", "n:long"},
        Case{"U | reduce by k", "Pattern:string Count:long Representative:string"},
        Case{"U | project-by-names 'n', dynamic(['k'])", "n:long k:string"},
        Case{"externaldata (a: long) ['https://x'] with (format='csv')", "a:long"},
        Case{"T | extend (rsq, m) = series_fit_line(d) | project-away T*, k, n, x, t, d",
             "rsq:real m:real series_fit_line_d_variance:real series_fit_line_d_rvariance:real "
             "series_fit_line_d_interception:real series_fit_line_d_line_fit:dynamic"},
        Case{"T | evaluate activity_metrics(k, t, ago(7d), now(), 1d, n)",
             "t:datetime n:int dcount_values:long dcount_newvalues:long retention_rate:real "
             "churn_rate:real"},
        Case{"print d = dynamic({'b': 1, 'a': 'x'}) | evaluate bag_unpack(d)", ""},
        Case{"datatable(d: dynamic)[dynamic({'b': 1, 'a': 'x'})] | evaluate bag_unpack(d, 'p_')",
             "p_a:string p_b:long"},
        Case{match, "a_id:string e:dynamic n:long w:dynamic Column1:bool"},
        Case{components, "id:string p:long c:long"}}) {
    CAPTURE(c.query);
    CHECK(outcome(c.query).columns == c.columns);
  }
}

TEST_CASE("without a catalog only what is certain is reported") {
  for (const std::string_view query :
       {"Unknown | where anything == 1 | project a, b | where a > 1",
        "Unknown | mv-expand x | where y has 'z'", "MyFunction() | take 1",
        "union A*, (B | where q) | summarize arg_max(t, *) by k | extend z = k.v",
        "cluster('c').database('d').T | join (V) on k | summarize any(*)"}) {
    CAPTURE(query);
    CHECK(outcome(query, false).findings == "");
    CHECK_FALSE(outcome(query, false).complete);
  }
  CHECK(outcome("Unknown | project a | where b > 1", false).findings ==
        "kql-unknown-column b: there is no column `b`; expected `a`");
}

TEST_CASE("functions put in place have a limit") {
  std::string query = "let f0 = () { 1 + 1 };";
  for (int i = 1; i < 40; ++i) {
    const auto last = std::to_string(i - 1);
    query += "let f" + std::to_string(i) + " = () { f" + last + "() + f" + last + "() };";
  }
  const Outcome made = outcome(query + "print f39()");
  CHECK(made.findings.find("grows too large") != std::string::npos);
}

TEST_CASE("bound queries grow with the text and no faster") {
  const auto size = [](std::size_t times) {
    std::string query = "T ";
    for (std::size_t i = 0; i < times; ++i) query += "| extend a = n + 1 | where a in (1, 2) ";
    text::SourceMap sources;
    const auto& file = sources.add("q", query);
    const auto fragment =
        text::Fragment::verbatim(query, {file.id, 0, static_cast<std::uint32_t>(query.size())});
    diag::Sink sink;
    const Tables tables;
    const kql::Bound bound =
        kql::bind(kql::parse(query), {&tables, true, {}}, {fragment, "", sink});
    return bound.exprs.size() + bound.relations.size();
  };
  CHECK(size(400) <= 2 * size(200) + 10);
}
