#include "runtime/encoding/csv.h"

#include <doctest/doctest.h>

#include "pieces.h"

using namespace adxc;
using namespace adxc::encoding;

namespace {

CsvDialect dialect(char delimiter, char quote, char escape, std::string row_end = "") {
  return {delimiter, quote, escape, std::move(row_end)};
}

/// All records, fields in quotes marked with `'`, ended by what went wrong if something did.
std::vector<std::string> records(const std::string& text, const CsvDialect& how = {},
                                 std::size_t at_once = 1 << 20, std::uint64_t skip = 0) {
  CsvReader reader(pieces(text, at_once), "a.csv", how);
  std::vector<std::string> found;
  if (const auto skipped = reader.skip_lines(skip); !skipped) return {skipped.error().message};
  for (int calls = 0; calls < 100; ++calls) {
    const auto more = reader.next();
    if (more && !*more) return found;
    std::string line = more ? std::to_string(reader.line()) : more.error().message;
    for (std::size_t i = 0; more && i < reader.fields(); ++i) {
      const CsvField field = reader.field(i);
      line += "|" + std::string(field.text) + (field.quoted ? "'" : "");
    }
    found.push_back(line);
  }
  return found;
}

using Records = std::vector<std::string>;

/// The same whatever the source gives at once.
void check(const std::string& text, const Records& expected, const CsvDialect& how = {},
           std::uint64_t skip = 0) {
  CAPTURE(text);
  for (const std::size_t at_once : {1U, 2U, 3U, 7U, 1U << 20}) {
    CAPTURE(at_once);
    CHECK(records(text, how, at_once, skip) == expected);
  }
}

}  // namespace

TEST_CASE("records end with any line end, the last with or without one") {
  check("", {});
  check("a", {"1|a"});
  check("a,b\n", {"1|a|b"});
  check("a\r\nb\nc\rd", {"1|a", "2|b", "3|c", "4|d"});
  check("a,\n,\n", {"1|a|", "2||"});
  check("\n\na\n", {"1|", "2|", "3|a"});
  check("a\n\r\n", {"1|a", "2|"});
  check(",", {"1||"});
}

TEST_CASE("quoted fields hold delimiters, line ends and doubled quotes") {
  check("\"a,b\",c\n", {"1|a,b'|c"});
  check("\"a\nb\r\nc\",d\ne", {"1|a\nb\r\nc'|d", "4|e"});
  check("\"say \"\"hi\"\"\"\n", {"1|say \"hi\"'"});
  check("\"\"\"\"", {"1|\"'"});
  check("\"\",\"\"", {"1|'|'"});
  check("a\"b,c\"", {"1|a\"b|c\""});
  check("\"a\"\r\n\"b\"", {"1|a'", "2|b'"});
}

TEST_CASE("a backslash takes the meaning off quotes and backslashes inside quotes") {
  const CsvDialect how = dialect(',', '"', '\\');
  check("\"a\\\"b\",c", {"1|a\"b'|c"}, how);
  check("\"C:\\\\\",\"C:\\dir\"", {"1|C:\\'|C:\\dir'"}, how);
  check("\"say \"\"hi\"\"\"", {"1|say \"hi\"'"}, how);
  check("C:\\dir,\\\"", {"1|C:\\dir|\\\""}, how);
  check("\"a\\", {"`a.csv`, line 1: a quote is opened and never closed"}, how);
}

TEST_CASE("other dialects") {
  check("a;'b;c'\n", {"1|a|b;c'"}, dialect(';', '\'', '\''));
  check("a\tb\"c\"\td\n", {"1|a|b\"c\"|d"}, dialect('\t', '\0', '\0'));
  check("\"a\"\n", {"1|\"a\""}, dialect(',', '\0', '\0'));
  check("a,b\r\nc\nd;e", {"1|a|b\r\nc\nd", "2|e"}, dialect(',', '"', '"', ";"));
  check("a\rb\nc\r\nd", {"1|a\rb\nc", "2|d"}, dialect(',', '"', '"', "\r\n"));
  check("a\r\nb\n", {"1|a\r", "2|b"}, dialect(',', '"', '"', "\n"));
  check("\"a\"\r\nb", {"1|a'", "2|b"}, dialect(',', '"', '"', "\r\n"));
}

