#include "compiler/kql/lexer.h"

#include <doctest/doctest.h>

#include "compiler/kql/literals.h"

using namespace adxc;
using kql::TokenKind;

namespace {

/// Texts of all tokens but the end, parted by blanks.
std::string texts(std::string_view query) {
  std::string out;
  for (const kql::Token& token : kql::lex(query).tokens) {
    if (!out.empty() && token.kind != TokenKind::End) out += ' ';
    out += query.substr(token.range.begin, token.range.size());
  }
  return out;
}

TokenKind only(std::string_view query) {
  const auto lexed = kql::lex(query);
  REQUIRE(lexed.tokens.size() == 2);
  return lexed.tokens[0].kind;
}

std::int64_t ticks(std::string_view literal) {
  const auto value = kql::literal_value(only(literal), literal);
  REQUIRE(value);
  return std::get<std::int64_t>(value->value);
}

}  // namespace

TEST_CASE("tokens are told apart by their first characters") {
  struct Case {
    std::string_view text;
    TokenKind kind;
  };
  for (const Case& c : {Case{"abc", TokenKind::Word},
                        Case{"_a1", TokenKind::Word},
                        Case{"$left", TokenKind::Word},
                        Case{"3Dchart", TokenKind::Word},
                        Case{"in~", TokenKind::Word},
                        Case{"!in~", TokenKind::Word},
                        Case{"!has_cs", TokenKind::Word},
                        Case{"12", TokenKind::Long},
                        Case{"0xFF", TokenKind::Long},
                        Case{"1.5", TokenKind::Real},
                        Case{"1.", TokenKind::Real},
                        Case{"1e-3", TokenKind::Real},
                        Case{"2.5h", TokenKind::TimeSpan},
                        Case{"3ticks", TokenKind::TimeSpan},
                        Case{"true", TokenKind::Bool},
                        Case{"FALSE", TokenKind::Bool},
                        Case{"datetime(2020-01-01)", TokenKind::Typed},
                        Case{"long(null)", TokenKind::Typed},
                        Case{"74be27de-1e4e-49d9-b579-fe0b331d3642", TokenKind::Guid},
                        Case{"'it\\'s'", TokenKind::String},
                        Case{"@\"c:\\\"", TokenKind::String},
                        Case{"h'secret'", TokenKind::String},
                        Case{"H@'secret'", TokenKind::String},
                        Case{"```a\nb```", TokenKind::String},
                        Case{"~~~a\nb~~~", TokenKind::String}}) {
    CAPTURE(c.text);
    CHECK(only(c.text) == c.kind);
    CHECK(kql::lex(c.text).errors.empty());
  }
}

TEST_CASE("punctuation takes the longest spelling; comments and odd blanks are left out") {
  CHECK(texts("a<=b==c=~d!~e<>f=>g<|h") == "a <= b == c =~ d !~ e <> f => g <| h");
  CHECK(texts("a // all | of this\n| b\xC2\xA0| c") == "a | b | c");
  CHECK(texts("between (1..5)") == "between ( 1 .. 5 )");
  CHECK(texts("# only a note\nT") == "T");
}

TEST_CASE("what is not KQL is reported where it stands, and lexing goes on") {
  const auto lexed = kql::lex("a ? \"open\nb é c");
  REQUIRE(lexed.errors.size() == 2);
  CHECK(lexed.errors[0].range == kql::Range{4, 9});
  CHECK(lexed.errors[0].message == "this string is not closed; expected \"");
  CHECK(lexed.errors[1].message == "`é` is no part of the language");
  CHECK(kql::lex("'a\\qb'").errors.at(0).range == kql::Range{2, 4});
  CHECK(kql::lex("datetime(2020").errors.size() == 1);
}

TEST_CASE("strings give their text") {
  struct Case {
    std::string_view token, text;
  };
  for (const Case& c : {Case{"'a\\tb\\u0041\\x42\\\\'", "a\tbAB\\"},
                        Case{"@'it''s c:\\dir'", "it's c:\\dir"}, Case{"h\"x\\\"y\"", "x\"y"},
                        Case{"```\\n stays```", "\\n stays"}, Case{"'\\ud83d\\ude00'", "😀"},
                        Case{"'\\U0001F600\\101'", "😀A"}, Case{"'unclosed", "unclosed"}}) {
    CHECK(kql::string_text(c.token) == c.text);
  }
}

TEST_CASE("literals give values of their types, and refuse what is none") {
  CHECK(ticks("1d") == 864'000'000'000);
  CHECK(ticks("1.5h") == 54'000'000'000);
  CHECK(ticks("10ms") == 100'000);
  CHECK(ticks("3tick") == 3);
  CHECK(ticks("2microseconds") == 20);
  CHECK(ticks("time(-1.02:03:04)") == -937'840'000'000);
  CHECK(ticks("timespan(2d)") == 2 * 864'000'000'000);
  CHECK(ticks("datetime(2020)") == ticks("datetime(2020-01-01 00:00)"));
  CHECK(ticks("0x10") == 16);
  CHECK(ticks("long(-5)") == -5);
  const auto guid = kql::literal_value(TokenKind::Typed, "guid(74BE27DE1E4E49D9B579FE0B331D3642)");
  REQUIRE(guid);
  CHECK(std::get<std::string>(guid->value) == "74be27de-1e4e-49d9-b579-fe0b331d3642");
  const auto null = kql::literal_value(TokenKind::Typed, "int(null)");
  REQUIRE(null);
  CHECK(null->type == ScalarType::Int);
  CHECK(std::holds_alternative<std::monostate>(null->value));
  CHECK_FALSE(kql::literal_value(TokenKind::Typed, "int(3000000000)"));
  CHECK_FALSE(kql::literal_value(TokenKind::Typed, "datetime(yesterday)"));
  CHECK_FALSE(kql::literal_value(TokenKind::Long, "99999999999999999999"));
}
