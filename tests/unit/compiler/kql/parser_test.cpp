#include "compiler/kql/parser.h"

#include <doctest/doctest.h>

#include "compiler/kql/command.h"

using namespace adxc;

namespace {

std::string tree(std::string_view query) {
  const kql::Tree parsed = kql::parse(query);
  std::string text = kql::dump(parsed);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  for (const auto& error : parsed.errors) {
    text += "\n! " + std::string(parsed.view(error.range)) + ": " + error.message;
  }
  return text;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("expressions bind as in KQL") {
  struct Case {
    std::string_view query, dumped;
  };
  for (const Case& c :
       {Case{"print 1 + 2 * 3 - -4", "(pipe (print (- (+ 1 (* 2 3)) (- 4))))"},
        Case{"print a or b and c or d", "(pipe (print (or a (and b c) d)))"},
        Case{"print a == b + 1", "(pipe (print (== a (+ b 1))))"},
        Case{"print 2 * s has 'x'", "(pipe (print (* 2 (has s 'x'))))"},
        Case{"print a !in~ ('x', 'y')", "(pipe (print (!in~ a (list 'x' 'y'))))"},
        Case{"print a !between (1 .. 5)", "(pipe (print (!between a 1 5)))"},
        Case{"print s matches regex @'a+'", "(pipe (print (matches regex s @'a+')))"},
        Case{"print d.a['b'][0].['c d']",
             "(pipe (print (path (element (element (path d a) 'b') 0) ['c d'])))"},
        Case{"print strcat('a' 'b', x=1)", "(pipe (print (call strcat 'a' 'b' (named x 1))))"},
        Case{"print dynamic({'a':[1,null,{}],\"b\":-1.5})",
             "(pipe (print (dynamic (object (pair 'a' (array 1 null (object))) (pair \"b\" (- "
             "1.5))))))"}}) {
    CHECK(tree(c.query) == c.dumped);
  }
}

TEST_CASE("operators keep their parts") {
  struct Case {
    std::string_view query, dumped;
  };
  for (const Case& c :
       {Case{"T | where x > 1 | take 5", "(pipe T (where (> x 1)) (take 5))"},
        Case{"T | project a, b = c, (d, e) = f(g)",
             "(pipe T (project a (named b c) (named (list d e) (call f g))))"},
        Case{"T | project-away a*, *b, ['c d']", "(pipe T (project-away a* *b ['c d']))"},
        Case{"T | project-reorder a asc, b* granny-desc, c",
             "(pipe T (project-reorder (asc a) (granny-desc b*) (desc c)))"},
        Case{"T | summarize count(), s = sum(x) by bin(t, 1h), k",
             "(pipe T (summarize (list (call count) (named s (call sum x))) (list (call bin t 1h) "
             "k)))"},
        Case{"T | summarize by k", "(pipe T (summarize (list) (list k)))"},
        Case{"T | order by a asc nulls last, b", "(pipe T (order (asc nulls-last a) (desc b)))"},
        Case{"T | top 3 by x", "(pipe T (top 3 (desc x)))"},
        Case{"T | join kind=inner hint.strategy=shuffle (U | count) on k, $left.a == $right.b",
             "(pipe T (join (option kind inner) (option hint.strategy shuffle) (pipe U (count)) "
             "(list k (== (path $left a) (path $right b)))))"},
        Case{"union withsource=S A, B*, (C | take 1)",
             "(pipe (union (option withsource S) A B* (pipe C (take 1))))"},
        Case{"range x from 1 to 10 step 2", "(pipe (range x 1 10 2))"},
        Case{"datatable(a:long, b:string) [1, 'x', -2, 'y',]",
             "(datatable (schema (parameter a long) (parameter b string)) (list 1 'x' (- 2) 'y'))"},
        Case{"T | mv-expand kind=array a, b = c.d to typeof(long) limit 5",
             "(pipe T (mv-expand (option kind array) (expanded a) (expanded (named b (path c d)) "
             "(typeof long)) 5))"},
        Case{"T | mv-apply x = y on (where x > 1 | take 1)",
             "(pipe T (mv-apply (expanded (named x y)) (pipe (where (> x 1)) (take 1))))"},
        Case{"T | parse kind=regex s with * 'a=' a: long 'b' b",
             "(pipe T (parse (option kind regex) s (list * 'a=' (parameter a long) 'b' b)))"},
        Case{"T | parse-kv s as (a: long) with (pair_delimiter=',')",
             "(pipe T (parse-kv s (schema (parameter a long))))"},
        Case{"T | make-series n = count() default=0 on t from a to b step 1d by k",
             "(pipe T (make-series (list (series (named n (call count)) 0)) t (list a b 1d) (list "
             "k)))"},
        Case{"T | make-series sum(x) on t in range(a, b, 1d)",
             "(pipe T (make-series (list (series (call sum x))) t (list (call range a b 1d)) "
             "(list)))"},
        Case{"T | sample-distinct 5 of k | top-hitters 2 of k by n | sample 1",
             "(pipe T (sample-distinct 5 k) (top-hitters 2 k n) (sample 1))"},
        Case{"T | evaluate bag_unpack(d) : (*, a: long) | invoke f(1)",
             "(pipe T (evaluate (call bag_unpack d) (schema * (parameter a long))) (invoke (call f "
             "1)))"},
        Case{"T | render timechart with (title='x')", "(pipe T (render timechart))"},
        Case{"let f = (a: long, t: (*)) { t | where x == a }; f(1, T)",
             "(let f (function (list (parameter a long) (parameter t (schema *))) (query (pipe t "
             "(where (== x a))))))\n(call f 1 T)"},
        Case{"set notruncation; declare query_parameters(n: long = 5); T | as U",
             "(set notruncation)\n(query-parameters (parameter n long 5))\n(pipe T (as U))"}}) {
    CHECK(tree(c.query) == c.dumped);
  }
}

TEST_CASE("operators not known from inside are read over up to the next pipe") {
  const auto parsed = kql::parse("T | __partitionby a (b | c) | take 2");
  CHECK(parsed.opaque);
  CHECK(parsed.errors.empty());
  CHECK(kql::dump(parsed) == "(pipe T (opaque __partitionby) (take 2))\n");
}

TEST_CASE("operators over many tables, several pipelines and graphs") {
  struct Case {
    std::string_view query, dumped;
  };
  for (const Case& c :
       {Case{"T | scan with (step s: a > 1 => b = 2;) | take 2",
             "(pipe T (scan (scan-step s (> a 1) (named b 2))) (take 2))"},
        Case{"E | make-graph a --> b with N on id | graph-match (x)-[e*1..3]->(y) project x.n",
             "(pipe E (make-graph a b (graph-table N id)) (graph-match (list (graph-pattern "
             "(graph-node x) (graph-edge e 1 3) (graph-node y))) (list (path x n))))"},
        Case{"G | graph-to-table nodes as N, edges as M with_source_id=s",
             "(pipe G (graph-to-table (graph-table nodes N) (graph-table edges M (option "
             "with_source_id s))))"},
        Case{"search kind=case_sensitive in (T, U*) 'x' and a > 1",
             "(pipe (search (option kind case_sensitive) (list T U*) (and 'x' (> a 1))))"},
        Case{"find withsource=s in (T) where a == 1 project a, b: long, pack(*)",
             "(pipe (find (option withsource s) (list T) (== a 1) project (list a (parameter b "
             "long) (call pack *))))"},
        Case{"T | top-nested 2 of a with others='x' by sum(b), top-nested of c by count()",
             "(pipe T (top-nested (nested 2 a (option others 'x') (desc (call sum b))) (nested c "
             "(desc (call count)))))"},
        Case{"T | partition by a (top 1 by b)", "(pipe T (partition a (pipe (top 1 (desc b)))))"},
        Case{"T | fork x=(take 1) (count)",
             "(pipe T (fork (named x (pipe (take 1))) (pipe (count))))"},
        Case{"T | facet by a, b with (take 1)", "(pipe T (facet (list a b) (pipe (take 1))))"},
        Case{"externaldata (a: long) ['https://x'] with (format='csv')",
             "(externaldata (schema (parameter a long)) (list 'https://x') (option format "
             "'csv'))"},
        Case{"T | reduce by a with threshold=0.1", "(pipe T (reduce a (option threshold 0.1)))"}}) {
    CAPTURE(c.query);
    CHECK(tree(c.query) == std::string(c.dumped));
  }
}

TEST_CASE("one mistake gives one error at the narrowest place") {
  struct Case {
    std::string_view query, errors;
  };
  for (const Case& c :
       {Case{"T | sumarize count()",
             "(pipe T (broken))\n! sumarize: `sumarize` is no operator; expected `summarize`, "
             "`serialize`, `parse`, …"},
        Case{"T | where (a == 1 | take 5",
             "(pipe T (where (pipe (== a 1) (take 5))))\n! : found the end of the query; "
             "expected `)`, for `(a == 1 | take 5` is still open"},
        Case{"T | project a b | take x y",
             "(pipe T (project a) (take x))\n! b: found `b`; expected `|`, `,` or the end of the "
             "operator\n! y: found `y`; expected `|`, `,` or the end of the operator"},
        Case{"T | extend a = f(b c | take x y; U | take 1 2",
             "(pipe T (extend (named a (call f b))) (take x))\n(pipe U (take 1))\n! c: found `c`; "
             "expected `,` or `)`\n! y: found `y`; expected `|`, `,` or the end of the operator\n! "
             "2: found `2`; expected `|`, `,` or the end of the operator"},
        Case{"T | where f(a +, b) == 2",
             "(pipe T (where (== (call f (+ a (broken))) 2)))\n! ,: found `,`; expected an "
             "expression"},
        Case{"T | where a == 'x",
             "(pipe T (where (== a 'x)))\n! 'x: this string is not closed; expected '"},
        Case{"T | where by == 1",
             "(pipe T (where (broken)))\n! by: found `by`; expected an expression; as a name it is "
             "written ['by']"},
        Case{"T | extend first = 1",
             "(pipe T (extend (named first 1)))\n! first: `first` is a reserved word; as a name "
             "it is written ['first']"},
        Case{"T | ",
             "(pipe T (broken))\n! : found the end of the query; expected an operator after "
             "`|`"},
        Case{"T ) ; U", "T\nU\n! ): found `)`; expected `|` or `;`"}}) {
    CAPTURE(c.query);
    CHECK(tree(c.query) == c.errors);
  }
}

TEST_CASE("nesting and size have limits, and no text exhausts the stack") {
  for (const std::string_view piece : {"(", "[", "f(", "-(", "dynamic([", "a[", "union (", "!("}) {
    const auto parsed = kql::parse("print " + repeated(piece, 20'000));
    CHECK(parsed.errors.size() >= 1);
  }
  CHECK(kql::parse("print " + repeated("(", 150) + "1" + repeated(")", 150)).errors.empty());
  const auto chain = kql::parse("print 1" + repeated(" + 1", 5'000));
  REQUIRE(chain.errors.size() == 1);
  CHECK(chain.errors[0].message == "this chain of `+` is too long; expected at most 400 operands");
  CHECK(kql::parse("print a" + repeated(" or a", 5'000)).errors.empty());
  CHECK(kql::parse("print 1", {.bytes = 3}).errors.size() == 1);
}

TEST_CASE("work grows with the text and no faster") {
  for (const std::string_view piece :
       {"| where a.b['c'] == 'x' and c in (1, 2) ", "| extend a = strcat('x', 'y', z) ",
        "; let f = (x: long) { x + 1 } ", "| mv-expand x to typeof(long) ", "| where a b ", "( ",
        "| summarize a-b-c-d by e-f-g ", "[ 'a' ", "; let a=( ", "; let a=(b, ", "| where f(a b ",
        "| scan with (step s: a > 1 => b = 2; step t: b", "| fork (take 1) (",
        "| graph-match (a)-[e*1..3]->(b), ", "| top-nested 2 of a by b, ",
        "search in (a, b) 'x' | "}) {
    CAPTURE(piece);
    const std::size_t once = kql::parse("T " + repeated(piece, 500)).work;
    const std::size_t twice = kql::parse("T " + repeated(piece, 1'000)).work;
    CHECK(twice <= 2 * once + 10);
  }
}

TEST_CASE("a command is parted from the query behind it") {
  struct Case {
    std::string_view text, head, tail;
    kql::CommandTail kind;
  };
  using kql::CommandTail;
  for (const Case& c : {Case{".show tables", ".show tables", "", CommandTail::None},
                        Case{" .set T <| U | take 1", ".set T", " U | take 1", CommandTail::Input},
                        Case{".show tables | where a == '<|'", ".show tables", "| where a == '<|'",
                             CommandTail::Filter},
                        Case{".create function f() { T | take 1 }",
                             ".create function f() { T | take 1 }", "", CommandTail::None}}) {
    const auto parts = kql::split_command(c.text);
    CHECK(c.text.substr(parts.head.begin, parts.head.size()) == c.head);
    CHECK(c.text.substr(parts.tail.begin, parts.tail.size()) == c.tail);
    CHECK(parts.kind == c.kind);
    CHECK(kql::is_command(c.text));
  }
  CHECK_FALSE(kql::is_command("// .show\nT"));
}
