#include "compiler/text/excerpt.h"

#include <doctest/doctest.h>

#include "compiler/text/glyphs.h"

using namespace adxc;

namespace {

text::Excerpt cut(const std::string& line, std::string_view mark, std::size_t width = 100,
                  std::string_view secret = "") {
  text::SourceMap sources;
  const auto& file = sources.add("a", line);
  const auto span = [&](std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(line.find(words));
    return text::Span{file.id, begin, begin + static_cast<std::uint32_t>(words.size())};
  };
  std::vector<text::Span> hidden;
  if (!secret.empty()) hidden.push_back(span(secret));
  return text::excerpt(file, span(mark), hidden, width);
}

}  // namespace

TEST_CASE("glyphs know their cells and hold nothing that moves the cursor") {
  const auto all = text::glyphs("a😀e\u0301\t\x01\xFF");
  REQUIRE(all.size() == 7);
  CHECK(all[1].width == 2);
  CHECK(all[3].width == 0);
  CHECK(all[4].column == 4);
  CHECK(all[4].text == "    ");
  CHECK(text::printable("\u202Eabc\u2066") ==
        "\uFFFD"
        "abc\uFFFD");
  CHECK(text::printable("\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80").find('\xC0') == std::string::npos);
  CHECK(text::glyphs("").empty());
}

TEST_CASE("a span over several lines marks its first line") {
  const auto part = cut("ab cd\nef", "cd\nef");
  CHECK(part.line == "ab cd");
  CHECK(part.indent == "   ");
  CHECK(part.mark == "^~");
}

TEST_CASE("an empty span and a span at the line's end get one caret") {
  CHECK(cut("ab", "").mark == "^");
  const auto end = cut("ab\r\ncd", "\r\n");
  CHECK(end.line == "ab");
  CHECK(end.indent + end.mark == "  ^");
  CHECK(cut("", "").mark == "^");
}

TEST_CASE("a long line is cut around the mark") {
  const std::string line = std::string(60, 'a') + "MARK" + std::string(60, 'b');
  const auto middle = cut(line, "MARK", 40);
  CHECK(middle.line == "…aaaaaaaaaaaaMARKbbbbbbbbbbbbbbbbbbbbbb…");
  CHECK(middle.indent + middle.mark == "             ^~~~");
  const auto left = cut("MARK" + line, "MARK", 40);
  CHECK(left.line == "MARK" + std::string(34, 'a') + "…");
  CHECK(left.indent.empty());
  const auto right = cut(std::string(90, 'a') + "MARK", "MARK", 40);
  CHECK(right.line == "…" + std::string(34, 'a') + "MARK");
  CHECK(right.indent.size() == 35);
  const auto wide = cut(line, line, 40);
  CHECK(wide.mark == "^" + std::string(37, '~'));
}

TEST_CASE("a line of a wide characters is never cut inside one") {
  std::string line;
  for (int i = 0; i < 80; ++i) line += "😀";
  const auto part = cut(line + "x", "x", 41);
  CHECK(part.line.ends_with("😀x"));
  CHECK(part.indent.size() == 39);
}

TEST_CASE("a line of megabytes is as quick as another") {
  const std::string line = std::string(8'000'000, 'a') + "MARK" + std::string(8'000'000, 'b');
  CHECK(cut(line, "MARK", 40).line == "…aaaaaaaaaaaaMARKbbbbbbbbbbbbbbbbbbbbbb…");
}

TEST_CASE("hidden bytes are one mask") {
  const auto part = cut("{\"k\": \"s3cret\", \"x\": 1}", "1", 100, "\"s3cret\"");
  CHECK(part.line == "{\"k\": ***, \"x\": 1}");
  CHECK(part.indent.size() == 16);
}
