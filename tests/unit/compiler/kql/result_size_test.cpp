#include "compiler/kql/result_size.h"

#include <doctest/doctest.h>

#include "compiler/kql/parser.h"

namespace adxc::kql {
namespace {

/// "limited", "unlimited" or "unknown" for each result of the query, with the rows of a last take.
std::string sizes(std::string_view query) {
  std::string words;
  for (const auto& [statement, size] : result_sizes(parse(query))) {
    if (!words.empty()) words += ' ';
    switch (size.kind) {
      case ResultSize::Kind::Unknown: words += "unknown"; break;
      case ResultSize::Kind::Limited: words += "limited"; break;
      case ResultSize::Kind::Unlimited: words += "unlimited"; break;
    }
    if (size.rows) words += ':' + std::to_string(*size.rows);
  }
  return words;
}

TEST_CASE("what limits a result") {
  CHECK(sizes("T") == "unlimited");
  CHECK(sizes("T | where a == 1 | project a") == "unlimited");
  CHECK(sizes("database('x').T") == "unlimited");
  CHECK(sizes("table('T') | extend b = 1") == "unlimited");
  CHECK(sizes("T | take 10 | extend b = 1") == "limited:10");
  CHECK(sizes("T | top 0x10 by a") == "limited:16");
  CHECK(sizes("T | take n") == "limited");
  CHECK(sizes("T | summarize count() by a") == "limited");
  CHECK(sizes("T | count") == "limited");
  CHECK(sizes("print 1") == "limited");
  CHECK(sizes("datatable(a: long) [1, 2]") == "limited");
  CHECK(sizes("union T, U") == "unlimited");
}

TEST_CASE("functions and plugins give nobody knows what") {
  CHECK(sizes("f(1)") == "unknown");
  CHECK(sizes("T | invoke f()") == "unknown");
  CHECK(sizes("T | evaluate bag_unpack(a)") == "unknown");
  CHECK(sizes("T | evaluate bag_unpack(a) | take 5") == "limited:5");
}

TEST_CASE("names stand for what they were given") {
  CHECK(sizes("let x = T | take 5; x | project a") == "limited:5");
  CHECK(sizes("let x = T; x | project a") == "unlimited");
  CHECK(sizes("let x = materialize(T | count); x") == "limited");
  CHECK(sizes("T | take 5; U") == "limited:5 unlimited");
  CHECK(sizes("") == "");
}

TEST_CASE("settings are found whatever their case") {
  const Tree tree = parse("set NoTruncation; T");
  CHECK(setting(tree, "notruncation").valid());
  CHECK_FALSE(setting(tree, "truncationmaxrecords").valid());
}

}  // namespace
}  // namespace adxc::kql
