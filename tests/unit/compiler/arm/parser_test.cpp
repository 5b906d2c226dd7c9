#include "compiler/arm/parser.h"

#include <doctest/doctest.h>

using namespace adxc;
using namespace adxc::arm;

namespace {

struct Read {
  Tree tree;
  diag::Sink sink;
};

Read read(const std::string& text) {
  static text::SourceMap sources;
  const text::SourceFile& file = sources.add("t.json", text);
  Read made;
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(text.size())};
  made.tree = parse(text::Fragment::verbatim(file.text, all), "/x", made.sink);
  return made;
}

std::string said(const std::string& text) {
  const Read made = read(text);
  return made.sink.all().empty() ? "" : made.sink.all().front().message;
}

}  // namespace

TEST_CASE("brackets tell expressions from texts") {
  CHECK(text_kind("plain") == TextKind::Literal);
  CHECK(text_kind("[") == TextKind::Literal);
  CHECK(text_kind("[1] first") == TextKind::Literal);
  CHECK(text_kind("[[dbo].[Orders]") == TextKind::Escaped);
  CHECK(text_kind("[parameters('a')]") == TextKind::Expression);
  CHECK(text_kind("[concat('a', 'b')") == TextKind::Unclosed);
}

TEST_CASE("calls, members, indices, texts and numbers are read") {
  for (const char* text :
       {"[parameters('a')]", "[ concat ( 'it''s' , -1 ) ]", "[parameters('a').b['c'][0].?d[?'e']]",
        "[__bicep.name(variables('x'))]", "[if(true(), null(), createObject())]",
        "[listKeys(resourceId('a/b', 'c'), '2021').keys[0].value]"}) {
    CAPTURE(text);
    CHECK(said(text) == "");
    CHECK(read(text).tree.sound());
  }
}

TEST_CASE("the first mistake is told where it stands") {
  CHECK(said("[concat('a'] ") == "found `]`, wanted `,` or `)`");
  CHECK(said("[concat('a]") == "found a text that never ends, wanted `'` at its end");
  CHECK(said("[a]") == "found `a`, wanted a function call, a text in single quotes or a number");
  CHECK(said("[concat('a')]]") == "found `]`, wanted nothing after the last `]`");
  CHECK(said("[add(1)]") == "`add` takes 2 arguments, here are 1");
  CHECK(said("[concatt('a')]") ==
        "`concatt` is no function of ARM templates; did you mean `concat`?");
  const Read made = read("[concat('a', b)]");
  REQUIRE(made.sink.all().size() == 1);
  CHECK(made.sink.all()[0].place.span.begin == 13);
}

TEST_CASE("depth is bounded") {
  std::string text = "[";
  for (int i = 0; i < 200; ++i) text += "not(";
  CHECK(said(text + "]") == "found more than 100 levels of nesting, wanted fewer");
}
