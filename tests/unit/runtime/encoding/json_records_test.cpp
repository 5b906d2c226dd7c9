#include "runtime/encoding/json_records.h"

#include <doctest/doctest.h>

#include "pieces.h"

using namespace adxc;
using namespace adxc::encoding;

namespace {

using Records = std::vector<std::string>;

Records records(const std::string& text, std::size_t at_once) {
  JsonRecords reader(pieces(text, at_once), "a.json");
  Records found;
  while (true) {
    const auto more = reader.next();
    if (!more) {
      found.push_back(more.error().message);
      CHECK_FALSE(*reader.next());
      return found;
    }
    if (!*more) return found;
    found.push_back(std::to_string(reader.line()) + std::string(reader.text()));
  }
}

void check(const std::string& text, const Records& expected) {
  CAPTURE(text);
  for (const std::size_t at_once : {1U, 2U, 5U, 1U << 20}) {
    CAPTURE(at_once);
    CHECK(records(text, at_once) == expected);
  }
}

}  // namespace

TEST_CASE("objects follow one another, on lines or not") {
  check("", {});
  check(" \n\t", {});
  check("{}", {"1{}"});
  check("{\"a\":1}\n{\"b\":{}}\r\n\n{\"c\":[1]}", {"1{\"a\":1}", "2{\"b\":{}}", "4{\"c\":[1]}"});
  check("{\"a\":\n1}{\"b\":2}", {"1{\"a\":\n1}", "2{\"b\":2}"});
  check("\xEF\xBB\xBF{\"a\":1}", {"1{\"a\":1}"});
}

TEST_CASE("an array gives its elements") {
  check("[]", {});
  check(" [ ] ", {});
  check("[{\"a\":1},\n {\"a\":2}\n]\n", {"1{\"a\":1}", "2{\"a\":2}"});
}

TEST_CASE("brackets and quotes in strings mean nothing") {
  check("{\"}\":\"]{\\\"}\\\\\"}{}", {"1{\"}\":\"]{\\\"}\\\\\"}", "1{}"});
}

TEST_CASE("what is no object is named with its line") {
  check("1", {"`a.json`, line 1: found `1`, wanted an object or an array of objects"});
  check("{}\n,{}", {"1{}", "`a.json`, line 2: found `,`, wanted an object"});
  check("{}\n[{}]", {"1{}", "`a.json`, line 2: found `[`, wanted an object"});
  check("[{}\n{}]", {"1{}", "`a.json`, line 2: found `{`, wanted `,` or `]`"});
  check("[{},]", {"1{}", "`a.json`, line 1: found `]`, wanted an object"});
  check("[,]", {"`a.json`, line 1: found `,`, wanted an object or `]`"});
  check("[{}", {"1{}", "`a.json`, line 1: the file ends where `,` or `]` is wanted"});
  check("[", {"`a.json`, line 1: the file ends where an object or `]` is wanted"});
  check("[] {}", {"`a.json`, line 1: found `{`, wanted nothing behind the array"});
  check("[1]", {"`a.json`, line 1: found `1`, wanted an object or `]`"});
  check("\n{\"a\":1", {"`a.json`, line 2: the object is not closed"});
  check("{\"a", {"`a.json`, line 1: the object is not closed"});
  check("{\"a\\", {"`a.json`, line 1: the object is not closed"});
  check("\xFF\xFE{",
        {"`a.json`, line 1: found a byte that is no JSON, wanted an object or an array "
         "of objects"});
  check(std::string(1, '\0'),
        {"`a.json`, line 1: found a byte that is no JSON, wanted an object or "
         "an array of objects"});
}

TEST_CASE("the length of an object is limited") {
  JsonRecords reader(pieces("{\"" + std::string(kMaxRecordBytes + (1 << 20), 'x'), 1 << 20),
                     "a.json");
  CHECK(reader.next().error().kind == ErrorKind::Limit);
}
