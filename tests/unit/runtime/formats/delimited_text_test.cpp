#include <doctest/doctest.h>

#include "text_file.h"

using namespace adxc;
using namespace adxc::formats;
using plan::Settings;

namespace {

std::string read(const std::string& text, const Settings& dataset = {}, const Settings& use = {}) {
  return read_as("DelimitedText", text, dataset, use);
}

const Settings kHeader = {{"firstRowAsHeader", true}};

rows::Batch one_row(std::initializer_list<const char*> cells) {
  rows::Batch batch(cells.size());
  for (const char* cell : cells) {
    if (cell != nullptr) {
      batch.add(cell);
    } else {
      batch.add_null();
    }
  }
  batch.end_row();
  return batch;
}

const rows::Schema kTwo = {{"a", ScalarType::String}, {"b", ScalarType::Long}};

}  // namespace

TEST_CASE("without a header columns are numbered from 0") {
  CHECK(read("x,1\ny,2\n") == "Prop_0:string Prop_1:string \n1|x|1\n2|y|2");
}

TEST_CASE("a header names the columns") {
  CHECK(read("id,the name\n1,x\n", kHeader) == "id:string the name:string \n2|1|x");
  CHECK(read("\n\nid\n1\n", kHeader) == "id:string \n4|1");
  CHECK(read("id,id\n", kHeader) == "`f`, line 1: column 2 is called `id`, like column 1");
  CHECK(read("id,,x\n", kHeader) == "`f`, line 1: column 2 has no name");
}

TEST_CASE("an unquoted null value is null, a quoted one is text") {
  CHECK(read(",\"\",x\n") == "Prop_0:string Prop_1:string Prop_2:string \n1|~||x");
  CHECK(read("NULL,\"NULL\",\n", {{"nullValue", std::string("NULL")}}) ==
        "Prop_0:string Prop_1:string Prop_2:string \n1|~|NULL|");
}

TEST_CASE("backslash is the default escape, as in Data Factory") {
  CHECK(read("\"a\\\"b\",\"c\"\"d\"\n") == "Prop_0:string Prop_1:string \n1|a\"b|c\"d");
}

TEST_CASE("other delimiters, quotes and row ends") {
  const Settings dataset = {{"columnDelimiter", std::string("|")},
                            {"quoteChar", std::string("'")},
                            {"escapeChar", std::string("'")},
                            {"rowDelimiter", std::string(";")}};
  CHECK(read("a|'b|;'''\n'|c;d|e|f", dataset).find("closing quote") != std::string::npos);
  CHECK(read("a|'b|;'''|c;d|e|f", dataset) ==
        "Prop_0:string Prop_1:string Prop_2:string \n1|a|b|;'|c\n2|d|e|f");
  CHECK(read("\"a\",b\n", {{"quoteChar", std::string()}, {"escapeChar", std::string()}}) ==
        "Prop_0:string Prop_1:string \n1|\"a\"|b");
}

TEST_CASE("settings that cannot be followed are refused by name") {
  CHECK(read("", {{"columnDelimiter", std::string("||")}}) ==
        "the dataset's `columnDelimiter` is `||`; adxc takes one ASCII character");
  CHECK(read("", {{"columnDelimiter", std::string()}}).find("`columnDelimiter` is empty") !=
        std::string::npos);
  CHECK(read("", {{"columnDelimiter", std::string("\"")}}).find("must differ") !=
        std::string::npos);
  CHECK(read("", {{"rowDelimiter", std::string("ab")}}).find("`rowDelimiter`") !=
        std::string::npos);
  CHECK(read("", {{"rowDelimiter", std::string(",")}}).find("must differ") != std::string::npos);
  CHECK(read("", {},
             {{"formatSettings.compressionProperties.type", std::string("TarReadSettings")}}) ==
        "the copy sets `formatSettings.compressionProperties.type`, which adxc cannot honour yet");
}

TEST_CASE("lines in front of the header are skipped") {
  CHECK(read("made by x\n\nat noon\nid\n1\n", kHeader,
             {{"formatSettings.skipLineCount", std::int64_t{2}}}) == "id:string \n5|1");
}

TEST_CASE("a row of another width is an error, and reading goes on behind it") {
  CHECK(read("a,b\n1,2\n1,2,3\n4\n\n5,6\n", kHeader) ==
        "a:string b:string \n2|1|2\n"
        "`f`, line 3: the row has 3 fields, the header has 2\n"
        "`f`, line 4: the row has 1 fields, the header has 2\n6|5|6");
  CHECK(read("a\nb,\"c\n", {}).find("(end)") != std::string::npos);
}

TEST_CASE("empty lines are rows of a single column only") {
  CHECK(read("a\n\nb\n") == "Prop_0:string \n1|a\n2|~\n3|b");
  CHECK(read("a,b\n\nc,d\n\n") == "Prop_0:string Prop_1:string \n1|a|b\n3|c|d");
}

TEST_CASE("what is written") {
  CHECK(write_as("DelimitedText", kTwo, one_row({"x", "1"})) == "x,1\r\n");
  CHECK(write_as("DelimitedText", kTwo, one_row({"", nullptr}), kHeader) == "a,b\r\n\"\",\r\n");
  CHECK(write_as("DelimitedText", kTwo, one_row({"say \"x\"", "1"})) == "\"say \\\"x\\\"\",1\r\n");
  CHECK(write_as("DelimitedText", kTwo, one_row({"x", nullptr}), kHeader,
                 {{"formatSettings.quoteAllText", true}}) == "\"a\",\"b\"\r\n\"x\",\r\n");
  CHECK(write_as("DelimitedText", kTwo, one_row({"NULL", nullptr}),
                 {{"nullValue", std::string("NULL")}, {"rowDelimiter", std::string("\n")}}) ==
        "\"NULL\",NULL\n");
  CHECK(
      write_as("DelimitedText", kTwo, one_row({"x,y", "1"}), {{"quoteChar", std::string()}}) ==
      "a text of the column `a` holds a delimiter or a line end, and the dataset's `quoteChar` is "
      "empty");
  CHECK(write_as("DelimitedText", kTwo, one_row({"x", "1"}), {},
                 {{"formatSettings.maxRowsPerFile", std::int64_t{5}}}) ==
        "the copy sets `formatSettings.maxRowsPerFile`, which adxc cannot honour yet");
}
