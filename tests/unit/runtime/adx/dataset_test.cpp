#include "runtime/adx/dataset.h"

#include <doctest/doctest.h>

#include "answers.h"

namespace adxc::adx {
namespace {

using namespace tests;

/// Keeps what it is given as text: cells joined by `|`, null as `~`.
struct Keeper : TableSink {
  Result<void> begin(const rows::Schema& given) override {
    schema = given;
    return {};
  }
  Result<void> batch(rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      std::string line;
      for (std::size_t column = 0; column < batch.columns(); ++column) {
        const rows::Cell cell = batch.at(row, column);
        line += (column > 0 ? "|" : "") + (cell.null ? std::string("~") : std::string(cell.text));
      }
      rows.push_back(line);
    }
    return {};
  }
  rows::Schema schema;
  std::vector<std::string> rows;
};

Result<void> read(const std::string& text, Keeper& keeper, std::size_t piece = 1'000'000) {
  Dataset dataset(keeper);
  for (std::size_t at = 0; at < text.size(); at += piece)
    ADXC_TRY(dataset.feed(std::string_view(text).substr(at, piece)));
  return dataset.finish();
}

std::string problem(const std::string& text) {
  Keeper keeper;
  const auto result = read(text, keeper);
  REQUIRE_FALSE(result.has_value());
  return result.error().text();
}

const std::string kAllColumns =
    R"({"ColumnName":"b","ColumnType":"bool"},{"ColumnName":"i","ColumnType":"int"},{"ColumnName":"l","ColumnType":"long"},{"ColumnName":"r","ColumnType":"real"},{"ColumnName":"d","ColumnType":"decimal"},{"ColumnName":"s","ColumnType":"string"},{"ColumnName":"t","ColumnType":"datetime"},{"ColumnName":"p","ColumnType":"timespan"},{"ColumnName":"g","ColumnType":"guid"},{"ColumnName":"y","ColumnType":"dynamic"})";
const std::string kAllRows =
    R"([true,-5,9223372036854775807,0.1,"2.00000000000001","a \"q\" \u00e9\ud83d\ude00\n","2020-03-04T14:05:01.3109965Z","-1.02:03:04.5","6f3c1072-2739-461c-8aa7-3cfc8ff528a8",{"a":[1, "x]"]}],)"
    "\n"
    R"([0,null,null,"-Infinity",12345678901234567890.123,null,null,null,null,null],[false, 1 ,-9223372036854775808,1e3,"1","","0001-01-01T00:00:00Z","00:00:00","6F3C1072-2739-461C-8AA7-3CFC8FF528A8","{\"k\":1}"])";

TEST_CASE("every type arrives with every digit, however the bytes are cut") {
  const std::string text =
      dataset(primary(kAllColumns, kAllRows) + "," + status("4", R"("{}")") + "," + kCompletion);
  for (const std::size_t piece : {text.size(), std::size_t{1}, std::size_t{2}, std::size_t{13}}) {
    Keeper keeper;
    const auto result = read(text, keeper, piece);
    REQUIRE_MESSAGE(result.has_value(), result.error().text());
    REQUIRE(keeper.schema.size() == 10);
    CHECK(keeper.schema[2] == rows::Column{"l", ScalarType::Long});
    REQUIRE(keeper.rows.size() == 3);
    CHECK(keeper.rows[0] ==
          "true|-5|9223372036854775807|0.1|2.00000000000001|a \"q\" "
          "é😀\n|2020-03-04T14:05:01.3109965Z|"
          "-1.02:03:04.5|6f3c1072-2739-461c-8aa7-3cfc8ff528a8|{\"a\":[1,\"x]\"]}");
    CHECK(keeper.rows[1] == "false|~|~|-Infinity|12345678901234567890.123||~|~|~|~");
    CHECK(keeper.rows[2] ==
          "false|1|-9223372036854775808|1000.0|1||0001-01-01T00:00:00Z|00:00:00|"
          "6f3c1072-2739-461c-8aa7-3cfc8ff528a8|{\"k\":1}");
  }
}

const std::string kOneColumn = R"({"ColumnName":"n","ColumnType":"long"})";

TEST_CASE("an answer that is cut anywhere is a failure") {
  const std::string text = dataset(primary(kOneColumn, "[1],[2]") + "," + kCompletion);
  Keeper whole;
  REQUIRE(read(text, whole).has_value());
  CHECK(whole.rows == std::vector<std::string>{"1", "2"});
  for (std::size_t size = 0; size < text.size(); ++size) {
    Keeper keeper;
    const auto result = read(text.substr(0, size), keeper);
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().kind == ErrorKind::Unavailable);
  }
}

TEST_CASE("members of a frame may come in any order") {
  const std::string text =
      "[" + kHeader + R"(,{"FrameType":"DataTable","Rows":[[1],[2]],"Columns":[)" + kOneColumn +
      R"(],"TableName":"x","TableKind":"PrimaryResult","TableId":1},)" + kCompletion + "]";
  Keeper keeper;
  REQUIRE(read(text, keeper, 3).has_value());
  CHECK(keeper.rows == std::vector<std::string>{"1", "2"});
}

