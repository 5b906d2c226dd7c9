// Twice the text may take twice the time, and a little more: parse and check, on texts made to be
// slow. The processor's time of this thread is taken, the least of several runs.
#include <algorithm>
#include <ctime>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "compiler/kql/bind.h"
#include "compiler/kql/parser.h"

namespace adxc::kql {
namespace {

constexpr double kMostGrowth = 2.5;
constexpr int kRuns = 5;
/// Shorter times are noise.
constexpr double kShortest = 0.004;

using Shape = std::string (*)(std::size_t size);

/// `item` again and again; `{}` in it is the number.
std::string repeated(std::string_view item, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = item.find('#');
    text += item.substr(0, at);
    if (at == std::string_view::npos) continue;
    text += std::to_string(i);
    const std::string_view rest = item.substr(at + 1);
    const std::size_t again = rest.find('#');
    text += rest.substr(0, again);
    if (again == std::string_view::npos) continue;
    text += std::to_string(i);
    text += rest.substr(again + 1);
  }
  return text;
}

struct Case {
  const char* name;
  Shape shape;
};

constexpr Case kCases[] = {
    {"brackets",
     [](std::size_t n) {
       return "print " + repeated("(", n) + "1" + repeated(")", n);
     }},
    {"open brackets",
     [](std::size_t n) {
       return "print " + repeated("f(", n);
     }},
    {"sums",
     [](std::size_t n) {
       return "print 1" + repeated(" + 1", n);
     }},
    {"conditions",
     [](std::size_t n) {
       return "T | where a == 1" + repeated(" or a == #", n);
     }},
    {"operators",
     [](std::size_t n) {
       return "T" + repeated(" | where a > #", n);
     }},
    {"one more column a step",
     [](std::size_t n) {
       return "T" + repeated(" | extend a# = #", n);
     }},
    {"columns",
     [](std::size_t n) {
       return "print a = 1" + repeated(", a# = #", n);
     }},
    {"columns named again",
     [](std::size_t n) {
       return "print a = 1" + repeated(", a# = #", n) + " | project b = 1" +
              repeated(", b# = a#", n);
     }},
    {"names",
     [](std::size_t n) {
       return repeated("let a# = #;", n) + "print a1";
     }},
    {"names of names",
     [](std::size_t n) {
       return "let a = 1;" + repeated("let b# = a + #;", n) + "print b1";
     }},
    {"functions",
     [](std::size_t n) {
       return "let f = (x: long) { x + 1 }; print 1" + repeated(", f(#)", n);
     }},
    {"wide join",
     [](std::size_t n) {
       const std::string wide = "(print k = 1" + repeated(", a# = #", n) + ")";
       return wide + " | join " + wide + " on k";
     }},
    {"texts",
     [](std::size_t n) {
       return "T | where a in ('x'" + repeated(", 'text #'", n) + ")";
     }},
    {"values",
     [](std::size_t n) {
       return "datatable (a: long) [0" + repeated(", #", n) + "]";
     }},
    {"unions",
     [](std::size_t n) {
       return "union A" + repeated(", T#", n);
     }},
    {"piped unions",
     [](std::size_t n) {
       return "T" + repeated(" | union (U | where a > #)", n);
     }},
    {"dynamic",
     [](std::size_t n) {
       return "print dynamic([0" + repeated(", {'a': #}", n) + "])";
     }},
    {"missing operands",
     [](std::size_t n) {
       return "T | where a" + repeated(" + | where", n);
     }},
    {"open strings",
     [](std::size_t n) {
       return repeated("print 'a\n", n);
     }},
    {"unknown operators",
     [](std::size_t n) {
       return "T" + repeated(" | sumarize a#", n);
     }},
    {"closing brackets",
     [](std::size_t n) {
       return "print 1" + repeated(")", n);
     }},
    {"comments",
     [](std::size_t n) {
       return "T" + repeated("// c #\n", n);
     }},
};

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <typename Work>
double least_time(const std::string& text, Work work) {
  double least = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    const double start = seconds();
    work(text);
    least = std::min(least, seconds() - start);
  }
  return least;
}

void read(const std::string& text) {
  CHECK(!parse(text).nodes.empty());
}

void read_and_bind(const std::string& text) {
  text::SourceMap sources;
  diag::Sink sink;
  const text::SourceFile& file = sources.add("query", text);
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(text.size())};
  check(nullptr, {text::Fragment::verbatim(file.text, all), "", sink});
}

/// Grows the text until it takes long enough to be measured, then doubles it once more.
template <typename Work>
double growth(Shape shape, Work work) {
  constexpr std::size_t kMost = 1U << 15U;
  std::size_t size = 64;
  double time = least_time(shape(size), work);
  while (time < kShortest && size < kMost) time = least_time(shape(size *= 2), work);
  return least_time(shape(2 * size), work) / time;
}

/// Again when it was too much, for what else the machine does.
template <typename Work>
double least_growth(Shape shape, Work work) {
  double least = growth(shape, work);
  for (int run = 0; least > kMostGrowth && run < 3; ++run) {
    least = std::min(least, growth(shape, work));
  }
  return least;
}

TEST_CASE("twice the text takes about twice the time") {
  for (const Case& one : kCases) {
    CAPTURE(std::string(one.name));
    CHECK(least_growth(one.shape, read) <= kMostGrowth);
    CHECK(least_growth(one.shape, read_and_bind) <= kMostGrowth);
  }
}

}  // namespace
}  // namespace adxc::kql