TEST_CASE("a byte order mark is passed over") {
  check("\xEF\xBB\xBF", {});
  check(
      "\xEF\xBB\xBF"
      "a,b\n",
      {"1|a|b"});
  check("\xEF\xBB\xBF\"a\"\n", {"1|a'"});
  check(
      "\xFF\xFE"
      "a",
      {"`a.csv`, line 1: the bytes are not UTF-8; they begin like UTF-16"});
}

TEST_CASE("lines that are not empty are skipped") {
  check("\nskip \"me\n\nand me\r\na,b\n", {"5|a|b"}, {}, 2);
  check("one\n", {}, {}, 5);
  check("", {}, {}, 1);
}

TEST_CASE("what is wrong is named, and reading goes on behind it") {
  check("a\n\"b\" ,c\nd\n",
        {"1|a", "`a.csv`, line 2: text stands behind the closing quote of field 1 (`b`)", "3|d"});
  check("a\nb\xFF\nc\n",
        {"1|a", "`a.csv`, line 2: the record holds bytes that are not UTF-8", "3|c"});
  check(std::string("a\nb\0\nc\n", 7),
        {"1|a",
         "`a.csv`, line 2: the record holds a NUL byte; the file may be UTF-16 or no text at all",
         "3|c"});
  check("a\n\"b\nc\n", {"1|a", "`a.csv`, line 2: a quote is opened and never closed"});
}

TEST_CASE("records and fields are limited") {
  CsvReader wide(pieces(std::string(kMaxFields, ','), 1 << 20), "w.csv");
  CHECK(wide.next().error().kind == ErrorKind::Limit);
  CsvReader open(pieces("\"" + std::string(kMaxRecordBytes + (1 << 20), 'x'), 1 << 20), "o.csv");
  const auto error = open.next().error();
  CHECK(error.kind == ErrorKind::Limit);
  CHECK(error.message ==
        "`o.csv`, line 1: the record is longer than 64 MiB; a quote may be missing");
}

TEST_CASE("what is written reads back, in every dialect") {
  const std::string kFields[] = {"",     "a",    "a,b",  "a;b", "\"",  "a\"b", "\\",  "a\\",
                                 "\\\"", "a\nb", "\r\n", "'",   " a ", "é",    "a|b", "\t"};
  for (const CsvDialect& how : {CsvDialect{}, dialect(';', '\'', '\''), dialect(',', '"', '\\'),
                                dialect('\t', '"', '\\', "\n"), dialect(',', '"', '\0', "|"),
                                dialect('|', '"', '"', "\r\n")}) {
    CsvWriter writer(how);
    for (const std::string& field : kFields) REQUIRE(writer.add(field));
    writer.end_record();
    for (const std::string& field : kFields) REQUIRE(writer.add(field, true));
    writer.end_record();
    CsvReader reader(pieces(writer.text(), 5), "a.csv", how);
    for (int row = 0; row < 2; ++row) {
      const auto more = reader.next();
      REQUIRE(more);
      REQUIRE(reader.fields() == std::size(kFields));
      for (std::size_t i = 0; i < reader.fields(); ++i) {
        CAPTURE(kFields[i]);
        CHECK(reader.field(i).text == kFields[i]);
      }
    }
    CHECK_FALSE(*reader.next());
  }
}

TEST_CASE("the writer quotes only what needs it, and refuses what cannot be written") {
  CsvWriter writer;
  writer.add("plain");
  writer.add("with,comma");
  writer.add("", true);
  writer.add_raw("");
  writer.end_record();
  CHECK(writer.text() == "plain,\"with,comma\",\"\",\r\n");
  CsvWriter bare(dialect('|', '\0', '\0', "\n"));
  CHECK(bare.add("a,b"));
  CHECK_FALSE(bare.add("a|b"));
  CHECK_FALSE(bare.add("a\nb"));
  bare.end_record();
  CHECK(bare.text() == "a,b\n");
}
