#include "compiler/text/encoding.h"

#include <doctest/doctest.h>

#include "compiler/text/source_file.h"

using namespace adxc::text;
using namespace std::string_literals;

TEST_CASE("UTF-16 is told by its mark, or by the zeros of ASCII characters") {
  CHECK(encoding_of("\xFF\xFE{\0"s) == Encoding::Utf16Little);
  CHECK(encoding_of("\xFE\xFF\0{"s) == Encoding::Utf16Big);
  CHECK(encoding_of("{\0}\0"s) == Encoding::Utf16Little);
  CHECK(encoding_of("\0{\0}"s) == Encoding::Utf16Big);
  CHECK(encoding_of("\xFF\xFE\0\0"s) == Encoding::Utf8);
  CHECK(encoding_of("{}"s) == Encoding::Utf8);
  CHECK(encoding_of("") == Encoding::Utf8);
}

TEST_CASE("text goes there and back") {
  const std::string text = "\xEF\xBB\xBF{\"a\": \"ä€😀\xF4\x8F\xBF\xBF\"}\r\n";
  for (const Encoding encoding : {Encoding::Utf16Little, Encoding::Utf16Big})
    CHECK(utf8_of(bytes_of(text, encoding), encoding) == text);
  CHECK(bytes_of(text, Encoding::Utf8) == text);
}

TEST_CASE("halves of characters and of units are no text") {
  CHECK(!utf8_of("a\0b"s, Encoding::Utf16Little));
  CHECK(!utf8_of("\x00\xD8"s, Encoding::Utf16Little));
  CHECK(!utf8_of("\x00\xD8\x00\xD8"s, Encoding::Utf16Little));
  CHECK(!utf8_of("\xDC\x00"s, Encoding::Utf16Big));
}

TEST_CASE("a file is UTF-8 inside and knows what it was") {
  SourceMap sources;
  const SourceFile& file = sources.add("a.json", "\xFF\xFE{\0\n\0\xE4\0}\0"s);
  CHECK(file.text == "\xEF\xBB\xBF{\nä}");
  CHECK(file.encoding == Encoding::Utf16Little);
  CHECK(file.position(7) == Position{2, 2});
  CHECK(sources.add("b.json", "\xFF\xFE{"s).encoding == Encoding::Utf8);
}
