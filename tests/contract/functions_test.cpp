// Every example of the tables of KQL functions is run on the embedded engine: the row that says how
// the engine translates a function also says what comes out.
#include <algorithm>

#include "../unit/runtime/engine/fixture.h"
#include "compiler/functions/rows.h"

namespace adxc::functions {
namespace {

Tables tables() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(FUNCTION_TABLES))
    files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  auto read = read_tables(files);
  if (!read) FAIL(read.error().text());
  return *std::move(read);
}

/// "type|value" of one column.
std::string typed(const engine::Fixture& fixture, const std::string& expression) {
  const std::string answer = fixture.query("print value = " + expression);
  return answer.substr(answer.find(':') + 1);
}

TEST_CASE("each example gives its value, of its type") {
  const engine::Fixture fixture;
  std::size_t run = 0;
  const Tables all = tables();
  for (const Row& row : all.rows) {
    for (const auto& [expression, value] : row.examples) {
      CAPTURE(expression);
      CHECK(typed(fixture, expression) == typed(fixture, value));
      ++run;
    }
  }
  CHECK(run > 0);
}

TEST_CASE("what the engine has is shown by an example") {
  const Tables all = tables();
  for (const Row& row : all.rows) {
    CAPTURE(row.name);
    CHECK((row.sql.empty() || row.aggregate || !row.examples.empty()));
  }
}

/// Arguments for the first form of a function, none of the optional ones.
std::string call_of(const Row& row) {
  std::string arguments;
  for (const Parameter& parameter : row.signatures.front().parameters) {
    if (parameter.optional) break;
    arguments += arguments.empty() ? "1" : ", 1";
  }
  return row.name + "(" + arguments + ")";
}

TEST_CASE("what the engine has not is refused by name") {
  const engine::Fixture fixture;
  const Tables all = tables();
  for (const Row& row : all.rows) {
    if (!row.sql.empty() || row.aggregate || !row.examples.empty()) continue;
    CAPTURE(row.name);
    CHECK(fixture.query("print value = " + call_of(row)).find(row.name) != std::string::npos);
  }
}

}  // namespace
}  // namespace adxc::functions
