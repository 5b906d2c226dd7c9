#include "compiler/text/fragment.h"

#include <doctest/doctest.h>

using namespace adxc::text;

TEST_CASE("positions count characters, not bytes, and forget the byte order mark") {
  SourceMap sources;
  const SourceFile& file = sources.add("a.json", "\xEF\xBB\xBF{\r\n \"ä\": 1}\n");
  CHECK(file.position(3) == Position{1, 1});
  CHECK(file.line(1) == "{");
  const auto colon = static_cast<std::uint32_t>(file.text.find(':'));
  CHECK(file.position(colon) == Position{2, 5});
  CHECK(file.position(static_cast<std::uint32_t>(file.text.size())) == Position{3, 1});
}

TEST_CASE("a fragment maps decoded text back over escapes") {
  SourceMap sources;
  // The source says "a\u0041b"; decoded it is aAb.
  const SourceFile& file = sources.add("a.json", "\"a\\u0041b\"");
  Fragment fragment(Span{file.id, 0, 10});
  fragment.append("a", 1, 1);
  fragment.append("A", 2, 6);
  fragment.append("b", 8, 1);
  CHECK(fragment.text() == "aAb");
  CHECK(fragment.span(0, 1) == Span{file.id, 1, 2});
  CHECK(fragment.span(1, 2) == Span{file.id, 2, 8});
  CHECK(fragment.span(2, 3) == Span{file.id, 8, 9});
  CHECK(fragment.span(3, 3) == Span{file.id, 9, 9});
  const Fragment part = fragment.part(1, 3);
  CHECK(part.text() == "Ab");
  CHECK(part.span(1, 2) == Span{file.id, 8, 9});
}
