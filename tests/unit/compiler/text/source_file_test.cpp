#include "compiler/text/source_file.h"

#include <doctest/doctest.h>

using namespace adxc;

TEST_CASE("columns are characters, also far out in a long line and around each stride") {
  std::string text = "\xEF\xBB\xBF{}\n";
  for (int i = 0; i < 3000; ++i) text += i % 3 == 0 ? "😀" : "e\u0301";
  text += "\nlast";
  text::SourceMap sources;
  const text::SourceFile& file = sources.add("a.json", text);
  CHECK(file.position(3) == text::Position{1, 1});
  CHECK(file.position(4) == text::Position{1, 2});
  text::Position expected{2, 1};
  for (std::uint32_t at = 6; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
      CHECK(file.position(at) == expected);
      const bool line_ends = text[at] == '\n';
      expected = {expected.line + (line_ends ? 1 : 0), line_ends ? 1 : expected.column + 1};
    }
  }
  CHECK(file.position(static_cast<std::uint32_t>(text.size())) == text::Position{3, 5});
}
