#include "runtime/files/file_rows.h"

#include <doctest/doctest.h>

#include "tests/fakes/fake_world.h"

using namespace adxc;
using namespace adxc::files;

namespace {

/// Reads the texts as files f0, f1, … and shows "file:line|cell|cell", null as "~".
std::string read(const std::string& type, const std::vector<std::string>& texts) {
  fakes::FakeWorld fake;
  std::vector<std::string> paths;
  for (const std::string& text : texts) {
    paths.push_back("f" + std::to_string(paths.size()));
    fake.files.put("r/" + paths.back(), text);
  }
  plan::Settings dataset;
  if (type == "DelimitedText") dataset["firstRowAsHeader"] = true;
  const plan::Settings use;
  const auto source = read_files(fake.files, "r", paths, *formats::find(type), {dataset, use});
  if (!source) return source.error().message;
  std::string shown;
  rows::Batch batch;
  while (true) {
    const auto more = (*source)->next(batch);
    if (!more) return shown + more.error().message;
    if (!*more) break;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      shown += batch.file() + ":" + std::to_string(batch.line(row));
      for (std::size_t i = 0; i < batch.columns(); ++i) {
        shown += "|" + (batch.at(row, i).null ? "~" : std::string(batch.at(row, i).text));
      }
      shown += "\n";
    }
  }
  CHECK((*source)->traffic().files == texts.size());
  return shown;
}

}  // namespace

TEST_CASE("files follow one another, columns matched by name") {
  CHECK(read("DelimitedText", {"a,b\n1,2\n", "a,b\n3,4\n"}) == "f0:2|1|2\nf1:2|3|4\n");
  CHECK(read("DelimitedText", {"a,b\n1,2\n", "b,a\n4,3\n"}) == "f0:2|1|2\nf1:2|3|4\n");
  CHECK(read("DelimitedText", {"", "a,b\n1,2\n", "", "b,a\n,3\n"}) == "f1:2|1|2\nf3:2|3|~\n");
}

TEST_CASE("files with other columns are an error that names both") {
  CHECK(
      read("DelimitedText", {"a\n1\n", "a,b\n1,2\n"}) ==
      "f0:2|1\n`f1` has a column `b`, `f0` has none; files that are copied together need the same "
      "columns");
  CHECK(
      read("DelimitedText", {"", "a,b\n", "a\n1\n"}) ==
      "`f1` has a column `b`, `f2` has none; files that are copied together need the same columns");
}

TEST_CASE("objects may lack properties, and types are the first file's") {
  CHECK(read("Json", {"{\"a\":1,\"b\":\"x\"}", "{\"b\":2}"}) == "f0:1|1|x\nf1:1|~|2\n");
  CHECK(read("Json", {"{\"a\":1}", "{\"a\":\"x\"}"}) ==
        "f0:1|1\n`f1`, line 1: the column `a` holds `x`; in `f0` it was a decimal number of at "
        "most 34 "
        "digits");
  CHECK(read("Json", {"{\"a\":1}", "{\"b\":1}"}).find("`f1` has a column `b`") !=
        std::string::npos);
  CHECK(read("Json", {"{}", "{\"b\":1}"}).find("`f0` has rows without columns") !=
        std::string::npos);
  CHECK(read("Json", {"{\"a\"", "{\"b\":1}"}) == "`f0`, line 1: the object is not closed");
}
