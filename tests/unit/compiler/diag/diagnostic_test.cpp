#include "compiler/diag/diagnostic.h"

#include <doctest/doctest.h>

using namespace adxc;

namespace {
constexpr diag::Kind<std::string_view> kLate{{"late", diag::Severity::Error}, "`{}` is late"};
constexpr diag::Kind<> kOdd{{"odd", diag::Severity::Warning}, "this is odd"};
}  // namespace

TEST_CASE("the sink counts errors and findings sort by place without repeats") {
  text::SourceMap sources;
  const auto& file = sources.add("a.json", "0123456789");
  diag::Sink sink;
  sink.report(kLate, {{file.id, 5, 6}, ""}, "x");
  sink.report(kOdd, {{file.id, 1, 2}, ""});
  sink.report(kOdd, {{file.id, 1, 2}, ""});
  CHECK(sink.errors() == 1);
  auto findings = sink.take();
  diag::sort_findings(findings, sources);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule.slug == "odd");
  CHECK(findings[1].message == "`x` is late");
}

TEST_CASE("a message of any size is shown by its ends") {
  text::SourceMap sources;
  const auto& file = sources.add("a.json", "0123456789");
  diag::Sink sink;
  std::string name;
  for (int i = 0; i < 10000; ++i) name += "ä";
  sink.report(kLate, {{file.id, 5, 6}, ""}, name);
  const std::string& message = sink.all().front().message;
  CHECK(message.size() < 1010);
  CHECK(message.starts_with("`ä"));
  CHECK(message.find("ä … ä") != std::string::npos);
  CHECK(message.ends_with("ä` is late"));
}
