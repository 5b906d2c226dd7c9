#include <atomic>
#include <thread>

#include "fixture.h"

namespace adxc::engine {
namespace {

constexpr std::string_view kAllTypes =
    ".create table T (b: bool, i: int, l: long, r: real, d: decimal, s: string, t: datetime, "
    "ts: timespan, g: guid, x: dynamic)";

TEST_CASE("every type comes back as it went in") {
  Fixture f;
  f.manage(kAllTypes);
  const std::string rows =
      "true,2147483647,9223372036854775807,1.5,1234567890123456789012345678901234,text,"
      "9999-12-31T23:59:59.9999999Z,-1.02:03:04.5000001,74BE27DE-1E4E-49D9-B579-FE0B331D3642,"
      "\"{\"\"a\"\": [1, 2]}\"\n"
      "false,-2147483648,-9223372036854775808,NaN,-0.0000000001,\"a \"\"b\"\"\n,c\","
      "0001-01-01,10675199.02:48:05.4775807,,[]\n"
      ",,,-Infinity,,,,,,\n"
      "x,x,1.5,x,x,x,x,x,x,x\n";
  CHECK(f.rows_of(".ingest inline into table T <|\n" + rows).size() == 36);
  const std::string expected =
      "true|2147483647|9223372036854775807|1.5|1234567890123456789012345678901234|text|"
      "9999-12-31T23:59:59.9999999Z|-1.02:03:04.5000001|74be27de-1e4e-49d9-b579-fe0b331d3642|"
      "{\"a\":[1,2]}\n"
      "false|-2147483648|-9223372036854775808|NaN|-0.0000000001|a \"b\"\n,c|0001-01-01T00:00:00Z|"
      "10675199.02:48:05.4775807|∅|[]\n"
      "∅|∅|∅|-Infinity|∅||∅|∅|∅|∅\n"
      "∅|∅|∅|∅|∅|x|∅|∅|∅|\"x\"";
  CHECK(f.result("T") == expected);
  f.reopen();
  CHECK(f.result("T") == expected);
}

TEST_CASE("mappings, headers and other delimiters") {
  const Fixture f;
  f.manage(".create table T (a: int, b: string)");
  f.manage(
      ".create table T ingestion csv mapping 'm' "
      "'[{\"Column\":\"b\",\"Properties\":{\"Ordinal\":\"0\"}},{\"Name\":\"a\",\"Ordinal\":2}]'");
  f.manage(
      ".ingest inline into table T with (ingestionMappingReference='m', "
      "ignoreFirstRecord=true) <|\nh,h,h\nx,y,3\n");
  f.manage(
      ".ingest inline into table T with (format='psv', ingestionMapping="
      "'[{\"Column\":\"b\",\"ConstValue\":\"k\"}]') <| 1|2");
  f.manage(".ingest inline into table T with (format='tsv') <| 4\tz\textra");
  CHECK(f.result("T | sort by b asc") == "∅|k\n3|x\n4|z");
  CHECK(f.manage(".ingest inline into table T with (ingestionMappingReference='gone') <| 1") ==
        "BadRequest_MappingReferenceWasNotFound: Mapping reference 'gone' of kind csv of table 'T' "
        "was not found.");
}

TEST_CASE("JSON lines go by name or by path; a broken line is skipped") {
  const Fixture f;
  f.manage(".create table T (a: int, b: string, c: dynamic)");
  f.manage(
      ".ingest inline into table T with (format='json') <|\n"
      "{\"a\": 1, \"b\": \"x\\u00e9\", \"c\": {\"k\": [1, 2.50]}}\n"
      "{\"a\": broken\n"
      "{\"b\": 12345678901234567890123, \"c\": null}\n");
  f.manage(
      ".ingest inline into table T with (format='json', ingestionMapping="
      "'[{\"column\":\"b\",\"Properties\":{\"Path\":\"$.x[\\'y z\\'][1]\"}}]') <| "
      "{\"x\": {\"y z\": [1, \"deep\"]}}");
  CHECK(f.result("T") == "1|xé|{\"k\":[1,2.50]}\n∅|12345678901234567890123|∅\n∅|deep|∅");
}

TEST_CASE("a strict policy refuses ragged records and leaves no trace") {
  const Fixture f;
  f.manage(".create table T (a: int, b: string)");
  CHECK(f.manage(".ingest inline into table T with (validationPolicy="
                 "'{\"ValidationOptions\":1,\"ValidationImplications\":0}') <|\n1,x\n2\n") ==
        "Stream_WrongNumberOfFields: record 2 has 1 fields, the first one has 2");
  CHECK(f.manage(".ingest inline into table T <|\n1,\"x\n") ==
        "Stream_ClosingQuoteMissing: a quote of record 1 is never closed");
  CHECK(f.result("T | count") == "0");
  CHECK(f.rows_of(".show table T extents").empty());
  f.manage(".ingest inline into table T <|\n1,x\n2\n");
  CHECK(f.result("T | sort by a asc") == "1|x\n2|");
}

TEST_CASE("extents carry tags and tell what was ingested before") {
  const Fixture f;
  f.manage(".create table T (a: int)");
  const std::string ingest =
      ".ingest inline into table T with (tags='[\"ingest-by:x\",\"drop-by:run 1\"]', "
      "ingestIfNotExists='[\"x\"]', creationTime='2020-01-02') <| 1";
  f.manage(ingest);
  CHECK(f.rows_of(ingest) == "00000000-0000-0000-0000-000000000000");
  CHECK(f.result("T | count") == "1");
  CHECK(f.rows_of(".show table T extents where tags has 'drop-by:run 1' | project RowCount, "
                  "MinCreatedOn, Tags") == "1|2020-01-02T00:00:00Z|ingest-by:x\r\ndrop-by:run 1");
  CHECK(f.rows_of(".show table T extents where tags has 'drop-by:run'").empty());
  CHECK(f.rows_of(".show table T extents where tags contains 'RUN' | count") == "1");
  f.manage(".clear table T data");
  CHECK(f.rows_of(".show table T extents").empty());
  CHECK(f.result("T | count") == "0");
}

TEST_CASE("the rows of a query become a table or join one") {
  const Fixture f;
  CHECK(f.rows_of(".set T with (tags='[\"t\"]') <| range i from 1 to 3 step 1").ends_with("|3"));
  CHECK(f.manage(".set T <| print 1") ==
        "BadRequest_EntityAlreadyExists: Table 'T' already exists.");
  CHECK(f.manage(".append T <| print 'x'").starts_with("General_BadRequest: Semantic error: "));
  CHECK(f.manage(".append Gone <| print 1").starts_with("BadRequest_EntityNotFound"));
  f.manage(".set-or-append T <| T | project i * 10");
  CHECK(f.result("T | summarize sum(i), count()") == "66|6");
  CHECK(f.rows_of(".show table T extents | project RowCount, Tags") == "3|t\n3|");
  f.manage(".set-or-replace T <| print 7");
  CHECK(f.result("T") == "7");
  CHECK(f.rows_of(".show table T extents | count") == "1");
}

TEST_CASE("columns added later are null, or empty texts, in older rows") {
  const Fixture f;
  f.manage(".create table T (a: int)");
  f.manage(".ingest inline into table T <| 1");
  f.manage(".create-merge table T (b: string, c: long)");
  f.manage(".ingest inline into table T <| 2,x,3");
  CHECK(f.result("T | sort by a asc") == "1||∅\n2|x|3");
}

TEST_CASE("eight threads write and read at once") {
  const Fixture f;
  f.manage(".create table T (a: int, b: int)");
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 10; ++i) {
        Gathered gathered;
        const auto command =
            fmt::format(".ingest inline into table T <|\n{0},{1}\n{0},{1}", thread, i);
        if (!f.engine->manage("db", command, {}, gathered)) ++failures;
        // Both rows of a command are seen, or none.
        Gathered counted;
        if (!f.engine->query("db", "T | summarize c = count() by a, b | where c != 2", {},
                             counted) ||
            counted.lines.size() != 1) {
          ++failures;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(f.result("T | count") == "160");
}

}  // namespace
}  // namespace adxc::engine