TEST_CASE("tables in fragments are put together") {
  const std::string header =
      R"({"FrameType":"TableHeader","TableId":1,"TableKind":"PrimaryResult","TableName":"x","Columns":[)" +
      kOneColumn + "]}";
  const std::string fragments =
      R"(,{"FrameType":"TableFragment","TableFragmentType":"DataAppend","TableId":1,"Rows":[[1],[2]]},{"FrameType":"TableProgress","TableId":1,"TableProgress":50},{"FrameType":"TableFragment","TableFragmentType":"DataAppend","TableId":1,"Rows":[[3]]},)";
  const std::string end = R"({"FrameType":"TableCompletion","TableId":1,"RowCount":3})";
  Keeper keeper;
  REQUIRE(read(dataset(header + fragments + end + "," + kCompletion), keeper, 5).has_value());
  CHECK(keeper.rows == std::vector<std::string>{"1", "2", "3"});
  CHECK(problem(dataset(
            header + fragments + R"({"FrameType":"TableCompletion","TableId":1,"RowCount":4},)" +
            kCompletion)) == "the answer cannot be read: 3 rows came, 4 were announced");
  CHECK(
      problem(dataset(
          header + fragments +
          R"({"FrameType":"TableCompletion","TableId":1,"RowCount":3,"OneApiErrors":[{"error":{"code":"X","@message":"late"}}]},)" +
          kCompletion)) == "late (X)");
}

TEST_CASE("a table without rows still has its columns") {
  Keeper keeper;
  REQUIRE(read(dataset(primary(kOneColumn, "") + "," + kCompletion), keeper).has_value());
  CHECK(keeper.schema.size() == 1);
  CHECK(keeper.rows.empty());
}

TEST_CASE("every place that can tell of a failure is heard") {
  const std::string limits =
      R"({"error":{"code":"LimitsExceeded","message":"Request is invalid","@type":"Kusto.DataNode.Exceptions.KustoServicePartialQueryFailureLimitsExceededException","@message":"Query execution has exceeded the allowed limits (80DA0003): E_QUERY_RESULT_SET_TOO_LARGE.","@permanent":false}})";
  Keeper keeper;
  const auto in_row = read(
      dataset(primary(kOneColumn, R"([1],{"OneApiErrors":[)" + limits + "]}") + "," + kCompletion),
      keeper);
  REQUIRE_FALSE(in_row.has_value());
  CHECK(in_row.error().kind == ErrorKind::Limit);
  CHECK_FALSE(in_row.error().retryable);
  CHECK(in_row.error().text().find("E_QUERY_RESULT_SET_TOO_LARGE. (LimitsExceeded)") !=
        std::string::npos);

  const std::string one = primary(kOneColumn, "[1]");
  CHECK(
      problem(
          dataset(
              one +
              R"(,{"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false,"OneApiErrors":[)" +
              limits + "]}"))
          .find("E_QUERY_RESULT") != std::string::npos);
  CHECK(problem(dataset(
            one + R"(,{"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false})")) ==
        "the query failed after it had begun to answer");
  CHECK(problem(dataset(
            one + R"(,{"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":true})")) ==
        "the query was cancelled at the service");
  CHECK(problem(dataset(one + "," + status("2", R"("{\"Text\":\"out of memory\"}")") + "," +
                        kCompletion)) == "out of memory");
  CHECK(problem(dataset(one + "," + status("1", R"("plain words")") + "," + kCompletion)) ==
        "plain words");
  CHECK(problem(dataset(one + "," + primary(kOneColumn, "") + "," + kCompletion)) ==
        "the query has more than one result, one is wanted");
  CHECK(problem(dataset(kCompletion)) == "the query has no result");
}

TEST_CASE("broken answers are failures, never crashes") {
  for (const char* rows : {"[1,2]", "[]", "1", "\"x\"", "[\"x\"]", "[1.5]", "[{}]", "[tru]", "[1",
                           "[\"\\x\"]", "[\"\\u12\"]", "[,]", "[1]]", "[1,]"}) {
    CAPTURE(rows);
    Keeper keeper;
    CHECK_FALSE(read(dataset(primary(kOneColumn, rows) + "," + kCompletion), keeper).has_value());
  }
  for (const char* text : {"", "{}", "[[", "[{1", "[{\"a\"}", "[{\"a\":}]", "[{\"a\":1 2}]", "]",
                           "<html>", "[{\"a\":tru}]"}) {
    CAPTURE(text);
    Keeper keeper;
    CHECK_FALSE(read(text, keeper).has_value());
  }
  CHECK_FALSE(problem("[{\"a\":" + std::string(100'000, '[')).empty());
  CHECK_FALSE(
      problem("[{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}]").empty());
}

}  // namespace
}  // namespace adxc::adx
